"""Whatever is changed in the law content, a test says so."""

import pytest

from borrower_guide.law.content import load_library
from tests.law.killing import EQUIVALENT, NOBODY, TABLES, killer
from tests.law.mutants import mutants

LIBRARY = load_library()


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    """Every mutant with who notices it first."""
    return {str(mutant): killer(mutant, LIBRARY) for mutant in mutants(LIBRARY)}


def test_every_mutant_is_noticed_but_those_that_say_the_same(found: dict[str, str]) -> None:
    assert {name for name, who in found.items() if who == NOBODY} == set(EQUIVALENT)


def test_nothing_that_says_something_is_left_out(found: dict[str, str]) -> None:
    rows = (*LIBRARY.rules.values(), *LIBRARY.patterns.values(), *LIBRARY.provisions.values())
    for row in (*rows, *LIBRARY.channels):
        assert f"{type(row).__name__.lower()} {row.id}: deleted" in found
    for rule in LIBRARY.rules.values():
        for name in rule.basis:
            assert f"rule {rule.id}: basis without {name}" in found
    for row in LIBRARY.provisions.values():
        for what in ("from a day earlier", "from a day later"):
            assert f"provision {row.id}: {what}" in found


def test_the_tables_need_no_second_book_for_rules_and_routes(found: dict[str, str]) -> None:
    own = {name: who for name, who in found.items() if not name.startswith("provision")}
    noticed = [name for name, who in own.items() if who == TABLES]
    # What else there is, the content check refuses: a level without its words, an act unspoken of.
    assert len(noticed) > 0.95 * len(own)


def test_the_library_as_it_is_passes() -> None:
    unchanged = next(mutants(LIBRARY))
    assert killer(type(unchanged)("nothing", unchanged.original, unchanged.original), LIBRARY) == (
        NOBODY
    )
