"""Addresses of this room, from the root of the site."""

from django.urls import URLPattern, path

from borrower_guide.letters.blank import pages as blank
from borrower_guide.letters.pages import (
    changing,
    closing,
    filling,
    letter,
    listing,
    output,
    packs,
    papers,
)

app_name = "letters"
ALL = "cases/<slug:ref>/letters/"
ONE = f"{ALL}<slug:subject>/"
FORMS = "forms/"
urlpatterns: list[URLPattern] = [
    path(FORMS, blank.forms, name="forms"),
    path(f"{FORMS}<slug:name>/", blank.form, name="form"),
    path(f"{FORMS}<slug:name>.pdf", blank.pdf, name="form_pdf"),
    path(f"{FORMS}<slug:name>/<int:number>.png", blank.picture, name="form_picture"),
    path(ALL, listing.papers, name="list"),
    path(f"{ALL}new/", papers.new, name="new"),
    path(ONE, letter.show, name="letter"),
    path(f"{ONE}edit/", changing.edit, name="edit"),
    path(f"{ONE}sent/", closing.sent, name="sent"),
    path(f"{ONE}withdraw/", closing.withdraw, name="withdraw"),
    path(f"{ONE}fill/", filling.fill, name="fill"),
    path(f"{ONE}letter.pdf", output.pdf, name="pdf"),
    path(f"{ONE}letter.docx", output.word, name="word"),
    path(f"{ONE}pages/", output.pages, name="pages"),
    path(f"{ONE}pages/<int:number>.png", output.picture, name="picture"),
    path(f"{ONE}pack/", packs.packs, name="packs"),
    path(f"{ONE}pack.zip", packs.archive, name="archive"),
    path(f"{ONE}pickup/", output.pickup, name="pickup"),
]
