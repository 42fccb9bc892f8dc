"""Days and months between payments."""

from datetime import date
from decimal import Decimal

import pytest

from borrower_guide.money.instalments import (
    DAY,
    MONTH,
    YEAR,
    Flow,
    Loan,
    Payment,
    equal_instalments,
    in_months,
    months_later,
)


def test_a_year_has_twelve_months_and_365_days() -> None:
    assert 12 * MONTH == 365 * DAY == YEAR


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 5), 1, date(2026, 2, 5)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_the_same_day_or_the_last_of_the_month(start: date, months: int, end: date) -> None:
    assert months_later(start, months) == end


@pytest.mark.parametrize(
    ("start", "end", "ticks"),
    [
        (date(2026, 1, 5), date(2026, 1, 5), 0),
        (date(2026, 1, 5), date(2026, 2, 4), 30 * DAY),
        (date(2026, 1, 5), date(2026, 2, 5), MONTH),
        (date(2026, 1, 5), date(2026, 2, 8), MONTH + 3 * DAY),
        (date(2026, 1, 31), date(2026, 2, 28), MONTH),
        (date(2026, 1, 5), date(2028, 1, 5), 2 * YEAR),
    ],
)
def test_whole_months_first_then_days(start: date, end: date, ticks: int) -> None:
    assert in_months(start, end) == ticks


def test_instalments_fall_on_the_day_of_the_first_one() -> None:
    days = [one.on for one in equal_instalments(3, Decimal(1), date(2026, 1, 31))]
    assert days == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]


def test_days_are_counted_where_payments_are_told_one_by_one() -> None:
    rows = (Payment(date(2026, 2, 5), Decimal(60)), Payment(date(2026, 3, 5), Decimal(-10)))
    fee = (Payment(date(2026, 1, 6), Decimal(3)),)
    loan = Loan(Decimal(50), date(2026, 1, 5), rows, fee)
    assert loan.flows == [
        Flow(0, Decimal(50)),
        Flow(31 * DAY, Decimal(-60)),
        Flow(59 * DAY, Decimal(10)),
        Flow(DAY, Decimal(-3)),
    ]
