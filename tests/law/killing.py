"""Which of the tests of the law content would notice a mutant: the tables, the ledger, the check.

The tables run in the process, against a library that has the one rule in question alone.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from borrower_guide.law.checks import Shelf, faults_in
from borrower_guide.law.library import Library
from borrower_guide.law.provision import Provision
from borrower_guide.law.rule import Rule
from borrower_guide.law.span import Span
from borrower_guide.schema.vocabulary import LenderType
from tests.law.ledger import lines
from tests.law.mutants import Mutant, leaning
from tests.law.routes import routes_differ
from tests.law.tables import Row, all_rows

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
    if isinstance(mutant.original, Rule):
        rules = {mutant.original.id}
    else:
        rules = set(leaning(whole, mutant.lineages))
    for rule in sorted(rules):
        alone = replace(library, rules={k: r for k, r in library.rules.items() if k == rule})
        for row in _tables()[rule]:
            if _can_see(row, mutant):
                yield from row.differences(alone)
    if not isinstance(mutant.original, Provision | Rule):
        yield from routes_differ(library)


def _can_see(row: Row, mutant: Mutant) -> bool:
    kind = (row.loan and row.loan.lender_type) or LenderType.UNKNOWN
    if mutant.lender not in (None, kind):
        return False
    span = row.on or Span.of_visit(row.visit)
    return mutant.days is None or (span is not None and _near(span, mutant.days))


def _near(span: Span, days: tuple[date, ...]) -> bool:
    return span.first <= max(days) and min(days) <= span.last


@cache
def _tables() -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in all_rows():
        found[row.rule].append(row)
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
        requests=library.requests,
        channels=library.channels,
        unchecked=library.unchecked,
        reasons={},
        gap_texts=library.gap_texts,
        lineages=frozenset(row.lineage for row in rows),
        switched_off=frozenset(),
    )
