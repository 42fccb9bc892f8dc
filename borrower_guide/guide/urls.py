"""Addresses of this room, from the root of the site."""

from django.urls import URLPattern, path

from borrower_guide.guide import pages, views

app_name = "guide"
urlpatterns: list[URLPattern] = [
    path("guide/response/", pages.series, {"series": "response"}, name="series"),
    path("guide/response/<slug:page>/", pages.page, {"series": "response"}, name="page"),
    path("guide/<slug:flow>/", views.flow, name="flow"),
    path("guide/<slug:flow>/<slug:step>/", views.step, name="step"),
    path("law/", pages.law, name="law"),
    path("law/<slug:provision>/", pages.provision, name="provision"),
    path("channels/", pages.channels, name="channels"),
]
