"""What happened, kind by kind: each thing of a case as a line of the timeline, facts only."""

from collections.abc import Iterator
from datetime import date

from borrower_guide.cases.door.moments import visits_of
from borrower_guide.cases.entries import Kind
from borrower_guide.cases.naming import is_letter
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import SENT_ON, Thing
from borrower_guide.record.paper.changes import marks_of
from borrower_guide.record.paper.event import Moment, moment_of
from borrower_guide.record.paper.sheet import NOT_WRITTEN, Value
from borrower_guide.record.paper.visit_events import police_event, tap_event, visit_event
from borrower_guide.record.paper.whole import TIMELINE
from borrower_guide.record.paper.words import FEW, exhibits_words, plain
from borrower_guide.schema.telling import short
from borrower_guide.schema.when import When


def moments_of(state: CaseState) -> Iterator[Moment]:
    """Every event, in no order."""
    for thing in state.visits:
        yield visit_event(thing)
        if thing.value.police:
            yield police_event(thing)
    taken = visits_of(state)
    for thing in state.moments:
        yield tap_event(thing, taken.get(thing.subject))
    for thing in state.contacts:
        yield _contact(thing)
    for thing in state.complaints:
        yield from _complaint(thing)
    for thing in state.notes:
        yield _note(thing)
    for thing in state.of(Kind.RECORD):
        if is_letter(thing) and SENT_ON in thing.payload:
            yield _letter(thing)


def _contact(thing: Thing) -> Moment:
    contact = thing.value
    ways = [plain(one) for one in (contact.channel, contact.direction) if one]
    text = [Value(f"{short(contact.counterpart)}。", contact.tag)] if contact.counterpart else []
    text += [Value(short(contact.content))] if contact.content else []
    marks = marks_of(thing, *type(contact).model_fields)
    return moment_of(
        contact.at,
        thing,
        "，".join(ways) or "电话或信息",
        text=(*text, *([Value("", marks=marks)] if marks else [])),
        exhibits=exhibits_words(contact.exhibits),
    )


def _complaint(thing: Thing) -> Iterator[Moment]:
    complaint = thing.value
    filed = When(complaint.filed_on) if complaint.filed_on else None
    told = [f"向{short(complaint.channel)}。"] if complaint.channel else []
    told += [f"受理编号 {short(complaint.reference_no)}。"] if complaint.reference_no else []
    if not complaint.replied_on:
        told += [f"答复了，哪天{NOT_WRITTEN}。" if complaint.reply else "还没有答复。"]
    yield moment_of(filed, thing, "投诉", text=(Value("".join(told)),))
    if complaint.replied_on:
        reply = (Value(short(complaint.reply)),) if complaint.reply else ()
        yield moment_of(When(complaint.replied_on), thing, "投诉有了答复", text=reply)


def _note(thing: Thing) -> Moment:
    """One line; the whole text stands in its own chapter."""
    text = [Value(short(thing.value.text))] if thing.value.text else []
    if marks := marks_of(thing, *type(thing.value).model_fields):
        text.append(Value("", marks=marks))
    return moment_of(thing.value.at, thing, "备注", text=tuple(text))


def _letter(thing: Thing) -> Moment:
    """A paper that was handed over, on that day; its words are not printed in a record."""
    sent = When(date.fromisoformat(thing.payload[SENT_ON]))
    title = short(thing.payload["title"], FEW)
    return moment_of(sent, thing, f"交了{title}", anchor=TIMELINE)
