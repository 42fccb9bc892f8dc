"""Every rule against its table of cases."""

from collections import defaultdict
from datetime import timedelta

import pytest

from borrower_guide.law.content import load_library
from borrower_guide.law.rule import Level
from tests.law.tables import FOLDER, Row, all_rows

ROWS = all_rows()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_rule_finds_what_its_table_says(row: Row) -> None:
    assert list(row.differences()) == []


def test_every_rule_has_a_table_and_every_table_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(load_library().rules)


def test_each_rule_reaches_a_finding_in_its_table() -> None:
    reached = defaultdict(set)
    for row in ROWS:
        reached[row.rule].add(row.expected["level"])
    never = {rule for rule in load_library().rules if reached[rule] <= {"none"}}
    assert not never


def test_each_table_shows_silence_too() -> None:
    silent = {row.rule for row in ROWS if row.expected["level"] == "none"}
    assert silent == set(load_library().rules)


@pytest.mark.parametrize("level", Level)
def test_every_rule_that_names_a_level_explains_it(level: Level) -> None:
    for rule in load_library().rules.values():
        assert (level in rule.levels) == bool(rule.why.at(level)), rule.id


def test_both_sides_of_every_date_switch_are_in_the_tables() -> None:
    library = load_library()
    shown = {(row.rule, row.visit.started_at.day) for row in ROWS if row.visit.started_at}
    for rule in library.rules.values():
        for provision in (row for name in rule.basis for row in library.lineage(name)):
            first = provision.in_force_from
            if first.year >= 2021 and provision.applies.yes:
                for day in (first - timedelta(days=1), first):
                    assert (rule.id, day) in shown, f"{rule.id}: {provision.id} on {day}"


def test_each_class_of_lender_is_in_the_tables_where_it_matters() -> None:
    library = load_library()
    shown = {(row.rule, row.loan and row.loan.lender_type) for row in ROWS}
    classes = ("bank", "consumer_finance", "microloan", "private", None)
    for rule in library.rules.values():
        routed = [row for name in rule.basis for row in library.lineage(name)]
        if not all(row.applies.everyone for row in routed):
            assert not [one for one in classes if (rule.id, one) not in shown], rule.id
