"""Addresses of this room, from the root of the site."""

from django.urls import URLPattern, path

from borrower_guide.letters import blank_pages, closing_pages, letter_pages, output_pages, pages

app_name = "letters"
ALL = "cases/<slug:ref>/letters/"
ONE = f"{ALL}<slug:subject>/"
FORMS = "forms/"
urlpatterns: list[URLPattern] = [
    path(FORMS, blank_pages.forms, name="forms"),
    path(f"{FORMS}<slug:name>/", blank_pages.form, name="form"),
    path(f"{FORMS}<slug:name>.pdf", blank_pages.pdf, name="form_pdf"),
    path(f"{FORMS}<slug:name>/<int:number>.png", blank_pages.picture, name="form_picture"),
    path(ALL, pages.papers, name="list"),
    path(f"{ALL}new/", pages.new, name="new"),
    path(ONE, letter_pages.show, name="letter"),
    path(f"{ONE}edit/", letter_pages.edit, name="edit"),
    path(f"{ONE}sent/", closing_pages.sent, name="sent"),
    path(f"{ONE}withdraw/", closing_pages.withdraw, name="withdraw"),
    path(f"{ONE}letter.pdf", output_pages.pdf, name="pdf"),
    path(f"{ONE}letter.docx", output_pages.word, name="word"),
    path(f"{ONE}pages/", output_pages.pages, name="pages"),
    path(f"{ONE}pages/<int:number>.png", output_pages.picture, name="picture"),
    path(f"{ONE}pack/", output_pages.packs, name="packs"),
    path(f"{ONE}pack.zip", output_pages.archive, name="archive"),
    path(f"{ONE}pickup/", output_pages.pickup, name="pickup"),
]
