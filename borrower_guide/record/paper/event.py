"""One line of the timeline, whatever it is about: its day, its place in time, its words."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from borrower_guide.cases.things import Thing
from borrower_guide.record.paper.changes import withdrawn_of
from borrower_guide.record.paper.sheet import NOT_WRITTEN, Value
from borrower_guide.record.paper.whole import Event
from borrower_guide.schema.telling import clock_text, day_text, weekday_text
from borrower_guide.schema.when import When


class Moment(NamedTuple):
    """An event with its place in time; no day at all comes last."""

    day: date
    at: datetime | None
    event: Event


def moment_of(when: When | None, thing: Thing, kind: str, hour: str = "", **more: Any) -> Moment:
    """The event of a thing; `more` are fields of Event."""
    told = when.moment if when else None
    event = Event(
        number=0,
        day=f"{day_text(when.day)} {weekday_text(when.day)}" if when else f"时间{NOT_WRITTEN}",
        hour=hour or (clock_text(when) if when else ""),
        kind=kind,
        text=(),
        known=Value("", written=False),
        exhibits="",
        anchor=thing.label,
        withdrawn=withdrawn_of(thing),
    )
    return Moment(when.day if when else date.max, told, replace(event, **more))
