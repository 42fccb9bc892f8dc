"""Addresses of this room, from the root of the site."""

from django.urls import URLPattern, path

from borrower_guide.record import (
    checking,
    fetch_pages,
    importing,
    pickup_pages,
    picture_pages,
    shop_copy,
    views,
)

app_name = "record"
urlpatterns: list[URLPattern] = [
    path("cases/import/", importing.bring_in, name="import"),
    path("cases/<slug:ref>/record/", views.record, name="preview"),
    path("cases/<slug:ref>/record/", views.record, name="make"),
    path("cases/<slug:ref>/record.pdf", views.pdf, name="pdf"),
    path("cases/<slug:ref>/record/shop.pdf", shop_copy.pdf, name="shop"),
    path("cases/<slug:ref>/record/pages/", picture_pages.pages, name="pages"),
    path("cases/<slug:ref>/record/pages/<int:number>.png", picture_pages.picture, name="picture"),
    path("cases/<slug:ref>/record/pickup/", pickup_pages.make, name="pickup_make"),
    path("cases/<slug:ref>/pickup/", pickup_pages.show, name="pickup"),
    path("pickup/", fetch_pages.form, name="fetch"),
    path("pickup/<str:code>/", fetch_pages.link, name="pickup_link"),
    path("verify/", checking.verify, name="verify"),
    path("verify/certificate.pem", checking.certificate_file, name="certificate"),
]
