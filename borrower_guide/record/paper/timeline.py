"""The timeline: what happened in order of time, and one sentence that counts it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, time

from borrower_guide.cases.door.moments import free
from borrower_guide.cases.state import CaseState
from borrower_guide.record.paper.cover import contents_of
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
    """One counted sentence of facts: 22 天里，来访 3 次：11月3日、…。另有 1 次没有写哪天。

    A visit without a day is in no span of days. Without any visit, what else there is.
    """
    visits = [thing for thing in state.visits if not thing.withdrawn]
    gone = len(state.visits) - len(visits)
    days = sorted(thing.value.started_at.day for thing in visits if thing.value.started_at)
    night = sum(at_night(thing.value) for thing in visits)
    undated = len(visits) - len(days)
    told = [_span_words(days) if days else "" if visits else _without_visits(state)]
    told += [f"其中 {night} 次开始于 22 点到 8 点之间"] if night else []
    told += (
        [f"另有 {undated} 次没有写哪天" if days else f"来访 {undated} 次，没有写哪天"]
        if undated
        else []
    )
    told += [f"另有 {gone} 次已撤回"] if gone else []
    return "".join(f"{one}。" for one in told if one)


def _without_visits(state: CaseState) -> str:
    if taps := free(state):
        return f"当时点下的 {len(taps)} 条，还没有写成来访"
    return contents_of(state)


def _span_words(days: list[date]) -> str:
    """Days in order, one for each visit; a day of several visits says how many."""
    counts = Counter(days)
    span = f"{(days[-1] - days[0]).days + 1} 天里，" if len(counts) > 1 else ""
    listed = "、".join(_dates(list(counts)[:MOST_DAYS], counts))
    more = "等" if len(counts) > MOST_DAYS else ""
    return f"{span}来访 {len(days)} 次：{listed}{more}"


def _dates(days: list[date], counts: Mapping[date, int]) -> Iterator[str]:
    """11月3日（2 次）; with its year where that is another than before, if there are several."""
    years = {day.year for day in counts}
    for before, day in zip([None, *days], days, strict=False):
        first = len(years) > 1 and (before is None or before.year != day.year)
        often = f"（{counts[day]} 次）" if counts[day] > 1 else ""
        yield (f"{day.year}年" if first else "") + f"{day.month}月{day.day}日{often}"


def at_night(visit: Visit) -> bool:
    """Whether it began between 22:00 and 8:00; False where the hour is not known."""
    started = visit.started_at
    if not (started and started.moment):
        return False
    return started.moment.time() >= NIGHT[0] or started.moment.time() < NIGHT[1]
