"""Whether a visit fell between 22:00 and 08:00, by the clock alone.

Source of the hours: GB/T 45251—2025 and the banking association's guide of 2026.
"""

from datetime import datetime, time, timedelta

from borrower_guide.law.answer import Answer
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import Precision
from borrower_guide.schema.when import SHANGHAI, When

MORNING, EVENING = time(8), time(22)
SLACK = timedelta(minutes=15)


def by_clock(visit: Visit) -> Answer:
    """YES if any minute of [start, end) is at night; the minute of the start if no end is told.

    UNKNOWN without an hour, or if a time that is only about lies within 15 minutes of an edge
    and decides. An end known by its day alone is any time of that day.
    """
    start = visit.started_at.moment if visit.started_at else None
    if start is None or start_near_edge(visit):
        return Answer.UNKNOWN
    if not MORNING <= start.time() < EVENING:
        return Answer.YES
    evening = datetime.combine(start.date(), EVENING, SHANGHAI)
    earliest, latest = _end_between(visit, start)
    if earliest > evening:
        return Answer.YES
    return Answer.UNKNOWN if latest > evening else Answer.NO


def start_near_edge(visit: Visit) -> bool:
    """Whether the start is only about, and too near 08:00 or 22:00 to tell."""
    moment = visit.started_at.moment if visit.started_at else None
    return visit.started_precision is Precision.ABOUT and _near_edge(moment)


def end_near_edge(visit: Visit) -> bool:
    """The same for `ended_at`; `left_at` has no precision of its own and is exact."""
    end = visit.end
    about = visit.ended_precision is Precision.ABOUT and end is visit.ended_at
    return about and end is not None and _near_edge(end.moment)


def end_decides_nothing(visit: Visit) -> bool:
    """Whether the answer is open only because the end is about and too near an edge."""
    return end_near_edge(visit) and by_clock(visit) is Answer.UNKNOWN


def _near_edge(moment: datetime | None) -> bool:
    if moment is None:
        return False
    edges = (datetime.combine(moment.date(), edge, SHANGHAI) for edge in (MORNING, EVENING))
    return any(abs(moment - edge) <= SLACK for edge in edges)


def _end_between(visit: Visit, start: datetime) -> tuple[datetime, datetime]:
    end = visit.end
    if end is None:
        return start, start
    if end.moment is None:
        return _day(end)
    if end_near_edge(visit):
        return end.moment - SLACK, end.moment + SLACK + datetime.resolution
    return end.moment, end.moment


def _day(when: When) -> tuple[datetime, datetime]:
    first = datetime.combine(when.day, time(), SHANGHAI)
    return first, first + timedelta(days=1)
