"""Addresses of this room, from the root of the site."""

from django.urls import URLPattern, path

from borrower_guide.record.bringing import pages as bringing
from borrower_guide.record.pages import (
    checking,
    fetching,
    locked,
    pickup,
    pictures,
    preview,
    shop_copy,
)

app_name = "record"
urlpatterns: list[URLPattern] = [
    path("cases/import/", bringing.bring_in, name="import"),
    path("cases/<slug:ref>/record/", preview.record, name="preview"),
    path("cases/<slug:ref>/record/", preview.record, name="make"),
    path("cases/<slug:ref>/record.pdf", preview.pdf, name="pdf"),
    path("cases/<slug:ref>/record/shop.pdf", shop_copy.pdf, name="shop"),
    path("cases/<slug:ref>/record/locked/", locked.copy, name="locked"),
    path("cases/<slug:ref>/record/pages/", pictures.pages, name="pages"),
    path("cases/<slug:ref>/record/pages/<int:number>.png", pictures.picture, name="picture"),
    path("cases/<slug:ref>/record/pickup/", pickup.make, name="pickup_make"),
    path("cases/<slug:ref>/pickup/", pickup.show, name="pickup"),
    path("pickup/", fetching.form, name="fetch"),
    path("pickup/<str:code>/", fetching.link, name="pickup_link"),
    path("verify/", checking.verify, name="verify"),
    path("verify/certificate.pem", checking.certificate_file, name="certificate"),
]
