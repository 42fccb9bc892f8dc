"""Addresses of this room, from the root of the site."""

from django.urls import URLPattern, path

from borrower_guide.record import checking, importing, views

app_name = "record"
urlpatterns: list[URLPattern] = [
    path("cases/import/", importing.bring_in, name="import"),
    path("cases/<slug:ref>/record/", views.record, name="preview"),
    path("cases/<slug:ref>/record/", views.record, name="make"),
    path("cases/<slug:ref>/record.pdf", views.pdf, name="pdf"),
    path("verify/", checking.verify, name="verify"),
    path("verify/certificate.pem", checking.certificate_file, name="certificate"),
]
