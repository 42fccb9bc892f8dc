"""Addresses of the pages that belong to no case."""

from django.urls import URLPattern, path

from borrower_guide.site import pages

app_name = "site"
urlpatterns: list[URLPattern] = [
    path("", pages.home, name="home"),
]
