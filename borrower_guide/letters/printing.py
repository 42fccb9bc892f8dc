"""A paper as HTML for the printer, and as a PDF: the same bytes for the same paper and time."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from borrower_guide.cases.history import written_text
from borrower_guide.letters.layout import laid_out
from borrower_guide.letters.paper import Paper
from borrower_guide.printing.paper import paper_css
from borrower_guide.printing.render import Printed, printable, render_pdf

CSS = Path(__file__).with_name("static") / "letters" / "paper.css"


def page_context(paper: Paper, at: str) -> dict[str, Any]:
    """What `letters/_paper.html` needs. `at`: ISO 8601, when the words were last changed."""
    parts = laid_out(paper)
    lying = any(part.wide for part in parts)
    return {"paper": paper, "parts": parts, "lying": lying, "written": written_text(at)}


def html_of(paper: Paper, at: str) -> str:
    """The whole HTML document for the printer."""
    made_at = datetime.fromisoformat(at).isoformat()
    return render_to_string("letters/paper.html", {**page_context(paper, at), "made_at": made_at})


def print_letter(paper: Paper, at: str) -> Printed:
    """The PDF. Raises CannotRender."""
    html, _ = printable(html_of(paper, at))
    return render_pdf(html, css=paper_css(CSS))


def unprintable(paper: Paper) -> tuple[str, ...]:
    """Characters that no font has: 〔U+1F468〕 is printed for each. Raises CannotRender."""
    cells = (cell for block in paper.blocks for line in block.lines for cell in line.cells)
    return printable("\n".join(cells))[1]
