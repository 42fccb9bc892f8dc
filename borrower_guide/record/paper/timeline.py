"""The timeline: what happened in order of time, and one sentence that counts it."""

from dataclasses import replace
from datetime import date, time

from borrower_guide.cases.door.moments import free
from borrower_guide.cases.entries import Kind
from borrower_guide.cases.state import CaseState
from borrower_guide.record.paper.event import Moment
from borrower_guide.record.paper.events import moments_of
from borrower_guide.record.paper.whole import Event
from borrower_guide.schema.visit import Visit

NIGHT = (time(22, 0), time(8, 0))
MOST_DAYS = 10


def events_of(state: CaseState) -> tuple[Event, ...]:
    """All events in order, numbered from 1, with the days between them."""
    moments = sorted(moments_of(state), key=_order)
    events: list[Event] = []
    last: date | None = None
    for number, moment in enumerate(moments, start=1):
        gap = (moment.day - last).days if last and moment.day != date.max else 0
        events.append(replace(moment.event, number=number, gap=gap))
        last = moment.day
    return tuple(events)


def _order(moment: Moment) -> tuple[date, bool, float]:
    return (moment.day, moment.at is not None, moment.at.timestamp() if moment.at else 0.0)


def summary_of(state: CaseState) -> str:
    """One counted sentence of facts: 22 天里，来访 3 次：11月3日、…"""
    visits = [thing for thing in state.of(Kind.VISIT) if not thing.withdrawn]
    days = sorted({thing.value.started_at.day for thing in visits if thing.value.started_at})
    if not visits and (taps := free(state)):
        return f"当时点下的 {len(taps)} 条，还没有写成来访。"
    told = f"来访 {len(visits)} 次"
    if days:
        listed = "、".join(f"{day.month}月{day.day}日" for day in days[:MOST_DAYS])
        told += f"：{listed}" + ("等" if len(days) > MOST_DAYS else "")
    if len(days) > 1:
        told = f"{(days[-1] - days[0]).days + 1} 天里，{told}"
    night = sum(at_night(thing.value) for thing in visits)
    told += f"。其中 {night} 次开始于 22 点到 8 点之间" if night else ""
    gone = len(state.of(Kind.VISIT)) - len(visits)
    return told + (f"。另有 {gone} 次已撤回。" if gone else "。")


def at_night(visit: Visit) -> bool:
    """Whether it began between 22:00 and 8:00; False where the hour is not known."""
    started = visit.started_at
    if not (started and started.moment):
        return False
    return started.moment.time() >= NIGHT[0] or started.moment.time() < NIGHT[1]
