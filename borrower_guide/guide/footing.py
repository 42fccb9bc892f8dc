"""A claim with the provisions that carry it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from borrower_guide.guide.content import Claim, Section
from borrower_guide.law.assess import EARLIEST
from borrower_guide.law.finding import Citation
from borrower_guide.law.library import Library
from borrower_guide.law.span import Span


@dataclass(frozen=True, slots=True)
class Footed:
    """A sentence and its sources; no sources: it is advice and says so."""

    text: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class FootedSection:
    """A section as a page shows it."""

    section: Section
    claims: tuple[Footed, ...]


def footed(
    claims: Iterable[Claim], library: Library, today: date, days: Span | None = None
) -> tuple[Footed, ...]:
    """The claims that stand: advice, and sentences with at least one provision in force.

    `days`: those of the visit, where they are known; they count for claims of their day alone.
    A sentence whose provisions are all ended or switched off is left out, never shown bare.
    """
    found = (Footed(claim.text, sources(claim, library, today, days)) for claim in claims)
    return tuple(
        one for one, claim in zip(found, claims, strict=True) if one.sources or claim.advice
    )


def footed_sections(
    sections: Iterable[Section], library: Library, today: date, days: Span | None = None
) -> tuple[FootedSection, ...]:
    """Each section with its claims as they stand."""
    return tuple(FootedSection(one, footed(one.claims, library, today, days)) for one in sections)


def sources(
    claim: Claim, library: Library, today: date, days: Span | None = None
) -> tuple[Citation, ...]:
    """The provisions of the claim's lineages in force today, or on any of `days`.

    A claim of its day on a route that does not know the day cites every numbering since the law
    was looked into: the reader's day may be on either side of a switch.
    """
    span = (days or Span(EARLIEST, today)) if claim.of_its_day else Span(today, today)
    rows = (row for name in claim.basis for row in library.lineage(name))
    return tuple(library.citations[row.id] for row in rows if row.touches(span))
