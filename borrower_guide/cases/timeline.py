"""The things of a case in the order in which they happened. No Django."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from borrower_guide.cases.asking import asking
from borrower_guide.cases.door.moments import visits_of
from borrower_guide.cases.entries import Kind
from borrower_guide.cases.events import Event, events_of
from borrower_guide.cases.history import written_text
from borrower_guide.cases.naming import NAMES, is_letter, name_of, writer_of
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import SENT_HOW, SENT_ON, Thing
from borrower_guide.cases.visit_words import missing_of
from borrower_guide.law.library import Library
from borrower_guide.schema.telling import day_text, later_text, time_text
from borrower_guide.schema.when import SHANGHAI, When

KINDS = (
    Kind.VISIT,
    Kind.MOMENT,
    Kind.CONTACT,
    Kind.COMPLAINT,
    Kind.EXHIBIT,
    Kind.NOTE,
    Kind.RECORD,
)


@dataclass(frozen=True)
class Row:
    """One line of the timeline. `days` is the distance to the line above, if not the same day.

    `when` tells when it happened, `written` when and by whom it was written down. `address` is the
    name of its page, empty where it has none; `anchor` is unique among the rows.
    """

    thing: Thing
    title: str
    when: str
    line: str
    tags: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    written: str
    address: str
    anchor: str
    day: date | None
    days: int = 0


def timeline(state: CaseState, library: Library, only: Kind | None = None) -> list[Row]:
    """Everything that happened, oldest first; what has no date comes last."""
    kinds = KINDS if only is None else (only,)
    events = [event for kind in kinds for thing in _told(state, kind) for event in events_of(thing)]
    events.sort(key=_order)
    taken = visits_of(state)
    rows: list[Row] = []
    previous: date | None = None
    for event in events:
        day = event.when.day if event.when else None
        apart = (day - previous).days if day and previous else 0
        tags = (*_tags(event.thing, taken), *_asks(event, state, library))
        rows.append(_row(event, tags, apart))
        previous = day or previous
    return rows


def counts(state: CaseState) -> list[tuple[Kind, str, int]]:
    """The kinds that the case has something of: kind, name, how many."""
    found = ((kind, NAMES[kind], len(_told(state, kind))) for kind in KINDS)
    return [one for one in found if one[2]]


def _told(state: CaseState, kind: Kind) -> tuple[Thing, ...]:
    """Letters, but no printed records: those are of the journal, not of what happened."""
    things = state.of(kind)
    return tuple(filter(is_letter, things)) if kind is Kind.RECORD else things


def in_short(rows: Iterable[Row], state: CaseState) -> list[Row]:
    """Without the taps that a visit tells of, or that were taken back."""
    taken = visits_of(state)
    return [
        row
        for row in rows
        if row.thing.kind is not Kind.MOMENT
        or not (row.thing.withdrawn or row.thing.subject in taken)
    ]


def _order(event: Event) -> tuple[str, int]:
    return (str(event.when) if event.when else "9999", event.thing.entry.seq)


def _row(event: Event, tags: tuple[str, ...], apart: int) -> Row:
    thing = event.thing
    return Row(
        thing=thing,
        title=event.title,
        when=time_text(event.when) if event.when else "没有记时间",
        line=event.line,
        tags=tags,
        missing=() if thing.withdrawn or thing.kind is not Kind.VISIT else missing_of(thing.value),
        written=_written(event),
        address=_address(thing),
        anchor=f"e-{thing.subject}" + ("-reply" if event.later else ""),
        day=event.when.day if event.when else None,
        days=apart,
    )


def _address(thing: Thing) -> str:
    if thing.kind is Kind.RECORD:
        return "letters:letter"
    return "" if thing.kind is Kind.MOMENT else f"cases:{thing.kind.value}"


def _written(event: Event) -> str:
    """When it was written, by whom, and how long after it happened."""
    entry = event.thing.entry
    stamp, by = entry.logged_at, entry.by
    if event.later:  # a reply is mostly written later than its complaint
        changed = [one for one in event.thing.changes if one.field == "replied_on"]
        stamp, by = (changed[-1].logged_at, changed[-1].by) if changed else (stamp, by)
    return f"写下：{written_text(stamp)}，{writer_of(by)}{_after(event.when, stamp)}"


def _after(when: When | None, stamp: str) -> str:
    if when is None:
        return ""
    told = later_text(when.day, datetime.fromisoformat(stamp).astimezone(SHANGHAI).date())
    return told and f"，{told}"


def _tags(thing: Thing, taken: dict[str, Thing]) -> tuple[str, ...]:
    tags = []
    if thing.withdrawn:
        tags.append("已撤回")
    if thing.kind is Kind.VISIT and thing.value.knowledge:
        tags.append(thing.value.knowledge.label)
    if amended := len(
        {one.number for one in thing.changes if one.field not in (SENT_ON, SENT_HOW)}
    ):
        tags.append(f"补充过 {amended} 次")
    if exhibits := getattr(thing.value, "exhibits", ()):
        tags.append("证据 " + "、".join(label[1:] for label in exhibits))
    if visit := taken.get(thing.subject):
        tags.append(f"写进了{name_of(visit)}")
    return tuple(tags)


def _asks(event: Event, state: CaseState, library: Library) -> Iterator[str]:
    """The day from which a complaint may be asked about again, while it has no reply."""
    thing = event.thing
    if thing.kind is not Kind.COMPLAINT or thing.withdrawn or event.later:
        return
    for one in asking(thing.value, state, library):
        if one.first and one.first.on and not one.clock.yours:
            yield f"{day_text(one.first.on)}起可以再问"
