"""Addresses of this room, from the root of the site."""

from django.urls import URLPattern, path

from borrower_guide.cases.views import about, edit, leaving, number, overview, start, visits

app_name = "cases"
urlpatterns: list[URLPattern] = [
    path("cases/new/", start.new, name="new"),
    path("cases/open/", start.open_by_code, name="open"),
    path("cases/<slug:ref>/", overview.overview, name="overview"),
    path("cases/<slug:ref>/about/", about.about, name="about"),
    path("cases/<slug:ref>/number/", number.show, name="number"),
    path("cases/<slug:ref>/number/change/", number.change, name="number_change"),
    path("cases/<slug:ref>/visits/new/", visits.new, name="visit_new"),
    path("cases/<slug:ref>/visits/<slug:subject>/", visits.show, name="visit"),
    path("cases/<slug:ref>/visits/<slug:subject>/edit/", edit.edit, name="visit_edit"),
    path("cases/<slug:ref>/visits/<slug:subject>/withdraw/", edit.withdraw, name="visit_withdraw"),
    path("cases/<slug:ref>/export.json", overview.export, name="export"),
    path("cases/<slug:ref>/close/", leaving.close, name="close"),
    path("cases/<slug:ref>/delete/", leaving.delete, name="delete"),
]
