"""Blank forms as HTML, PDF and pictures. They say the same to everyone: made once in a process."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from borrower_guide.letters.blank.composing import LOG, blank_forms, blank_paper, sign_words
from borrower_guide.letters.blank.visit_log import sheet
from borrower_guide.letters.layout import laid_out
from borrower_guide.letters.printing import CSS as PAPER_CSS
from borrower_guide.printing.paper import paper_css
from borrower_guide.printing.pictures import page_png
from borrower_guide.printing.render import Printed, render_pdf

CSS = Path(__file__).parents[1] / "static" / "letters" / "blank.css"
MADE = "2026-11-24T00:00:00+08:00"  # of the forms; a form that changes changes it
# A blank was not written at any time; its labels are all that fills its rows.
PEN = "@page { @bottom-left { content: none } } .paper .lines th { width: 50mm }"


def form_context(name: str) -> dict[str, Any]:
    """What the templates need to show the form `name`; KeyError if there is none."""
    page: dict[str, Any] = {"form": blank_forms()[name], "made_at": MADE}
    if name == LOG:
        return page | {"sheet": sheet(), "sign": sign_words()}
    paper = blank_paper(name)
    return page | {"paper": paper, "parts": laid_out(paper)}


@lru_cache(maxsize=8)
def form_pdf(name: str) -> Printed:
    """The PDF of a form. Raises CannotRender."""
    css = CSS.read_text(encoding="utf-8") if name == LOG else paper_css(PAPER_CSS) + PEN
    return render_pdf(render_to_string("letters/blank_paper.html", form_context(name)), css=css)


@lru_cache(maxsize=16)
def form_png(name: str, number: int) -> bytes:
    """Page `number` of a form, from 1. Raises NoPage or CannotRender."""
    return page_png(form_pdf(name).data, number)
