"""When a clock has run out: counted so that a guess never hurts the reader.

What others owe is counted late, so nobody asks again too early: the day after the first day is day
one, and a last day on which offices rest moves to the next working day. What the reader must do is
counted early: the first day is day one, and nothing moves. Both are ours, not the law's.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from borrower_guide.law.answer import Answer, all_of
from borrower_guide.law.clock import Clock, Unit
from borrower_guide.law.library import Library
from borrower_guide.law.working_days import ONE, CalendarUnknown, working_after, working_from
from borrower_guide.schema.vocabulary import LenderType


@dataclass(frozen=True, slots=True)
class Due:
    """One limit of a clock from a given first day.

    `counted`: the last day by plain counting; None where even that needs an unknown calendar.
    `on`: the earliest day to ask again, or the latest day to act; None if not known exactly, then
    `unknown` says which year's holidays are missing.
    """

    text: str
    days: int
    counted: date | None
    on: date | None
    unknown: CalendarUnknown | None = None

    @property
    def moved(self) -> bool:
        """Whether the last day fell on a rest day, so that a later one was taken."""
        return bool(self.counted and self.on and self.on > self.counted + ONE)


def due(clock: Clock, start: date) -> tuple[Due, ...]:
    """Every limit of the clock, shortest first, for the day that starts it."""
    return tuple(_due(clock, text, days, start) for text, days in _limits(clock))


def binds(clock: Clock, library: Library, lender: LenderType) -> Answer:
    """Whether the clock runs for that kind of lender. UNKNOWN: that is open, so count nothing."""
    rows = [library.lineage(name)[-1:] for name in clock.basis]
    return all_of(row.applies.answer(lender) for found in rows for row in found)


def stands_on(clock: Clock, library: Library, day: date) -> bool:
    """Whether all that the clock rests on is in force that day, in the words of today.

    False where its provisions are switched off, and for days of an older law unless it says that
    the limit was the same then.
    """
    rows = [library.lineage(name) for name in clock.basis]
    fit = (found if clock.of_its_day else found[-1:] for found in rows)
    return all(any(row.in_force_from <= day <= row.last_day for row in one) for one in fit)


def _limits(clock: Clock) -> Iterator[tuple[str, int]]:
    yield clock.usual, clock.days
    for longer in clock.extends:
        yield longer.text, longer.days


def _due(clock: Clock, text: str, days: int, start: date) -> Due:
    if clock.yours:
        last = _months_on(start, days) if clock.unit is Unit.MONTH else start + timedelta(days)
        return Due(text, days, last - ONE, last - ONE)
    counted = None if clock.unit is Unit.WORKING else start + timedelta(days)
    try:
        last = working_from(counted) if counted else working_after(start, days)
    except CalendarUnknown as unknown:
        return Due(text, days, counted, None, unknown)
    return Due(text, days, counted or last, last + ONE)


def _months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
