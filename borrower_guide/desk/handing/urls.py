"""Addresses of taking a case over and of beginning one, below /desk/."""

from django.urls import URLPattern, path

from borrower_guide.desk.handing import pages

handing_paths: list[URLPattern] = [
    path("take/", pages.take, name="take"),
    path("begin/", pages.begin, name="begin"),
    path("matters/<int:pk>/slip/", pages.slip, name="slip"),
]
