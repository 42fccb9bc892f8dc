"""The cover of each copy: what lies below it, for whom it is, and room to sign for it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.template.loader import render_to_string

from borrower_guide.desk.batches.copies import OURS, Copies
from borrower_guide.desk.batches.files import Printout
from borrower_guide.desk.models import BatchItem
from borrower_guide.printing.paper import paper_css
from borrower_guide.printing.render import printable, render_pdf

CSS = Path(__file__).parents[1] / "static" / "desk" / "cover.css"


def covers(
    item: BatchItem,
    copies: Copies,
    papers: Sequence[Printout],
    blanks: Sequence[tuple[str, int]],
    at: datetime,
) -> Printout:
    """A cover for each copy, in one PDF, all of as many pages. Raises CannotRender.

    The desk's own label stands on the copies that stay here, and on no other. `blanks`: title
    and number of the blank forms.
    """
    page = {
        "item": item,
        "receivers": [(who, who == OURS) for who in copies.receivers],
        "copies": copies,
        "papers": papers,
        "pages": sum(one.pages for one in papers),
        "blanks": blanks,
        "made_at": at.isoformat(timespec="seconds"),
        "at": at,
        "by": item.batch.advocate.label,
    }
    html, _ = printable(render_to_string("desk/batches/cover.html", page))
    printed = render_pdf(html, css=paper_css(CSS))
    return Printout("cover", "封面", "fengmian.pdf", printed.data, printed.pages)
