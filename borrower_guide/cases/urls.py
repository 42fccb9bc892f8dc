"""Addresses of this room, from the root of the site."""

from django.urls import URLPattern, path

from borrower_guide.cases.door import organise
from borrower_guide.cases.door import pages as door
from borrower_guide.cases.exhibits.urls import exhibit_paths
from borrower_guide.cases.handing import pages as handing
from borrower_guide.cases.kinds.urls import kind_paths
from borrower_guide.cases.taking import pages as taking
from borrower_guide.cases.views import (
    about,
    edit,
    intake,
    leaving,
    number,
    overview,
    start,
    stored,
    visits,
)

app_name = "cases"
urlpatterns: list[URLPattern] = [
    path("cases/new/", start.new, name="new"),
    path("cases/open/", start.open_by_code, name="open"),
    path("cases/door/", door.begin, name="door_begin"),
    path("cases/close/", leaving.close_here, name="close_here"),
    path("cases/<slug:ref>/", overview.overview, name="overview"),
    path("cases/<slug:ref>/about/", about.about, name="about"),
    path("cases/<slug:ref>/stored/", stored.stored, name="stored"),
    path("cases/<slug:ref>/number/", number.show, name="number"),
    path("cases/<slug:ref>/number/slip/", number.slip, name="number_slip"),
    path("cases/<slug:ref>/number/change/", number.change, name="number_change"),
    path("cases/<slug:ref>/helpers/", handing.helpers, name="helpers"),
    path("cases/<slug:ref>/door/", door.door, name="door"),
    path("cases/<slug:ref>/door/visit/", organise.organise, name="door_visit"),
    path("cases/<slug:ref>/visits/new/", visits.new, name="visit_new"),
    path("cases/<slug:ref>/visits/intake/", intake.intake, name="visit_intake"),
    path("cases/<slug:ref>/visits/<slug:subject>/", visits.show, name="visit"),
    path("cases/<slug:ref>/visits/<slug:subject>/edit/", edit.edit, name="visit_edit"),
    path("cases/<slug:ref>/visits/<slug:subject>/withdraw/", edit.withdraw, name="visit_withdraw"),
    *exhibit_paths,
    *kind_paths,
    path("cases/<slug:ref>/export.json", taking.export, name="export"),
    path("cases/<slug:ref>/export.zip", taking.archive, name="archive"),
    path("cases/<slug:ref>/close/", leaving.close, name="close"),
    path("cases/<slug:ref>/close/all/", leaving.close_all, name="close_all"),
    path("cases/<slug:ref>/delete/", leaving.delete, name="delete"),
]
