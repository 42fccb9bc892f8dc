"""What happened, by the things of a case that tell of it: one or two events of each. No Django."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from borrower_guide.cases.door.moments import told_at, words_of
from borrower_guide.cases.entries import Kind
from borrower_guide.cases.naming import NAMES, name_of
from borrower_guide.cases.things import SENT_ON, Thing
from borrower_guide.cases.visit_words import visit_line
from borrower_guide.schema.telling import short
from borrower_guide.schema.when import When


@dataclass(frozen=True)
class Event:
    """`when` is None if no time was written; `later`: of two, the one that came afterwards."""

    thing: Thing
    when: When | None
    title: str
    line: str
    later: bool = False


def events_of(thing: Thing) -> Iterator[Event]:
    """A complaint and its reply are two; everything else is one."""
    value, title = thing.value, name_of(thing)
    match thing.kind:
        case Kind.VISIT:
            yield Event(thing, value.started_at, title, visit_line(value))
        case Kind.CONTACT:
            ways = [one.label for one in (value.channel, value.direction) if one]
            who = [value.counterpart] if value.counterpart else []
            yield Event(thing, value.at, title, _line([*ways, *who], value.content))
        case Kind.COMPLAINT:
            number = [f"受理编号 {value.reference_no}"] if value.reference_no else []
            to = [f"向{value.channel}"] if value.channel else []
            yield Event(thing, _on(value.filed_on), title, _line([*to, *number], None))
            if value.replied_on:
                reply = _line([], value.reply)
                yield Event(thing, _on(value.replied_on), f"{title} 有了答复", reply, later=True)
        case Kind.EXHIBIT:
            kind = [value.kind.label] if value.kind else []
            yield Event(thing, value.made_at, title, _line(kind, value.title))
        case Kind.NOTE:
            yield Event(thing, value.at, title, _line([], value.text))
        case Kind.RECORD:
            yield _letter(thing, title)
        case Kind.MOMENT:
            yield Event(thing, told_at(thing), NAMES[Kind.MOMENT], words_of(thing))


def _letter(thing: Thing, title: str) -> Event:
    """On the day on which it was handed over; until then when it was written."""
    sent = thing.payload.get(SENT_ON)
    written = When.at(datetime.fromisoformat(thing.entry.logged_at).replace(second=0))
    when = When(date.fromisoformat(sent)) if sent else written
    return Event(thing, when, title, "已经交了" if sent else "写好了，还没交")


def _on(day: date | None) -> When | None:
    return When(day) if day else None


def _line(parts: list[str], text: str | None) -> str:
    """短信，对方找我。“……”: the first sixty characters; the whole stands on its own page."""
    return "。".join(part for part in ("，".join(parts), short(text or "")) if part)
