"""Addresses of this room, below /desk/."""

from django.urls import URLPattern, path

from borrower_guide.desk import reading
from borrower_guide.desk.accounts import account_pages, entrance, join_pages
from borrower_guide.desk.batches.urls import batch_paths
from borrower_guide.desk.handing.urls import handing_paths
from borrower_guide.desk.matters.urls import matter_paths
from borrower_guide.desk.organisation import member_pages
from borrower_guide.desk.organisation import pages as organisation

app_name = "desk"
urlpatterns: list[URLPattern] = [
    *matter_paths,
    path("in/", entrance.sign_in, name="sign_in"),
    path("out/", entrance.sign_out, name="sign_out"),
    *handing_paths,
    *batch_paths,
    path("join/", join_pages.join, name="join"),
    path("join/phone/", join_pages.phone, name="join_phone"),
    path("codes/", join_pages.codes, name="codes"),
    path("account/", account_pages.account, name="account"),
    path("account/noticed/", account_pages.noticed, name="noticed"),
    path("account/password/", account_pages.password, name="password"),
    path("account/codes/", account_pages.new_codes, name="new_codes"),
    path("account/phone/", account_pages.new_phone, name="new_phone"),
    path("account/phone/code/", account_pages.phone_code, name="phone_code"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/invite/", organisation.invite, name="invite"),
    path(
        "organisation/invitations/<int:pk>/end/", organisation.end_invitation, name="end_invitation"
    ),
    path("organisation/counts.csv", organisation.counts_file, name="counts"),
    path("organisation/<int:pk>/", member_pages.member, name="member"),
    path("organisation/<int:pk>/lead/", member_pages.set_lead, name="set_lead"),
    path("organisation/<int:pk>/again/", member_pages.begin_again, name="begin_again"),
    path("organisation/<int:pk>/leave/", member_pages.let_leave, name="let_leave"),
    path("reading/", reading.reading, name="reading"),
]
