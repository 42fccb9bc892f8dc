"""Addresses of this room, below /desk/."""

from django.urls import URLPattern, path

from borrower_guide.desk.accounts import entrance
from borrower_guide.desk.handing import pages as handing
from borrower_guide.desk.matters import listing

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", listing.matters, name="list"),
    path("in/", entrance.sign_in, name="sign_in"),
    path("out/", entrance.sign_out, name="sign_out"),
    path("take/", handing.take, name="take"),
    path("begin/", handing.begin, name="begin"),
    path("slip/<slug:number>/", handing.slip, name="slip"),
]
