"""What to know before a paper is written: sentences with the provisions of today. No Django."""

from datetime import date
from typing import NamedTuple

from borrower_guide.law.finding import Citation
from borrower_guide.law.library import Library
from borrower_guide.letters.form import PaperForm


class ToKnow(NamedTuple):
    """A sentence and its sources."""

    text: str
    sources: tuple[Citation, ...]


def to_know(form: PaperForm, library: Library, today: date) -> list[ToKnow]:
    """Each sentence that has a provision in force; without one nothing is said."""
    found = [ToKnow(one.text, _sources(one.basis, library, today)) for one in form.know]
    return [one for one in found if one.sources]


def _sources(basis: tuple[str, ...], library: Library, today: date) -> tuple[Citation, ...]:
    rows = [row for name in basis for row in library.lineage(name)]
    live = [row for row in rows if row.in_force_from <= today <= row.last_day]
    return tuple(library.citations[row.id] for row in live)
