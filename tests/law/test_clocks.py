"""Clocks: what others owe is counted late, what the reader must do is counted early."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.law.answer import Answer
from borrower_guide.law.clock import Clock, Unit
from borrower_guide.law.clocks import binds, due, stands_on
from borrower_guide.law.content import load_library
from borrower_guide.law.provision import Status
from borrower_guide.law.yaml_reader import read_yaml
from borrower_guide.schema.vocabulary import LenderType
from tests.law.test_channels import FOLDER

LIBRARY = load_library()
CLOCKS = {f"{row.id}.{one.id}": one for row in LIBRARY.channels for one in row.clocks}
TABLE = read_yaml(FOLDER / "clocks.yaml")
THEIRS = [one for one in CLOCKS.values() if not one.yours]
YOURS = [one for one in CLOCKS.values() if one.yours]
DAYS = st.dates(date(2004, 1, 1), date(2030, 12, 31))


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['clock']}: {row['name']}")
def test_a_clock_ends_when_its_table_says(row: dict[str, Any]) -> None:
    found = due(CLOCKS[row["clock"]], date.fromisoformat(row["from"]))
    assert [[one.days, iso(one.counted), iso(one.on)] for one in found] == row["due"]
    assert {one.unknown.year for one in found if one.unknown} == {
        year for year in [row.get("unknown")] if year
    }


def test_every_clock_is_in_the_table() -> None:
    assert {row["clock"] for row in TABLE} == set(CLOCKS)


@given(st.sampled_from(THEIRS), DAYS, st.integers(0, 400))
def test_a_later_start_never_ends_earlier(clock: Clock, start: date, later: int) -> None:
    pairs = zip(due(clock, start), due(clock, start + timedelta(later)), strict=True)
    for early, late in pairs:
        assert early.on is None or late.on is None or early.on <= late.on


@given(st.sampled_from(THEIRS), DAYS)
def test_nobody_is_told_to_ask_too_early(clock: Clock, start: date) -> None:
    for one in due(clock, start):
        assert one.on is None or one.on > start + timedelta(one.days)
        assert one.counted is None or one.counted >= start + timedelta(one.days)
        assert (one.on is None) == (one.unknown is not None)


@given(st.sampled_from(YOURS), DAYS, st.integers(0, 400))
def test_nobody_is_told_to_act_too_late(clock: Clock, start: date, later: int) -> None:
    (one,) = due(clock, start)
    most = 31 * one.days if clock.unit is Unit.MONTH else one.days
    assert one.on is not None
    assert start < one.on < start + timedelta(most)
    assert one.on <= (due(clock, start + timedelta(later))[0].on or date.max)


@given(DAYS)
def test_longer_limits_end_later(start: date) -> None:
    for clock in THEIRS:
        ends = [one.on for one in due(clock, start) if one.on]
        assert ends == sorted(set(ends))


@pytest.mark.parametrize("lender", LenderType)
def test_the_lender_owes_an_answer_only_where_the_rule_binds_it(lender: LenderType) -> None:
    banks = {"bank", "consumer_finance", "trust", "auto_finance"}
    never = {"microloan", "private"}
    wanted = Answer.YES if lender in banks else Answer.NO if lender in never else Answer.UNKNOWN
    for key in ("lender_own.reply", "lender_own.recheck", "nfra_12378.forward"):
        assert binds(CLOCKS[key], LIBRARY, lender) is wanted
    assert binds(CLOCKS["police_110.case"], LIBRARY, lender) is Answer.YES


@pytest.mark.parametrize(
    ("clock", "first"),
    [
        ("lender_own.reply", "2020-03-01"),
        ("nfra_12378.forward", "2020-03-01"),
        ("credit_objection.objection", "2013-03-15"),
        ("pbc_credit.review", "2024-04-15"),
        ("samr_12315.accept", "2020-01-01"),
        ("samr_12315.mediation", "2026-04-15"),
        ("police_110.case", "2026-01-01"),
        ("police_110.report", "2013-01-01"),
        ("court.payment_order", "2024-01-01"),
    ],
)
def test_a_day_before_the_law_is_not_counted(clock: str, first: str) -> None:
    day = date.fromisoformat(first)
    assert stands_on(CLOCKS[clock], LIBRARY, day)
    assert not stands_on(CLOCKS[clock], LIBRARY, day - timedelta(1))


def test_a_clock_whose_provision_is_switched_off_stands_no_more() -> None:
    without = load_library(switched_off=frozenset({"tousu-18"}))
    assert not stands_on(CLOCKS["lender_own.reply"], without, date(2026, 11, 24))
    assert stands_on(CLOCKS["lender_own.recheck"], without, date(2026, 11, 24))


def test_what_was_not_read_is_never_counted() -> None:
    for clock in CLOCKS.values():
        for row in (row for name in clock.basis for row in LIBRARY.lineage(name)):
            assert row.status is Status.READ, clock.id


def test_a_clock_says_what_its_provision_says() -> None:
    spoken = {
        7: "七个工作日",
        10: "十个工作日",
        15: "十五日",
        20: "二十日",
        30: "三十日",
        60: "六十日",
    }
    for key, clock in CLOCKS.items():
        words = "六个月" if clock.unit is Unit.MONTH else spoken[clock.days]
        assert words in clock.text, key
        assert any(words in row.gist for name in clock.basis for row in LIBRARY.lineage(name)), key


def test_asking_again_is_one_polite_sentence() -> None:
    for clock in THEIRS:
        assert "请问" in clock.say
        assert clock.say.endswith("？")
        assert len(clock.say) <= 25
