"""The things of a case in the order in which they happened. No Django."""

from dataclasses import dataclass
from datetime import date

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.forms.sections import section_of
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.schema.telling import time_text
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.when import When

# What an office asks for first, in the order in which it asks.
ESSENTIAL = {
    "started_at": "什么时候来的",
    "place_type": "在什么地方",
    "visitor_count": "来了几个人",
    "visitors": "他们自称是谁",
    "loan": "为哪笔借款",
    "left_at": "什么时候走的",
}


@dataclass(frozen=True)
class Row:
    """One line of the timeline. `days` is the distance to the line above, if not the same day."""

    thing: Thing
    title: str
    when: str
    line: str
    tags: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    days: int


def timeline(state: CaseState) -> list[Row]:
    """Visits, contacts and complaints, oldest first; what has no date comes last."""
    things = [*state.visits, *state.contacts, *state.complaints]
    things.sort(key=_order)
    rows: list[Row] = []
    previous: date | None = None
    for thing in things:
        day = _day(thing)
        apart = (day - previous).days if day and previous else 0
        rows.append(_row(thing, apart))
        previous = day or previous
    return rows


def _when(thing: Thing) -> When | None:
    if thing.kind is Kind.VISIT:
        return thing.value.started_at  # type: ignore[no-any-return]
    if thing.kind is Kind.CONTACT:
        return thing.value.at  # type: ignore[no-any-return]
    return When(thing.value.filed_on) if thing.value.filed_on else None


def _day(thing: Thing) -> date | None:
    when = _when(thing)
    return when.day if when else None


def _order(thing: Thing) -> tuple[str, int]:
    when = _when(thing)
    return (str(when) if when else "9999", thing.entry.seq)


def _row(thing: Thing, apart: int) -> Row:
    when = _when(thing)
    told = time_text(when) if when else "没有记时间"
    if thing.kind is not Kind.VISIT:
        kind = "联系" if thing.kind is Kind.CONTACT else "投诉"
        line = (thing.value.content if thing.kind is Kind.CONTACT else thing.value.channel) or ""
        return Row(thing, f"{kind} {thing.label[1:]}", told, line[:60], _tags(thing), (), apart)
    missing = () if thing.withdrawn else _missing(thing.value)
    title = f"来访 {thing.label[1:]}"
    return Row(thing, title, told, visit_line(thing.value), _tags(thing), missing, apart)


def visit_line(visit: Visit) -> str:
    """One sentence of facts: how many, where, what they did."""
    parts = []
    if visit.visitor_count is not None:
        more = "以上" if visit.visitor_count_or_more else ""
        parts.append(f"{visit.visitor_count} 人{more}")
    if roles := [person.claimed_role.label for person in visit.visitors if person.claimed_role]:
        parts.append(f"自称{roles[0]}")
    if visit.place_type:
        parts.append(f"在{visit.place_type.label}")
    sentence = "，".join(parts)
    acts = "、".join(act.label for act in visit.acts[:4])
    return "。".join(part for part in (sentence, acts) if part) + "。" if parts or acts else ""


def _tags(thing: Thing) -> tuple[str, ...]:
    tags = []
    if thing.withdrawn:
        tags.append("已撤回")
    if thing.kind is Kind.VISIT and thing.value.knowledge:
        tags.append(thing.value.knowledge.label)
    if amended := len({change.number for change in thing.changes}):
        tags.append(f"补充过 {amended} 次")
    if exhibits := getattr(thing.value, "exhibits", ()):
        tags.append("证据 " + "、".join(label[1:] for label in exhibits))
    return tuple(tags)


def _missing(visit: Visit) -> tuple[tuple[str, str], ...]:
    """The first two essentials that are empty, each with the section where it is filled in."""
    empty = [
        (words, section_of(name).id)
        for name, words in ESSENTIAL.items()
        if getattr(visit, name) in (None, ())
    ]
    return tuple(empty[:2])
