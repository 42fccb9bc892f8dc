"""What an edit of the library changes in findings: exact days, exact lenders."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from borrower_guide.law.assess import assess
from borrower_guide.law.content import load_library
from borrower_guide.law.impact import Effect, Said, changes, effects
from borrower_guide.law.library import Library
from borrower_guide.law.patterns import assess_case
from borrower_guide.law.probes import probes
from borrower_guide.law.provision import Provision
from borrower_guide.law.rule import Level
from borrower_guide.law.stretches import Days, stretches, where
from borrower_guide.schema.vocabulary import LenderType

LIBRARY = load_library()
BANK, TRUST, UNKNOWN = LenderType.BANK, LenderType.TRUST, LenderType.UNKNOWN


def edited(key: str, **fields: Any) -> Library:
    row = LIBRARY.provisions[key].model_copy(update=fields)
    return replace(LIBRARY, provisions={**LIBRARY.provisions, key: row})


def without(key: str) -> Library:
    rows = {one: row for one, row in LIBRARY.provisions.items() if one != key}
    return replace(LIBRARY, provisions=rows)


def of(rule: str, found: tuple[Effect, ...]) -> list[Effect]:
    return [one for one in found if one.rule == rule]


def test_nothing_changes_where_nothing_is_edited() -> None:
    assert changes(LIBRARY, LIBRARY) == ()
    assert effects(LIBRARY, LIBRARY) == ()


def test_words_change_no_finding() -> None:
    other = edited("cc-1032", gist="换个说法。")
    assert [one.id for one in changes(LIBRARY, other)] == ["cc-1032"]
    assert effects(LIBRARY, other) == ()


def test_a_day_later_changes_one_day() -> None:
    found = effects(LIBRARY, edited("psm25-59", in_force_from=date(2026, 1, 2)))
    first = date(2026, 1, 1)
    # On that day neither text would hold, so the Civil Code alone carries the finding.
    assert of("damaged_property", found) == [
        Effect(
            "damaged_property",
            Said(Level.LIKELY_BREACH, ("psm25-59", "cc-1165")),
            Said(Level.LIKELY_BREACH, ("cc-1165",)),
            ((Days(first, first), tuple(LenderType)),),
        )
    ]
    assert {one.rule for one in found} == {"damaged_property"}


def test_a_norm_taken_away_leaves_nothing_to_say() -> None:
    found = of("showed_forged_looking_document", effects(LIBRARY, without("psm25-63")))
    assert found == [
        Effect(
            "showed_forged_looking_document",
            Said(Level.UNCLEAR, ("psm25-63",)),
            Said(),
            ((Days(date(2026, 1, 1), None), tuple(LenderType)),),
        )
    ]


def test_a_lender_that_is_bound_after_all() -> None:
    applies = LIBRARY.provisions["gbt-45251-hours"].applies
    bound = applies.model_copy(
        update={"yes": applies.yes | {TRUST}, "maybe": applies.maybe - {TRUST}}
    )
    found = of("night_visit", effects(LIBRARY, edited("gbt-45251-hours", applies=bound)))
    assert {lenders for one in found for _, lenders in one.where} == {(TRUST,)}
    risen = [one for one in found if one.after.level is Level.LIKELY_BREACH]
    assert {one.before.level for one in risen} == {Level.UNCLEAR}
    days = [days for one in risen for days, _ in one.where]
    assert (days[0].first, days[-1].last) == (date(2025, 2, 28), None)


def test_the_report_is_the_same_every_time() -> None:
    other = without("psm25-47-3")
    assert effects(LIBRARY, other) == effects(LIBRARY, other)


@pytest.mark.parametrize("lender", [BANK, UNKNOWN])
def test_the_probes_make_everything_speak_at_every_level(lender: LenderType) -> None:
    said = set()
    for probe in probes():
        for day in (date(2025, 6, 1), date(2026, 6, 1)):
            visits, loan = probe.case(day, lender)
            said |= {(one.rule, one.level) for one in assess(visits[0], loan).findings}
            case = assess_case(visits, (loan,)).findings
            said |= {(one.pattern, one.level) for one in case}
    assert {rule for rule, _ in said} == {*LIBRARY.rules, *LIBRARY.patterns}
    if lender is BANK:
        rules = [rule for rule in LIBRARY.rules.values() if len(rule.levels) > 1]
        silent = {(rule.id, level) for rule in rules for level in rule.levels} - said
        assert {level for _, level in silent} <= {Level.UNCLEAR}


def a_row(first: date, last: date | None) -> Provision:
    return LIBRARY.provisions["con-37"].model_copy(
        update={"in_force_from": first, "in_force_to": last}
    )


def test_time_is_cut_where_a_provision_begins_or_ends() -> None:
    rows = [a_row(date(2020, 1, 1), date(2025, 12, 31)), a_row(date(2026, 1, 1), None)]
    assert stretches(rows) == (
        Days(date(2021, 1, 1), date(2025, 12, 31)),
        Days(date(2026, 1, 1), None),
    )
    assert stretches([]) == (Days(date(2021, 1, 1), None),)


def test_stretches_on_end_are_told_as_one() -> None:
    rows = [a_row(date(2022, 1, 1), date(2022, 12, 31)), a_row(date(2024, 1, 1), None)]
    days = stretches(rows)
    assert len(days) == 4
    places = [(BANK, 0), (BANK, 1), (BANK, 3), (TRUST, 0), (TRUST, 1)]
    assert where(places, days) == (
        (Days(date(2021, 1, 1), date(2022, 12, 31)), (BANK, TRUST)),
        (Days(date(2024, 1, 1), None), (BANK,)),
    )
