"""Payments by date, and how much time lies between two dates. No Django.

Time is counted in ticks: a year has 4380, so that a month is 365 and a day (one of 365) is 12,
both whole numbers. Money is `Decimal` in yuan.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

YEAR, MONTH, DAY = 4380, 365, 12


class Flow(NamedTuple):
    """Money that changes hands `at` ticks after the loan arrived: received is above zero."""

    at: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Payment:
    """What is paid on a day; below zero: what the lender gave back."""

    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan as it is really paid back.

    `monthly`: the payments are equal and a month apart, so every step counts as one whole month;
    otherwise days are counted, 365 to the year. `others` are fees paid at times of their own.
    """

    received: Decimal
    received_on: date
    payments: tuple[Payment, ...]
    others: tuple[Payment, ...] = ()
    monthly: bool = False

    @property
    def flows(self) -> list[Flow]:
        """The loan as one row of flows, the money received first."""
        return [Flow(0, self.received), *self._instalments(), *self._others()]

    def _instalments(self) -> Iterable[Flow]:
        if not self.monthly:
            return [Flow(self._days(one.on), -one.amount) for one in self.payments]
        first = in_months(self.received_on, self.payments[0].on)
        steps = enumerate(self.payments)
        return [Flow(first + MONTH * step, -one.amount) for step, one in steps]

    def _others(self) -> Iterable[Flow]:
        count = self._months if self.monthly else self._days
        return [Flow(count(one.on), -one.amount) for one in self.others]

    def _days(self, day: date) -> int:
        return DAY * (day - self.received_on).days

    def _months(self, day: date) -> int:
        return in_months(self.received_on, day)


def equal_instalments(count: int, amount: Decimal, first_due: date) -> tuple[Payment, ...]:
    """`count` payments of `amount`, one a month from `first_due`."""
    return tuple(Payment(months_later(first_due, step), amount) for step in range(count))


def in_months(start: date, end: date) -> int:
    """Ticks from `start` to `end`: whole months, and the days that are left over.

    Every month weighs the same, as in the examples of 中国人民银行公告〔2021〕第3号.
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    if months_later(start, months) > end:
        months -= 1
    return MONTH * months + DAY * (end - months_later(start, months)).days


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
