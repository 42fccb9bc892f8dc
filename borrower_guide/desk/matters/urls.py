"""Addresses of the matters on an advocate's desk, below /desk/."""

from django.urls import URLPattern, path

from borrower_guide.desk.matters import listing, memo_pages, memo_writing, pages

ONE = "matters/<int:pk>/"
MEMO = f"{ONE}memos/<slug:name>/"
matter_paths: list[URLPattern] = [
    path("", listing.matters, name="list"),
    path("of/<slug:case>/", pages.of_case, name="of_case"),
    path(ONE, pages.matter, name="matter"),
    path(f"{ONE}change/", pages.change, name="matter_change"),
    path(f"{ONE}notes/new/", memo_writing.note, name="note_new"),
    path(f"{ONE}consents/new/", memo_writing.consent, name="consent_new"),
    path(f"{MEMO}share/", memo_pages.share, name="note_share"),
    path(f"{MEMO}take-back/", memo_writing.take_back, name="consent_take_back"),
    path(f"{MEMO}delete/", memo_pages.delete, name="memo_delete"),
]
