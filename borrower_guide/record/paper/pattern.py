"""来访汇总: how often, at what hours, who they said they were, what others heard. Facts only."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.record.paper.drawings import bars, hour_strip
from borrower_guide.record.paper.sheet import NOT_WRITTEN, Grid, Value
from borrower_guide.record.paper.timeline import at_night
from borrower_guide.record.paper.visit_parts import CLAIMED, TOLD_TAGS
from borrower_guide.record.paper.whole import Drawing, Pattern
from borrower_guide.record.paper.words import value_of
from borrower_guide.schema.model import paper_label
from borrower_guide.schema.people import ToldPerson, Visitor
from borrower_guide.schema.telling import clock_text, day_text, roughly

CLAIM_HEADS = ("说的是什么", "怎么说的", "哪几次来访", "几次")
FEWEST = 2  # visits; one alone has no pattern
MOST_BARS = 24
MOST_NAMED = 40
FIELDS = (
    "claimed_employer",
    "claimed_lender",
    "claimed_name",
    "id_number",
    "phone",
    "vehicle_plate",
)


def pattern_of(state: CaseState) -> tuple[Pattern, ...]:
    """The sheet, if there are visits enough; withdrawn ones are left out."""
    live = [thing for thing in state.visits if not thing.withdrawn]
    if len(live) < FEWEST:
        return ()
    found = Pattern(tuple(_drawings(live)), tuple(_tables(live)))
    lines = sum(len(table.lines) for table in found.tables)
    return (found,) if found.drawings or lines > 1 else ()  # one line stands on its visit


def _drawings(live: list[Thing]) -> Iterator[Drawing]:
    days = sorted(thing.value.started_at.day for thing in live if thing.value.started_at)
    undated = len(live) - len(days)
    if days and _week_of(days[0]) != _week_of(days[-1]):  # one bar alone tells nothing
        yield _often(days, undated)
    if any(one.moment for thing in live if (one := thing.value.started_at)):
        yield _hours(live)


def _often(days: list[date], undated: int) -> Drawing:
    unit, first_of, next_of = next(
        one for one in PERIODS if len(_periods(days, one[1], one[2])) <= MOST_BARS or one[0] == "年"
    )
    counts = Counter(map(first_of, days))
    periods = _periods(days, first_of, next_of)[:MOST_BARS]
    title = f"每{unit}来访几次"
    drawn = bars(title, [(*_below(unit, first), counts[first]) for first in periods])
    told = "，".join(f"{_named(unit, first)} {counts[first]} 次" for first in sorted(counts))
    more = f"没有写哪天的 {undated} 次。" if undated else ""
    start = "一周从周一算起。" if unit == "周" else ""
    return Drawing(title, drawn, f"{start}{told}。{more}")


def _periods(
    days: list[date], first_of: Callable[[date], date], next_of: Callable[[date], date]
) -> list[date]:
    """First days of all periods from the first to the last day, empty ones too."""
    found, at = [], first_of(days[0])
    while at <= days[-1]:
        found.append(at)
        at = next_of(at)
    return found


def _week_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


PERIODS: tuple[tuple[str, Callable[[date], date], Callable[[date], date]], ...] = (
    ("周", _week_of, lambda day: day + timedelta(days=7)),
    (
        "月",
        lambda day: day.replace(day=1),
        lambda day: (day.replace(day=28) + timedelta(days=4)).replace(day=1),
    ),
    (
        "年",
        lambda day: day.replace(month=1, day=1),
        lambda day: day.replace(year=day.year + 1),
    ),
)


def _below(unit: str, first: date) -> tuple[str, str]:
    """Two short lines under a bar."""
    if unit == "周":
        return f"{first.month}月", f"{first.day}日"
    return (f"{first.year}", f"{first.month}月") if unit == "月" else (f"{first.year}", "")


def _named(unit: str, first: date) -> str:
    if unit == "周":
        return f"{day_text(first)}起"
    return f"{first.year}年{first.month}月" if unit == "月" else f"{first.year}年"


def _hours(live: list[Thing]) -> Drawing:
    known = [(thing, one) for thing in live if (one := thing.value.started_at) and one.moment]
    ticks = [(one.moment.hour * 60 + one.moment.minute, thing.label[1:]) for thing, one in known]
    night = sum(at_night(thing.value) for thing, _ in known)
    told = [f"22 点到 8 点之间开始 {night} 次", f"其余时间开始 {len(known) - night} 次"]
    if unknown := len(live) - len(known):
        told.append(f"没有记几点 {unknown} 次")
    named = [
        f"来访 {thing.label[1:]} 在 {clock_text(one)}{roughly(thing.value.started_precision)}"
        for thing, one in known[:MOST_NAMED]
    ]
    words = "，".join(told) + "。" + ("；".join(named) + "。" if named else "")
    title = "一天里几点来（灰色是 22 点到 8 点）"
    return Drawing(title, hour_strip(title, ticks), words)


def _tables(live: list[Thing]) -> Iterator[Grid]:
    if lines := tuple(_claims(live)):
        yield Grid("claims", "来的人说自己是谁", CLAIM_HEADS, lines)
    if lines := tuple(_told(live)):
        heads = ("来访", *(paper_label(ToldPerson, name) for name in ToldPerson.model_fields))
        yield Grid("others", "对别人说了什么", heads, lines)


def _claims(live: list[Thing]) -> Iterator[tuple[Value, ...]]:
    """The very same words stand in one line."""
    for name in FIELDS:
        found: dict[str, list[str]] = {}
        for thing in live:
            said = (getattr(one, name) for one in thing.value.visitors)
            for words in dict.fromkeys(one.strip() for one in said if one):
                found.setdefault(words, []).append(thing.label[1:])
        tag = CLAIMED if name.startswith("claimed_") else ""
        for words, visits in found.items():
            told = Value(f"来访 {'、'.join(visits)}", written=False)
            yield _label(name), Value(words, tag), told, Value(str(len(visits)), written=False)


def _label(name: str) -> Value:
    return Value(paper_label(Visitor, name), written=False)


def _told(live: Iterable[Thing]) -> Iterator[tuple[Value, ...]]:
    for thing in live:
        started = thing.value.started_at
        day = day_text(started.day) if started else f"哪天{NOT_WRITTEN}"
        visit = Value(f"来访 {thing.label[1:]}，{day}", written=False)
        for one in thing.value.third_parties_told:
            tag = TOLD_TAGS.get(one.knowledge, "") if one.knowledge else ""
            yield (
                visit,
                value_of(one.relation),
                value_of(one.heard),
                value_of(one.knowledge, tag=tag),
            )
