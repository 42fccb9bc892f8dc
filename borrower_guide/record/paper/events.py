"""What happened, kind by kind: each thing of a case as a line of the timeline, facts only."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from borrower_guide.cases.door.moments import saved_late, told_at, visits_of, words_of
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.record.paper.changes import marks_of, withdrawn_of
from borrower_guide.record.paper.sheet import NOT_WRITTEN, Value
from borrower_guide.record.paper.visits import exhibits_of, tag_of
from borrower_guide.record.paper.whole import Event
from borrower_guide.record.paper.words import exhibits_words, plain
from borrower_guide.schema.telling import clock_text, day_text, weekday_text
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import Precision
from borrower_guide.schema.when import When


class Moment(NamedTuple):
    """An event with its place in time; no day at all comes last."""

    day: date
    at: datetime | None
    event: Event


def moments_of(state: CaseState) -> Iterator[Moment]:
    """Every event, in no order."""
    for thing in state.visits:
        yield _visit(thing)
        if thing.value.police and thing.value.police.called_at:
            yield _police(thing)
    taken = visits_of(state)
    for thing in state.moments:
        yield _tap(thing, taken.get(thing.subject))
    for thing in state.contacts:
        yield _contact(thing)
    for thing in state.complaints:
        yield from _complaint(thing)
    for thing in state.notes:
        yield _note(thing)


def _moment(when: When | None, thing: Thing, kind: str, hour: str = "", **more: object) -> Moment:
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
    return Moment(when.day if when else date.max, told, replace(event, **more))  # type: ignore[arg-type]


def _visit(thing: Thing) -> Moment:
    visit: Visit = thing.value
    known = plain(visit.knowledge) if visit.knowledge else NOT_WRITTEN
    by = f"，{visit.told_by}" if visit.told_by else ""
    return _moment(
        visit.started_at,
        thing,
        f"来访 {thing.label[1:]}",
        _hours(visit),
        text=tuple(_told(thing)),
        known=Value(known + by, tag_of(visit), written=visit.knowledge is not None),
        exhibits=exhibits_words(exhibits_of(visit)),
    )


def _hours(visit: Visit) -> str:
    started, ended = visit.started_at, visit.end
    if not (started and started.moment):
        return f"几点{NOT_WRITTEN}" if started else ""
    hour = clock_text(started) + _roughly(visit.started_precision)
    if ended and ended.moment and ended.day == started.day:
        hour += f" 至 {clock_text(ended)}{_roughly(visit.ended_precision)}"
    return hour


def _roughly(precision: Precision | None) -> str:
    """（大约）; that an hour is exact is told on the sheet of the visit."""
    return f"（{precision.label}）" if precision is Precision.ABOUT else ""


def _told(thing: Thing) -> Iterator[Value]:
    visit: Visit = thing.value
    count = f"{visit.visitor_count} 人" if visit.visitor_count is not None else "几个人没有记"
    place = f"，地点：{plain(visit.place_type)}" if visit.place_type else ""
    yield Value(f"{count}{place}。")
    for claim in dict.fromkeys(filter(None, (_claim(one) for one in visit.visitors))):
        yield Value(f"{claim}。", "自称")
    if visit.acts:
        yield Value("、".join(act.label for act in visit.acts) + "。")
    if marks := marks_of(thing, *Visit.model_fields):
        yield Value("", marks=marks)


def _claim(visitor: object) -> str:
    told = (getattr(visitor, name) for name in ("claimed_employer", "claimed_role", "claimed_name"))
    return "，".join(plain(one) for one in told if one and plain(one) != "没有说")


def _police(thing: Thing) -> Moment:
    police = thing.value.police
    arrived = police.arrived_at
    told = f"民警 {clock_text(arrived)} 到场。" if arrived and arrived.moment else ""
    known = _visit(thing).event.known
    return _moment(
        police.called_at, thing, "报警", text=(Value(told),) if told else (), known=known
    )


def _tap(thing: Thing, visit: Thing | None) -> Moment:
    """A tap at the door; it stands on the page of its visit, else only here."""
    late = saved_late(thing)
    text = [Value(words_of(thing) + (f"。{late} 才存上。" if late else "。"))]
    if thing.changes:
        before = thing.entry.payload.get("note", "没有写")
        text.append(Value(f"起初写的：{before}。", marks=marks_of(thing, "tap", "note")))
    if thing.withdrawn and thing.withdrawn.reason:  # a tap has no sheet of its own to say it
        text.append(Value(f"撤回的原因：{thing.withdrawn.reason}。"))
    return _moment(
        told_at(thing),
        thing,
        "当时点下的",
        text=tuple(text),
        known=Value("当时记下"),
        anchor=visit.label if visit else "timeline",
    )


def _contact(thing: Thing) -> Moment:
    contact = thing.value
    ways = [plain(one) for one in (contact.channel, contact.direction) if one]
    text = [Value(f"{contact.counterpart}。", "自称")] if contact.counterpart else []
    text += [Value(_short(contact.content))] if contact.content else []
    marks = marks_of(thing, *type(contact).model_fields)
    return _moment(
        contact.at,
        thing,
        "，".join(ways) or "电话或信息",
        text=(*text, *([Value("", marks=marks)] if marks else [])),
        exhibits=exhibits_words(contact.exhibits),
    )


def _short(text: str) -> str:
    """The first sixty characters; the whole stands in its own chapter."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:60]}……"


def _complaint(thing: Thing) -> Iterator[Moment]:
    complaint = thing.value
    filed = When(complaint.filed_on) if complaint.filed_on else None
    told = [f"向{complaint.channel}。"] if complaint.channel else []
    told += [f"受理编号 {complaint.reference_no}。"] if complaint.reference_no else []
    told += [] if complaint.reply or complaint.replied_on else ["还没有答复。"]
    yield _moment(filed, thing, "投诉", text=(Value("".join(told)),))
    if complaint.replied_on:
        reply = (Value(_short(complaint.reply)),) if complaint.reply else ()
        yield _moment(When(complaint.replied_on), thing, "投诉有了答复", text=reply)


def _note(thing: Thing) -> Moment:
    """One line; the whole text stands in its own chapter."""
    text = [Value(_short(thing.value.text))] if thing.value.text else []
    if marks := marks_of(thing, *type(thing.value).model_fields):
        text.append(Value("", marks=marks))
    return _moment(thing.value.at, thing, "备注", text=tuple(text))
