"""Every pattern against its table of cases, and what an assessment of a case promises."""

import time
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from borrower_guide.law.case_facts import CASE_FACTS
from borrower_guide.law.content import load_library
from borrower_guide.law.library import Library
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.patterns import assess_case
from borrower_guide.law.rule import Level
from borrower_guide.schema.acts import Act
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit
from tests.law.pattern_tables import FOLDER, CaseRow, case_rows
from tests.law.tables import a_loan

ROWS = case_rows()
PATTERNS = load_library().patterns


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_pattern_finds_what_its_table_says(row: CaseRow) -> None:
    assert list(row.differences()) == []


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_days_and_the_number_are_those_of_the_visits(row: CaseRow) -> None:
    days = {visit.id: visit.started_at.day for visit in row.visits if visit.started_at}
    for finding in row.assessed().findings:
        listed = [days[key] for key in finding.visits]
        assert listed == sorted(listed)
        assert (finding.first_on, finding.last_on) == (listed[0], listed[-1])
        assert finding.count == len(set(finding.visits)) >= 2


def test_every_pattern_has_a_table_and_every_table_a_pattern() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(PATTERNS)


def test_every_case_fact_has_its_pattern() -> None:
    assert {pattern.when for pattern in PATTERNS.values()} == set(CASE_FACTS)


def test_each_table_shows_every_level_that_can_be_reached_and_silence() -> None:
    shown: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        shown[row.pattern] |= {one["level"] for one in row.found} or {"none"}
    never = {"threats_again"}  # the basis binds everyone since 2021: unclear only if switched off
    for key, pattern in PATTERNS.items():
        levels = {level.value for level in pattern.levels}
        assert shown[key] | ({"unclear"} if key in never else set()) == levels | {"none"}, key


def test_both_sides_of_every_date_switch_are_in_the_tables() -> None:
    library = load_library()
    shown = {(r.pattern, v.started_at.day) for r in ROWS for v in r.visits if v.started_at}
    for pattern in PATTERNS.values():
        for provision in (row for name in pattern.basis for row in library.lineage(name)):
            first = provision.in_force_from
            if first.year >= 2021 and provision.applies.yes:
                for day in (first - timedelta(days=1), first):
                    assert (pattern.id, day) in shown, f"{pattern.id}: {provision.id} on {day}"


def test_each_class_of_lender_is_in_the_tables_where_it_matters() -> None:
    library = load_library()
    shown = {
        (row.pattern, next((one.lender_type for one in row.loans if one.id == visit.loan), None))
        for row in ROWS
        for visit in row.visits
    }
    classes = ("bank", "consumer_finance", "microloan", "private", None)
    for pattern in PATTERNS.values():
        routed = [row for name in pattern.basis for row in library.lineage(name)]
        if not all(row.applies.everyone for row in routed):
            missing = [one for one in classes if (pattern.id, one) not in shown]
            assert not missing, pattern.id


def mutants(pattern: Pattern) -> dict[str, Pattern | None]:
    """The pattern gone, its number moved, its breach or one of its lineages taken away."""
    found: dict[str, Pattern | None] = {"gone": None}
    for number in {pattern.at_least - 1, pattern.at_least + 1} - {0}:
        found[f"at least {number}"] = pattern.model_copy(update={"at_least": number})
    if pattern.likely_breach:
        found["no breach"] = pattern.model_copy(update={"likely_breach": None})
    for part in ("basis", "fallback", "see_also"):
        for name in getattr(pattern, part):
            left = tuple(one for one in getattr(pattern, part) if one != name)
            found[f"without {name}"] = pattern.model_copy(update={part: left})
    return found


MUTANTS = [(key, name) for key, pattern in PATTERNS.items() for name in mutants(pattern)]


@pytest.mark.parametrize(("key", "name"), MUTANTS)
def test_a_pattern_that_is_changed_is_noticed(key: str, name: str) -> None:
    mutant = mutants(PATTERNS[key])[name]
    library = replace(load_library(), patterns={key: mutant} if mutant else {})
    rows = (row for row in ROWS if row.pattern == key)
    assert any(any(row.differences(library)) for row in rows)


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.id)
def test_criminal_law_never_carries_a_pattern(pattern: Pattern) -> None:
    library = load_library()
    cited = [row for name in pattern.basis + pattern.fallback for row in library.lineage(name)]
    assert not [row.id for row in cited if row.id.startswith(("cl-", "con-", "aoc-"))]


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.id)
def test_no_number_of_visits_is_called_a_limit(pattern: Pattern) -> None:
    assert "超过" not in "".join(pattern.sentences)
    if pattern.when.startswith("within_"):
        assert pattern.levels == (Level.UNCLEAR,)
        assert "没有找到哪条法律写明" in pattern.why.at(Level.UNCLEAR)


def visits(*fields: dict[str, Any]) -> list[Visit]:
    return [Visit.read({"id": f"V{at}", **one}) for at, one in enumerate(fields, start=1)]


THREAT = {"acts": ["threatened_person", "spoke_civilly"]}
DAYS = [{"started_at": f"2026-03-0{day}", "loan": "L1", **THREAT} for day in (1, 2, 3)]


def test_the_gravest_comes_first_then_the_pattern_then_the_day() -> None:
    named = [
        one | {"visitors": [{"claimed_employer": "乙"}, {"claimed_employer": "甲"}]} for one in DAYS
    ]
    found = assess_case(visits(*named), [a_loan("bank")]).findings
    assert [(one.level.value, one.pattern, one.who) for one in found] == [
        ("likely_breach", "threats_again", ""),
        ("unclear", "frequent_month", ""),
        ("unclear", "frequent_week", ""),
        ("unclear", "same_firm_again", "乙"),
        ("unclear", "same_firm_again", "甲"),
        ("unclear", "same_loan_again", "L1"),
    ]


def test_fewer_than_two_visits_say_nothing_at_all() -> None:
    for few in ([], visits({"acts": ["insulted"]}), visits(DAYS[0])):
        assert assess_case(few, []).to_json() == {"findings": [], "gaps": [], "gap_codes": []}


def test_each_uncounted_visit_is_named_once() -> None:
    told = assess_case(visits({}, {"started_at": "2020-12-31"}, DAYS[0]), []).to_json()
    assert told["findings"] == []
    assert told["gap_codes"] == ["V1.started_at:missing", "V2.started_at:before_2021"]
    assert told["gaps"] == [
        "V1：没有写哪一天来的，所以没有数进去。",
        "V2：2021年以前的来访，没有数进去。",
    ]


def test_the_order_of_the_visits_is_the_order_of_time() -> None:
    forward = assess_case(visits(*DAYS), [a_loan("bank")])
    backward = assess_case(visits(*DAYS)[::-1], [a_loan("bank")])
    assert forward == backward


def test_a_loan_is_named_by_its_platform_then_its_lender() -> None:
    for fields, name in (
        ({"platform": "某贷 App", "lender": "某银行"}, "某贷 App"),
        ({"lender": "某银行"}, "某银行"),
        ({}, "L1"),
    ):
        [found] = assess_case(visits(*DAYS), [Loan.read({"id": "L1", **fields})]).of(
            "same_loan_again"
        )
        assert found.who == name


def test_a_name_with_braces_is_only_a_name() -> None:
    named = [one | {"visitors": [{"claimed_employer": "{days}{0}"}]} for one in DAYS]
    [found] = assess_case(visits(*named), []).of("same_firm_again")
    assert "自称“{days}{0}”派来的" in found.why


def test_nothing_is_said_once_all_that_carries_it_is_switched_off() -> None:
    off = frozenset({"psm25-50-1-1", "cbirc-9-41-conduct", "psm12-42-1"})
    told = assess_case(visits(*DAYS), [a_loan("bank")], load_library(switched_off=off))
    assert told.of("threats_again") == ()
    assert [(gap.visit, gap.code) for gap in told.gaps] == [("", "visits:no_provision")]
    assert str(told.gaps[0]).startswith("几次说要伤人：")


def test_a_basis_less_lowers_the_level() -> None:
    library = load_library(switched_off=frozenset({"psm25-50-1-1", "psm12-42-1"}))
    for lender, level in (("bank", "likely_breach"), (None, "unclear"), ("assignee", "unclear")):
        [found] = assess_case(visits(*DAYS), [a_loan(lender)], library).of("threats_again")
        assert found.level.value == level


def test_the_visits_are_left_as_they_were() -> None:
    told = visits(*DAYS)
    before = [visit.to_payload() for visit in told]
    assert assess_case(told, [a_loan("bank")]) == assess_case(told, [a_loan("bank")])
    assert [visit.to_payload() for visit in told] == before


def busy(library: Library) -> tuple[list[Visit], list[Loan]]:
    """Five hundred visits on which everything happened."""
    first = date(2026, 1, 1)
    fields = {
        "acts": [act.value for act in Act][4:40],
        "consent_given": "no",
        "police": {"station": "某所"},
        "loan": "L1",
        "visitors": [{"claimed_name": f"姓{n}", "claimed_employer": f"{n}"} for n in range(20)],
        "visitor_count": 20,
    }
    days = [f"{first + timedelta(days=number // 2)}T22:{number % 60:02}" for number in range(500)]
    places = ("workplace", "school", "rented_home")
    told = [
        {"started_at": day, "place_type": places[at % 3], **fields} for at, day in enumerate(days)
    ]
    return visits(*told), [a_loan("bank")]


def test_five_hundred_visits_are_no_burden() -> None:
    told, loans = busy(load_library())
    started = time.process_time()
    assert len(assess_case(told, loans).findings) > 40
    # It takes 0.1 s; five times that still tells a regression from a slow machine.
    assert time.process_time() - started < 0.5
