"""Addresses of this room, from the root of the site."""

from django.urls import URLPattern

app_name = "record"
urlpatterns: list[URLPattern] = []
