"""The calendar of working days, and where it ends."""

from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday
from chinese_calendar.constants import holidays
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.law.working_days import (
    CalendarUnknown,
    is_working,
    known_days,
    working_after,
    working_from,
)

FIRST, LAST = known_days()
KNOWN = st.dates(FIRST, LAST - timedelta(60))


@pytest.mark.parametrize("day", ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"])
def test_the_working_weekends_of_2026(day: str) -> None:
    told = date.fromisoformat(f"2026-{day}")
    assert told.weekday() >= 5
    assert is_working(told)


def test_the_holidays_of_2026() -> None:
    off = ("01-01 01-03", "02-15 02-23", "04-04 04-06", "05-01 05-05", "06-19 06-21")
    for pair in (*off, "09-25 09-27", "10-01 10-07"):
        first, last = (date.fromisoformat(f"2026-{end}") for end in pair.split())
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        assert not any(is_working(day) for day in days), pair
        assert is_working(working_from(first))
        assert working_from(first) > last


def test_a_year_without_notice_is_not_guessed() -> None:
    with pytest.raises(CalendarUnknown, match="2027年放假安排待官方核对，未计调休"):
        is_working(date(2027, 6, 1))
    with pytest.raises(CalendarUnknown, match="2003年"):
        is_working(date(2003, 6, 2))


def test_the_turn_of_the_year_belongs_to_the_next_notice() -> None:
    # 29 December 2018, a Saturday, worked by the notice for 2019.
    assert is_working(date(2018, 12, 29))
    assert date(2026, 12, 28) == LAST
    for day in (29, 30, 31):
        with pytest.raises(CalendarUnknown) as raised:
            is_working(date(2026, 12, day))
        assert raised.value.year == 2027


def test_the_last_year_comes_from_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(holidays, date(2027, 1, 1), "New Year's Day")
    assert known_days() == (FIRST, date(2027, 12, 28))
    assert not is_working(date(2027, 1, 1))
    assert is_working(date(2026, 12, 31))


@given(KNOWN, st.integers(1, 15))
def test_so_many_working_days_lie_between(start: date, number: int) -> None:
    last = working_after(start, number)
    days = [start + timedelta(n) for n in range(1, (last - start).days + 1)]
    assert sum(is_workday(day) for day in days) == number
    assert is_workday(last)


@given(KNOWN)
def test_the_next_working_day_skips_none(day: date) -> None:
    found = working_from(day)
    between = [day + timedelta(n) for n in range((found - day).days)]
    assert is_workday(found)
    assert not any(is_workday(one) for one in between)
