"""Addresses of this room, from the root of the site."""

from django.urls import URLPattern, path

from borrower_guide.money import views

app_name = "money"
urlpatterns: list[URLPattern] = [
    path("money/cost/", views.cost, name="cost"),
    path("money/plan/", views.plan, name="plan"),
]
