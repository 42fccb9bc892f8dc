"""Working days in mainland China, for the years whose holiday notice is at hand.

Source: the State Council's yearly notice, as the table of `chinesecalendar` holds it. A day beyond
the table is never guessed from its weekday: holidays move, and weekends become working days.
"""

from datetime import date, timedelta

from chinese_calendar.constants import holidays, workdays

ONE = timedelta(days=1)


class CalendarUnknown(LookupError):
    """A day was asked for whose year's notice is not in the table; `year` is that of the notice."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年放假安排待官方核对，未计调休")
        self.year = year


def known_days() -> tuple[date, date]:
    """The first and the last day that the table decides.

    The notice of a year has at times moved days of the December before it (29 December 2018 was a
    working Saturday by the notice for 2019), so the last days of the last year are still open.
    """
    years = {day.year for day in holidays}
    moved = min((d.month, d.day) for d in (*holidays, *workdays) if d.month == 12)
    return date(min(years), 1, 1), date(max(years), *moved) - ONE


def is_working(day: date) -> bool:
    """Whether offices work that day. Raises CalendarUnknown."""
    first, last = known_days()
    if day < first:
        raise CalendarUnknown(day.year)
    if day > last:
        raise CalendarUnknown(max(day.year, last.year + 1))
    return day in workdays or (day.weekday() < 5 and day not in holidays)


def working_from(day: date) -> date:
    """The day itself if it is a working day, else the next one. Raises CalendarUnknown."""
    while not is_working(day):
        day += ONE
    return day


def working_after(day: date, number: int) -> date:
    """The `number`-th working day after `day`, which never counts. Raises CalendarUnknown."""
    for _ in range(number):
        day = working_from(day + ONE)
    return day
