"""Addresses of batch print, below /desk/."""

from django.urls import URLPattern, path

from borrower_guide.desk.batches import pages, progress

ONE = "batches/<slug:batch>/"
batch_paths: list[URLPattern] = [
    path("batches/", pages.batches, name="batches"),
    path("batches/new/", pages.new, name="batch_new"),
    path(ONE, pages.batch, name="batch"),
    path(f"{ONE}go/", progress.go, name="batch_go"),
    path(f"{ONE}batch.pdf", pages.pdf, name="batch_pdf"),
    path(f"{ONE}batch.zip", pages.archive, name="batch_zip"),
    path(f"{ONE}drop/", pages.drop, name="batch_drop"),
]
