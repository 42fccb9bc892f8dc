"""The words of a letter, part by part, to be copied into the boxes of a form on the web."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from borrower_guide.cases.gate import open_case
from borrower_guide.law_in_use import library
from borrower_guide.letters.editing import text_of
from borrower_guide.letters.kept import paper_of, words_of
from borrower_guide.letters.pages.letter import find
from borrower_guide.letters.pages.told import told_letter
from borrower_guide.letters.paper import Paper


class Passage(NamedTuple):
    """One part of the paper as plain text. Offices count its signs, line ends among them."""

    title: str
    text: str

    @property
    def signs(self) -> int:
        return len(self.text)


@require_safe
def fill(request: HttpRequest, ref: str, subject: str) -> HttpResponse:
    """Each part with its length; what is for the pen is typed there by its writer."""
    opened = open_case(request, ref)
    thing = find(opened, subject)
    page = {
        "opened": opened,
        "thing": thing,
        "letter": told_letter(thing, library()),
        "passages": list(_passages(paper_of(words_of(thing)))),
    }
    return render(request, "letters/fill.html", page)


def _passages(paper: Paper) -> Iterator[Passage]:
    """Tables are told in Word and PDF; a part for the pen says nothing."""
    for block in paper.blocks:
        if block.editable and (text := text_of(block)):
            yield Passage(block.title or block.lines[0].cells[0], text)
