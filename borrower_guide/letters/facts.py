"""What a case says of a thing, line by line: label and the person's own words. No Django."""

from collections.abc import Collection, Iterator

from borrower_guide.cases.things import Thing
from borrower_guide.letters.paper import Line, Origin
from borrower_guide.schema.model import Payload, paper_label
from borrower_guide.schema.parts import Statement
from borrower_guide.schema.telling import clock_text, text_of, time_text, told
from borrower_guide.schema.visit import Visit

CLAIMED = "自称 "
# Told on lines of their own, or in the heading of the visit.
APART = frozenset({"id", "loan", "acts", "statements", "exhibits", "started_at", "ended_at"})


def entry_line(thing: Thing, name: str, label: str, text: str) -> Line:
    """A line whose words stand in the field `name` of a thing."""
    return Line((label, text), Origin.ENTRY, f"{thing.subject}/{name}")


def fields_of(thing: Thing, only: Collection[str] = ()) -> Iterator[Line]:
    """Each filled field of a thing, or those in `only`, in schema order."""
    value: Payload = thing.value
    for one in told(value, label_of=paper_label):
        if not only or one.name in only:
            text = CLAIMED + one.text if one.claimed else one.text
            yield entry_line(thing, one.name, one.label, text)


def visit_lines(thing: Thing, only: Collection[str] = ()) -> Iterator[Line]:
    """One visit: when, where and who first, then each act on a line of its own, then words."""
    visit: Visit = thing.value
    yield entry_line(thing, "started_at", f"来访 {thing.label[1:]}", span_text(visit))
    wanted = set(Visit.model_fields) if not only else set(only)
    yield from fields_of(thing, wanted - APART)
    if "acts" in wanted:
        label = paper_label(Visit, "acts")
        yield from (entry_line(thing, "acts", label, act.label) for act in visit.acts)
    if "statements" in wanted:
        label = paper_label(Visit, "statements")
        for one in visit.statements:
            yield entry_line(thing, "statements", label, statement_text(one))
    if visit.exhibits:
        yield entry_line(thing, "exhibits", "证据", exhibit_numbers(visit.exhibits))


def span_text(visit: Visit) -> str:
    """2026年11月20日（周五）22:40 到 23:10（大约）; 没有写时间 where there is none."""
    if visit.started_at is None:
        return "没有写时间"
    begun, end = visit.started_at, visit.end
    text = time_text(begun) + ("（大约）" if visit.started_precision == "about" else "")
    if end is None:
        return text
    return f"{text} 到 {clock_text(end) if end.day == begun.day else time_text(end)}"


def statement_text(one: Statement) -> str:
    """谁：“原话”（证据 1，00:03:12）."""
    words = f"“{one.words}”" if one.words else ""
    said = "：".join(part for part in (one.speaker, words) if part)
    place = [exhibit_numbers((one.exhibit,))] if one.exhibit else []
    place += [one.position] if one.position else []
    place += [text_of(one.at)] if one.at else []
    return said + (f"（{'，'.join(place)}）" if place else "")


def exhibit_numbers(labels: Collection[str]) -> str:
    """证据 1、2, from E1 and E2."""
    return "证据 " + "、".join(label[1:] for label in labels)
