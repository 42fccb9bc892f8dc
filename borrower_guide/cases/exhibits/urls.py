"""Addresses of exhibits and their files."""

from django.urls import URLPattern, path

from borrower_guide.cases.exhibits import download, editing, pages

exhibit_paths: list[URLPattern] = [
    path("cases/<slug:ref>/exhibits/new/", editing.new, name="exhibit_new"),
    path("cases/<slug:ref>/exhibits/<slug:subject>/", pages.show, name="exhibit"),
    path("cases/<slug:ref>/exhibits/<slug:subject>/edit/", editing.edit, name="exhibit_edit"),
    path(
        "cases/<slug:ref>/exhibits/<slug:subject>/withdraw/",
        pages.withdraw,
        name="exhibit_withdraw",
    ),
    path(
        "cases/<slug:ref>/exhibits/<slug:subject>/file/",
        download.original,
        name="exhibit_file",
    ),
    path(
        "cases/<slug:ref>/exhibits/<slug:subject>/small.jpg",
        download.small,
        name="exhibit_small",
    ),
]
