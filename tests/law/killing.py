"""Which of the tests of the law content would notice a mutant: the tables, the ledger, the check.

The tables run in the process, against a library that has the one rule in question alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import TypeVar

from borrower_guide.law.channel import Channel
from borrower_guide.law.checks import Shelf, faults_in
from borrower_guide.law.library import Library
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.provision import Provision
from borrower_guide.law.rule import Rule
from borrower_guide.law.span import Span
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import LenderType
from tests.law.ledger import lines
from tests.law.mutants import Mutant, altered, leaning
from tests.law.pattern_tables import CaseRow, case_rows
from tests.law.routes import routes_differ
from tests.law.tables import Row, all_rows

Kind = TypeVar("Kind")
ASKED = "the case fact of its `when` takes such visits alone"
# Changes that no case could show, each with the reason.
EQUIVALENT = {
    "pattern several_nights: likely_breach: part 1 dropped": ASKED,
    "pattern pestered_again: likely_breach whenever it speaks": ASKED,
    "pattern threats_again: likely_breach whenever it speaks": ASKED,
}
TABLES, LEDGER, CHECK, NOBODY = "tables", "ledger", "content check", "nobody"


def killer(mutant: Mutant, whole: Library) -> str:
    """Who notices it first: the tables, else the ledger, else the content check, else nobody."""
    library = mutant.library(whole)
    if any(_table_differences(mutant, whole, library)):
        return TABLES
    if isinstance(mutant.original, Provision) and _ledger_differs(mutant, library):
        return LEDGER
    return CHECK if any(faults_in(shelf_of(library))) else NOBODY


def _table_differences(mutant: Mutant, whole: Library, library: Library) -> Iterator[str]:
    match mutant.original:
        case Rule(id=key):
            yield from _rule_differs(key, mutant, library)
        case Pattern(id=key):
            yield from _pattern_differs(key, mutant, library)
        case Channel():
            yield from routes_differ(library)
        case Provision():
            for key in leaning(whole.rules, mutant.lineages):
                yield from _rule_differs(key, mutant, library)
            for key in leaning(whole.patterns, mutant.lineages):
                yield from _pattern_differs(key, mutant, library)


def _rule_differs(key: str, mutant: Mutant, library: Library) -> Iterator[str]:
    alone = altered(library, rules=_only(key, library.rules))
    for row in _tables()[key]:
        if _can_see(row.visits, row.loans, mutant, row.on):
            yield from row.differences(alone)


def _pattern_differs(key: str, mutant: Mutant, library: Library) -> Iterator[str]:
    alone = altered(library, patterns=_only(key, library.patterns))
    for row in _pattern_tables()[key]:
        if _can_see(row.visits, row.loans, mutant):
            yield from row.differences(alone)


def _only(key: str, rows: Mapping[str, Kind]) -> dict[str, Kind]:
    return {one: row for one, row in rows.items() if one == key}


def _can_see(
    visits: Iterable[Visit], loans: Iterable[Loan], mutant: Mutant, on: Span | None = None
) -> bool:
    kinds = {loan.lender_type or LenderType.UNKNOWN for loan in loans} or {LenderType.UNKNOWN}
    if mutant.lender is not None and mutant.lender not in kinds:
        return False
    spans = [on or Span.of_visit(visit) for visit in visits]
    return mutant.days is None or any(span and _near(span, mutant.days) for span in spans)


def _near(span: Span, days: tuple[date, ...]) -> bool:
    return span.first <= max(days) and min(days) <= span.last


@cache
def _tables() -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in all_rows():
        found[row.rule].append(row)
    return found


@cache
def _pattern_tables() -> dict[str, list[CaseRow]]:
    found = defaultdict(list)
    for row in case_rows():
        found[row.pattern].append(row)
    return found


def _ledger_differs(mutant: Mutant, library: Library) -> bool:
    if mutant.changed is None:
        return True
    touched = {row.id for name in mutant.lineages for row in library.lineage(name)}
    books = (
        line.differences(library.provisions[line.id], library)
        for line in lines()
        if line.id in touched
    )
    return any(any(book) for book in books)


def shelf_of(library: Library) -> Shelf:
    """A library as the content check reads it."""
    rows = tuple(library.provisions.values())
    return Shelf(
        provisions=rows,
        rules=tuple(library.rules.values()),
        patterns=tuple(library.patterns.values()),
        phrases=tuple(library.phrases.values()),
        requests=library.requests,
        channels=library.channels,
        unchecked=library.unchecked,
        reasons={},
        gap_texts=library.gap_texts,
        lineages=frozenset(row.lineage for row in rows),
        switched_off=frozenset(),
    )
