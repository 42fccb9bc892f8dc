"""What happened at a door: a visit, the call to the police, a tap, each as a line of its own."""

from collections.abc import Iterator

from borrower_guide.cases.door.moments import saved_late, told_at, words_of
from borrower_guide.cases.things import Thing
from borrower_guide.record.paper.changes import marks_of
from borrower_guide.record.paper.event import Moment, moment_of
from borrower_guide.record.paper.sheet import NOT_WRITTEN, Value
from borrower_guide.record.paper.visits import exhibits_of, tag_of
from borrower_guide.record.paper.whole import TIMELINE
from borrower_guide.record.paper.words import FEW, exhibits_words, plain, quoted
from borrower_guide.schema.parts import Police
from borrower_guide.schema.telling import clock_text, roughly, short
from borrower_guide.schema.visit import Visit

MOST_CLAIMS = 4


def visit_event(thing: Thing) -> Moment:
    visit: Visit = thing.value
    known = plain(visit.knowledge) if visit.knowledge else NOT_WRITTEN
    by = f"，{short(visit.told_by, FEW)}" if visit.told_by else ""
    return moment_of(
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
    hour = clock_text(started) + roughly(visit.started_precision)
    if ended and ended.moment:
        day = "" if ended.day == started.day else f"{ended.day.month}月{ended.day.day}日 "
        hour += f" 至 {day}{clock_text(ended)}"
        hour += roughly(visit.ended_precision) if ended is visit.ended_at else ""
    return hour


def _told(thing: Thing) -> Iterator[Value]:
    visit: Visit = thing.value
    count = f"{visit.visitor_count} 人" if visit.visitor_count is not None else "几个人没有记"
    count += "，也许更多" if visit.visitor_count_or_more else ""
    place = f"，地点：{plain(visit.place_type)}" if visit.place_type else ""
    yield Value(f"{count}{place}。")
    claims = list(dict.fromkeys(filter(None, (_claim(one) for one in visit.visitors))))
    for claim in claims[:MOST_CLAIMS]:
        yield Value(f"{claim}。", "自称")
    if len(claims) > MOST_CLAIMS:
        yield Value(f"还有 {len(claims) - MOST_CLAIMS} 种说法。", written=False)
    if visit.acts:
        yield Value("、".join(act.label for act in visit.acts) + "。")
    if marks := marks_of(thing, *Visit.model_fields):
        yield Value("", marks=marks)


def _claim(visitor: object) -> str:
    told = (getattr(visitor, name) for name in ("claimed_employer", "claimed_role", "claimed_name"))
    return "，".join(short(plain(one), FEW) for one in told if one and plain(one) != "没有说")


def police_event(thing: Thing) -> Moment:
    """The call, and what came of it; one without a time stands after its visit."""
    police, started = thing.value.police, thing.value.started_at
    text, known = (Value("".join(_of_police(police))),), visit_event(thing).event.known
    if police.called_at:
        return moment_of(police.called_at, thing, "报警", text=text, known=known)
    unknown = f"几点{NOT_WRITTEN}" if started else ""
    return moment_of(started, thing, "报警", unknown, text=text, known=known)


def _of_police(police: Police) -> Iterator[str]:
    called = [short(one, FEW) for one in (police.station,) if one]
    called += [f"报警编号 {short(police.call_no, FEW)}"] if police.call_no else []
    called += [f"回执编号 {short(police.receipt_no, FEW)}"] if police.receipt_no else []
    if called:
        yield "，".join(called) + "。"
    arrived = police.arrived_at
    if arrived and arrived.moment:
        yield f"警察 {clock_text(arrived)} 到场。"
    said = f"警察说：{quoted(short(police.outcome_words))}" if police.outcome_words else ""
    yield said or f"警察怎么说{NOT_WRITTEN}。"


def tap_event(thing: Thing, visit: Thing | None) -> Moment:
    """A tap at the door; it stands on the page of its visit, else only here."""
    late = saved_late(thing)
    text = [Value(words_of(thing) + (f"。{late} 才存上。" if late else "。"))]
    if thing.changes:
        before = thing.entry.payload.get("note", "没有写")
        text.append(Value(f"起初写的：{before}。", marks=marks_of(thing, "tap", "note")))
    if thing.withdrawn and thing.withdrawn.reason:  # a tap has no sheet of its own to say it
        text.append(Value(f"撤回的原因：{thing.withdrawn.reason}。"))
    return moment_of(
        told_at(thing),
        thing,
        "当时点下的",
        text=tuple(text),
        known=Value("当时记下"),
        anchor=visit.label if visit else TIMELINE,
    )
