"""What a case says of a thing, line by line: label and the person's own words. No Django."""

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby

from borrower_guide.cases.things import Thing
from borrower_guide.cases.visit_words import claimed_roles
from borrower_guide.letters.paper import Line, Origin
from borrower_guide.schema.contact import Contact
from borrower_guide.schema.model import Payload, paper_label
from borrower_guide.schema.parts import Statement
from borrower_guide.schema.telling import clock_text, roughly, text_of, time_text, told
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import Knowledge

PLACE = ("place_type", "place_text")
HOW_KNOWN = ("knowledge", "told_by")
HOW = ("at", "channel", "direction", "counterpart")
NO_LOANS: Mapping[str, str] = {}
# Told in the heading of the visit, or by the block of the loan.
IN_HEADING = frozenset({"id", "loan", "started_at"})
# Only where a paper names them: the account has a block of its own, evidence is listed by number.
ON_DEMAND = frozenset({"account", "recording_made"})


def entry_line(thing: Thing, name: str, label: str, text: str) -> Line:
    """A line whose words stand in the field `name` of a thing."""
    return Line((label, text), Origin.ENTRY, f"{thing.subject}/{name}")


def fields_of(thing: Thing, only: Collection[str] = ()) -> Iterator[Line]:
    """Each filled field of a thing, or those in `only`, in schema order.

    What visitors said of themselves is told with its 自称, inside the line of each visitor.
    """
    value: Payload = thing.value
    for one in told(value, label_of=paper_label):
        if not only or one.name in only:
            yield entry_line(thing, one.name, one.label, one.text)


def visit_lines(
    thing: Thing, only: Collection[str] = (), loans: Mapping[str, str] = NO_LOANS
) -> Iterator[Line]:
    """One visit: when on the first line, then in schema order, each act and each word apart.

    `loans`: what its paper calls the loans, by label; empty where there is no need to tell them
    apart.
    """
    visit: Visit = thing.value
    yield from _heading(thing, loans)
    wanted = (set(only) or set(Visit.model_fields) - ON_DEMAND) - IN_HEADING
    if visit.started_at and visit.end == visit.ended_at:
        wanted -= {"ended_at"}  # it is in the heading, too
    yield from _whole(thing, wanted)


def main_points(
    thing: Thing, loans: Mapping[str, str] = NO_LOANS, asked: Collection[str] = ()
) -> Iterator[Line]:
    """One visit in few lines: when, where, who they said they were, what they did, evidence.

    What the writer did not see says so, before all else. `asked`: fields that its addressee asks
    for besides.
    """
    visit: Visit = thing.value
    short = {
        "place_type": "，".join(line.cells[1] for line in fields_of(thing, PLACE)),
        "visitors": "，".join(_who(visit)),
        "acts": "、".join(act.label for act in visit.acts),
    }
    yield from _heading(thing, loans)
    if visit.knowledge not in (None, Knowledge.FIRSTHAND):
        yield from fields_of(thing, HOW_KNOWN)
    for name, words in short.items():
        if words:
            yield entry_line(thing, name, paper_label(Visit, name), words)
    told_above = {*short, *PLACE, *HOW_KNOWN} | IN_HEADING
    yield from _whole(thing, {*asked, "exhibits"} - told_above - ON_DEMAND)


def _heading(thing: Thing, loans: Mapping[str, str]) -> Iterator[Line]:
    visit: Visit = thing.value
    yield entry_line(thing, "started_at", visit_name(thing), span_text(visit))
    if visit.loan and visit.loan in loans:
        yield entry_line(thing, "loan", paper_label(Visit, "loan"), loans[visit.loan])


def _whole(thing: Thing, wanted: Collection[str]) -> Iterator[Line]:
    for name, lines in groupby(fields_of(thing, wanted), key=lambda line: line.name):
        yield from _apart(thing, thing.value, name.rpartition("/")[2], lines)


def _who(visit: Visit) -> Iterator[str]:
    """How many, then each claim once: 2 人，自称 平台、催收，自称 某某公司，自称 姓王."""
    if visit.visitor_count is not None:
        yield f"{visit.visitor_count} 人{'以上' if visit.visitor_count_or_more else ''}"
    roles = (role.label for role in claimed_roles(visit))
    firms = (one.claimed_employer for one in visit.visitors if one.claimed_employer)
    names = (one.claimed_name for one in visit.visitors if one.claimed_name)
    yield from (f"自称 {claim}" for claim in dict.fromkeys((*roles, *firms, *names)))


def _apart(thing: Thing, visit: Visit, name: str, lines: Iterator[Line]) -> Iterator[Line]:
    label = paper_label(Visit, name)
    match name:
        case "acts":
            yield from (entry_line(thing, name, label, act.label) for act in visit.acts)
        case "statements":
            for one in visit.statements:
                yield entry_line(thing, name, label, statement_text(one))
        case "exhibits":
            yield entry_line(thing, name, label, exhibit_numbers(visit.exhibits))
        case _:
            yield from lines


def contact_lines(thing: Thing) -> Iterator[Line]:
    """One call or message: when, how and who on the first line, then what was said."""
    contact: Contact = thing.value
    how = "；".join(_how(contact, line) for line in fields_of(thing, HOW))
    yield entry_line(thing, "at", f"联系 {thing.label[1:]}", how or "没有写时间")
    yield from fields_of(thing, ("content",))
    if contact.exhibits:
        yield entry_line(
            thing, "exhibits", paper_label(Contact, "exhibits"), exhibit_numbers(contact.exhibits)
        )


def _how(contact: Contact, line: Line) -> str:
    """One part of the heading; whom it was with as far as that is known."""
    tag = contact.tag if line.name.endswith("/counterpart") else ""
    return f"{tag} {line.cells[1]}".strip()


def blanks_for(value: Payload, names: Collection[str]) -> Iterator[Line]:
    """A blank with the label of each of these fields that nobody filled in."""
    for name in names:
        if getattr(value, name) in (None, ""):
            yield Line((paper_label(type(value), name), ""), Origin.HAND)


def visit_name(thing: Thing) -> str:
    """来访 1, from V1."""
    return f"来访 {thing.label[1:]}"


def span_text(visit: Visit) -> str:
    """2026年11月20日（周五）22:40（大约）到 23:10; 没有写时间 where there is none."""
    if visit.started_at is None:
        return "没有写时间"
    begun, end = visit.started_at, visit.end
    text = time_text(begun) + roughly(visit.started_precision)
    if end is None:
        return text
    until = clock_text(end) if end.day == begun.day else time_text(end)
    if not until:
        return text
    return f"{text} 到 {until}" + (roughly(visit.ended_precision) if end == visit.ended_at else "")


def statement_text(one: Statement) -> str:
    """谁：“原话”（证据 1，00:03:12）."""
    said = "：".join(part for part in (one.speaker, quoted(one.words)) if part)
    place = [exhibit_numbers((one.exhibit,))] if one.exhibit else []
    place += [one.position] if one.position else []
    place += [text_of(one.at)] if one.at else []
    return said + (f"（{'，'.join(place)}）" if place else "")


def quoted(words: str | None) -> str:
    """Words as they were said, in quotation marks."""
    return f"“{words}”" if words else ""


def exhibit_numbers(labels: Collection[str]) -> str:
    """证据 1、2, from E1 and E2."""
    return "证据 " + "、".join(label[1:] for label in labels)
