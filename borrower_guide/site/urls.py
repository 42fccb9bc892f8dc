"""Addresses of the pages that belong to no case."""

from django.urls import URLPattern, path

from borrower_guide.site import health, leave, pages, text_size

app_name = "site"
urlpatterns: list[URLPattern] = [
    path("", pages.home, name="home"),
    path("door/", pages.door, name="door"),
    path("door/card/", pages.card, name="card"),
    path("about/", pages.about, name="about"),
    path("about/limits/", pages.limits, name="limits"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("text/", text_size.text, name="text"),
    path("leave/", leave.leave, name="leave"),
    path("leave/done/", leave.done, name="leave_done"),
    path("cases/leave/", leave.leave_cases, name="leave_cases"),
    path("healthz", health.health, name="health"),
]
