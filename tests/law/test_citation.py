"""Which days and which warnings stand beside a provision."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from borrower_guide.law.assess import assess
from borrower_guide.law.content import load_library
from borrower_guide.law.finding import Finding
from borrower_guide.law.provision import FirstDay
from tests.law.tables import a_loan, a_visit

LIBRARY = load_library()
LIGHTER = "处罚决定作出时，新法更轻的，适用新法。"


def finding(rule: str, day: str, *acts: str) -> Finding:
    found = assess(a_visit(started_at=day, acts=list(acts)), a_loan("bank")).finding(rule)
    assert found is not None
    return found


def card(found: Finding, past: bool = True) -> str:
    return render_to_string("site/_finding.html", {"finding": found, "past": past})


@pytest.mark.parametrize(
    ("row", "since", "until"),
    [
        ("psm25-47-3", "2026年1月1日起施行", ""),
        ("psm12-40-3", "施行日期待官方核对", "到2025年12月31日为止"),
        ("cba-2026-hours", "2026年1月30日发布", ""),
        ("nifa-2018-payment", "2018年3月28日发布", ""),
        ("xd-37", "据公开转载，2025年1月17日起施行", ""),
        ("xd-2025-cost", "施行日期待官方核对", ""),
        ("card-68", "施行日期待官方核对", ""),
        ("pol-21", "施行日期待官方核对", ""),
        ("gbt-45251-hours", "2025年2月28日起施行", ""),
    ],
)
def test_a_day_is_told_as_what_is_known_of_it(row: str, since: str, until: str) -> None:
    citation = LIBRARY.citations[row]
    assert (citation.since, citation.until) == (since, until)


def test_a_day_from_memory_is_never_printed() -> None:
    unsure = [one for one in LIBRARY.provisions.values() if one.from_status is FirstDay.UNCHECKED]
    assert unsure
    for row in unsure:
        assert str(row.in_force_from.year) not in LIBRARY.citations[row.id].since


PROCEDURE = {"psm12-78", "psm12-85", "psm12-99", "psm12-102"}


def test_the_old_law_on_conduct_says_that_a_lighter_new_law_goes_first() -> None:
    old = [one for one in LIBRARY.provisions.values() if one.id.startswith("psm12-")]
    conduct = [row for row in old if row.id not in PROCEDURE]
    assert {row.caution for row in conduct} == {LIGHTER}
    assert not {row.caution for row in old if row.id in PROCEDURE} & {LIGHTER}
    assert {row.in_force_to for row in old} == {date(2025, 12, 31)}


def test_the_card_of_a_finding_shows_the_warning_of_what_it_cites() -> None:
    rule = "entered_without_consent"
    assert LIGHTER in card(finding(rule, "2025-12-31", rule))
    assert LIGHTER not in card(finding(rule, "2026-01-01", rule))
    assert "是否还有效，没有查到" in card(finding("refused_id", "2026-03-01", "refused_id"))


def test_the_card_prints_no_day_from_memory() -> None:
    shown = card(finding("blocked_exit", "2025-12-31", "blocked_exit"))
    assert "施行日期待官方核对" in shown
    assert "2013" not in shown


def test_the_card_says_what_to_do_before_the_sources() -> None:
    found = finding("blocked_exit", "2026-03-01", "blocked_exit")
    shown = card(found)
    assert shown.index("可以这样做") < shown.index(found.next_steps[0]) < shown.index("依据")
    assert "当时可能有危险。" in shown
    assert "当时可能有危险。" not in card(found, past=False)
