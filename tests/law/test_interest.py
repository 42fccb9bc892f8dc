"""The LPR by day, and what is said of caps on either side of each date."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from borrower_guide.law.content import load_library
from borrower_guide.law.interest.caps import FourTimes, NoFigure, Standing, four_times, said
from borrower_guide.law.interest.content import load_interest
from borrower_guide.law.interest.saying import Topic
from borrower_guide.law.provision import Status
from borrower_guide.schema.vocabulary import LenderType

INTEREST = load_interest()
LPR = INTEREST.lpr
TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)

# Typed from the research table, not from lpr.yaml: first day, one-year LPR, four times that.
POINTS = [
    ("2019-08-20", "4.25", "17.00"),
    ("2019-09-20", "4.20", "16.80"),
    ("2019-11-20", "4.15", "16.60"),
    ("2020-02-20", "4.05", "16.20"),
    ("2020-04-20", "3.85", "15.40"),
    ("2021-12-20", "3.80", "15.20"),
    ("2022-01-20", "3.70", "14.80"),
    ("2022-08-22", "3.65", "14.60"),
    ("2023-06-20", "3.55", "14.20"),
    ("2023-08-21", "3.45", "13.80"),
    ("2024-07-22", "3.35", "13.40"),
    ("2024-10-21", "3.10", "12.40"),
    ("2025-05-20", "3.00", "12.00"),
]
BEFORE = [None, *(rate for _, rate, _ in POINTS[:-1])]


@pytest.mark.parametrize(
    ("first", "rate", "before"),
    [(first, rate, before) for (first, rate, _), before in zip(POINTS, BEFORE, strict=True)],
)
def test_each_point_from_its_day_on(first: str, rate: str, before: str | None) -> None:
    day = date.fromisoformat(first)
    assert LPR.on(day) == (Decimal(rate), Status.READ)
    assert LPR.on(day - DAY) == ((Decimal(before), Status.READ) if before else None)


def test_there_are_no_points_but_these() -> None:
    assert [str(point.from_day) for point in LPR.points] == [first for first, _, _ in POINTS]


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2026-09-19", (Decimal("3.00"), Status.READ)),
        ("2026-09-20", (Decimal("3.00"), Status.REPORTED)),
        ("2026-10-19", (Decimal("3.00"), Status.REPORTED)),
        ("2026-10-20", None),
        ("2026-11-24", None),
    ],
)
def test_the_last_point_ends_where_knowledge_ends(
    day: str, known: tuple[Decimal, Status] | None
) -> None:
    assert LPR.on(date.fromisoformat(day)) == known


@pytest.mark.parametrize(("first", "rate", "four"), [row for row in POINTS if row[0] > "2020-08"])
def test_four_times_on_both_sides_of_each_point(first: str, rate: str, four: str) -> None:
    day = date.fromisoformat(first)
    after = four_times(LenderType.PRIVATE, day, LPR)
    before = four_times(LenderType.PRIVATE, day - DAY, LPR)
    assert isinstance(after, FourTimes)
    assert isinstance(before, FourTimes)
    assert (after.lpr, after.limit) == (Decimal(rate), Decimal(four))
    assert before.limit > after.limit


@pytest.mark.parametrize(
    ("signed", "typed", "figure"),
    [
        (None, None, NoFigure.NO_DAY),
        ("2019-08-20", None, NoFigure.TOO_EARLY),
        ("2020-08-19", None, NoFigure.TOO_EARLY),
        ("2020-08-19", "3.85", NoFigure.TOO_EARLY),
        ("2020-08-20", None, FourTimes(Decimal("3.85"), Standing.READ)),
        ("2026-09-19", None, FourTimes(Decimal("3.00"), Standing.READ)),
        ("2026-09-20", None, FourTimes(Decimal("3.00"), Standing.REPORTED)),
        ("2026-10-19", "2.50", FourTimes(Decimal("3.00"), Standing.REPORTED)),
        ("2026-10-20", None, NoFigure.NOT_KNOWN),
        ("2026-10-20", "2.90", FourTimes(Decimal("2.90"), Standing.TYPED)),
    ],
)
def test_the_figure_for_private_lending(
    signed: str | None, typed: str | None, figure: FourTimes | NoFigure
) -> None:
    day = date.fromisoformat(signed) if signed else None
    assert four_times(LenderType.PRIVATE, day, LPR, Decimal(typed) if typed else None) == figure


@pytest.mark.parametrize("lender", [kind for kind in LenderType if kind != "private"])
@pytest.mark.parametrize("day", ["2019-01-01", "2020-08-19", "2020-08-20", "2026-11-24", None])
def test_no_other_lender_gets_four_times_ever(lender: LenderType, day: str | None) -> None:
    signed = date.fromisoformat(day) if day else None
    assert four_times(lender, signed, LPR, Decimal(3)) is None


ALWAYS = {
    "bank": {"licensed_no_four_times", "court_24", "not_a_line", "thirty_six"},
    "consumer_finance": {"licensed_no_four_times", "court_24", "not_a_line", "thirty_six"},
    "trust": {"licensed_no_four_times", "court_24", "not_a_line", "thirty_six"},
    "auto_finance": {"licensed_no_four_times", "court_24", "not_a_line", "thirty_six"},
    "microloan": {"local_no_four_times", "thirty_six"},
    "guarantee": {"local_no_four_times", "thirty_six"},
    "payment": {"who_lends", "thirty_six"},
    "platform": {"who_lends", "thirty_six"},
    "assignee": {"who_lends", "thirty_six"},
    "unknown": {"who_lends", "thirty_six"},
    "private": {"no_licence", "void_is_not_free", "thirty_six_crime"},
}
FOUR = {"four_times", "four_times_with_fees"}
ASSISTED = {"assisted_loans"}
SMALL = {"microloan_new", "microloan_2027"}
LONG_AGO, TABLE = "2000-01-01", "2026-08-01"
LICENSED = [(LONG_AGO, {"table_old"}), (TABLE, {"table_new"})]
# What is said besides, from that day of signing until the next.
SPANS: dict[str, list[tuple[str, set[str]]]] = {
    "private": [(LONG_AGO, {"before_four_times"}), ("2020-08-20", FOUR)],
    "bank": [
        (LONG_AGO, {"table_old"}),
        ("2025-10-01", ASSISTED | {"table_old"}),
        (TABLE, ASSISTED | {"table_new"}),
    ],
    "consumer_finance": LICENSED,
    "trust": LICENSED,
    "auto_finance": LICENSED,
    "microloan": [
        (LONG_AGO, {"microloan_old", "table_old"}),
        ("2025-12-01", SMALL | {"microloan_december", "table_old"}),
        ("2026-01-01", SMALL | {"table_old"}),
        (TABLE, SMALL | {"table_new"}),
    ],
}
SWITCHES = sorted({first for spans in SPANS.values() for first, _ in spans} - {LONG_AGO})


def cap_ids(lender: LenderType, signed: date | None) -> set[str]:
    rows = (one for one in INTEREST.sayings if one.topic is Topic.CAP)
    return {one.id for one in rows if one.fits(lender, signed)}


@pytest.mark.parametrize("lender", list(LenderType))
@pytest.mark.parametrize("switch", SWITCHES)
@pytest.mark.parametrize("step", [-1, 0])
def test_what_is_said_on_both_sides_of_each_switch(
    lender: LenderType, switch: str, step: int
) -> None:
    day = date.fromisoformat(switch) + step * DAY
    spans = [ids for first, ids in SPANS.get(lender, []) if date.fromisoformat(first) <= day]
    assert cap_ids(lender, day) == ALWAYS[lender] | (spans[-1] if spans else set())


@pytest.mark.parametrize("lender", list(LenderType))
def test_without_a_day_nothing_is_said_that_turns_on_one(lender: LenderType) -> None:
    assert cap_ids(lender, None) == ALWAYS[lender]


def test_a_sentence_stands_on_what_is_in_force_or_is_left_out() -> None:
    library = load_library(switched_off=frozenset({"cc-670"}))
    assert said(Topic.DEDUCTED, INTEREST.sayings, load_library(), TODAY)
    assert not said(Topic.DEDUCTED, INTEREST.sayings, library, TODAY)


def test_hearsay_is_told_as_such_and_cites_nothing() -> None:
    told = said(Topic.CAP, INTEREST.sayings, load_library(), TODAY, lender=LenderType.BANK)
    reports = [one for one in told if one.report]
    assert reports
    for one in reports:
        assert one.text.startswith("据公开报道")
        assert not one.sources
