"""One visit as a sheet: every field that was filled, once, in its place: first what happened."""

from collections.abc import Iterator
from datetime import datetime

from borrower_guide.cases.things import Thing
from borrower_guide.record.paper.changes import Labels, helper_of, marks_of, notes_of, withdrawn_of
from borrower_guide.record.paper.packing import packed
from borrower_guide.record.paper.sheet import (
    NOT_WRITTEN,
    Block,
    Row,
    Rows,
    Sheet,
    Ticks,
    Value,
    Words,
)
from borrower_guide.record.paper.visit_parts import part_blocks, unknown_rows
from borrower_guide.record.paper.words import (
    about,
    exhibits_words,
    loan_words,
    logged_words,
    plain,
    value_of,
    when_words,
)
from borrower_guide.schema.model import paper_label
from borrower_guide.schema.people import Present
from borrower_guide.schema.telling import later_text
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import Knowledge
from borrower_guide.schema.when import SHANGHAI

SECOND_HAND = {Knowledge.HEARSAY: "转述", Knowledge.CAMERA: "监控"}
# Said as 没有记 when empty: an office looks for these first.
ALWAYS = ("present", "visitor_count", "notice_given", "consent_given", "entered_home")
IF_FILLED = ("asked_to_leave_at", "left_at", "filming", "recording_made")
TOLD = ("acts", "account")  # with a block of their own when there is something to tell
SOON = {0: "当天", 1: "第二天"}
HARM = ("injury", "damage", "impact")


def label(name: str) -> str:
    return paper_label(Visit, name)


def tag_of(visit: Visit) -> str:
    """转述 or 监控 when the person did not see it, else nothing."""
    return SECOND_HAND.get(visit.knowledge, "") if visit.knowledge else ""


def visit_sheet(thing: Thing, labels: Labels) -> Sheet:
    number = thing.label[1:]
    return Sheet(
        anchor=thing.label,
        title=f"来访 {number}",
        tag=tag_of(thing.value),
        part=_part(thing, number),
        blocks=tuple(_blocks(thing)),
        notes=notes_of(thing, labels),
        withdrawn=withdrawn_of(thing),
    )


def _part(thing: Thing, number: str) -> str:
    exhibits = exhibits_words(exhibits_of(thing.value))
    return f"来访 {number}" + (f"　{exhibits}" if exhibits else "")


def exhibits_of(visit: Visit) -> tuple[str, ...]:
    """Labels of all exhibits that a visit names, in order, each once."""
    said = (one.exhibit for one in visit.statements if one.exhibit)
    return tuple(dict.fromkeys([*visit.exhibits, *said]))


def _blocks(thing: Thing) -> Iterator[Block]:
    visit: Visit = thing.value
    yield Rows("", (*_wide_lines(thing), *packed(_short_rows(thing))))
    if visit.acts:
        items = tuple(act.label for act in visit.acts)
        yield Ticks(label("acts"), items, marks_of(thing, "acts"))
    if visit.account:
        paragraphs = tuple(visit.account.split("\n"))
        yield Words(label("account"), paragraphs, marks_of(thing, "account"))
    yield from part_blocks(thing, tag_of(visit))
    if rows := [_row(thing, name) for name in HARM if getattr(visit, name) is not None]:
        yield Rows("伤、损失和影响", packed(rows))


def _wide_lines(thing: Thing) -> Iterator[tuple[Row, ...]]:
    yield (Row("时间", _time(thing)),)
    yield (Row(label("place_type"), _place(thing)),)


def _time(thing: Thing) -> Value:
    visit: Visit = thing.value
    started, ended = visit.started_at, visit.ended_at
    text = (when_words(started) if started else NOT_WRITTEN) + about(visit.started_precision)
    if ended or visit.ended_precision:
        until = when_words(ended, since=started) if ended else NOT_WRITTEN
        text += f" 至 {until}{about(visit.ended_precision)}"
    fields = ("started_at", "started_precision", "ended_at", "ended_precision")
    return Value(text, marks=marks_of(thing, *fields), written=text != NOT_WRITTEN)


def _place(thing: Thing) -> Value:
    told = [plain(one) for one in (thing.value.place_type, thing.value.place_text) if one]
    return value_of("，".join(told), marks=marks_of(thing, "place_type", "place_text"))


def _short_rows(thing: Thing) -> Iterator[Row]:
    if loan := thing.value.loan:
        yield Row(label("loan"), Value(loan_words(loan), marks=marks_of(thing, "loan")))
    if exhibits := thing.value.exhibits:
        told = Value(exhibits_words(exhibits), marks=marks_of(thing, "exhibits"))
        yield Row(label("exhibits"), told)
    yield Row(label("knowledge"), _known(thing))
    yield Row("写下的时间", Value(_logged(thing)))
    if helper := helper_of(thing.entry.by):
        yield Row("代写", Value(helper))
    for name in ALWAYS:
        yield _row(thing, name)
    for name in IF_FILLED:
        if getattr(thing.value, name) is not None:
            yield _row(thing, name)
    for name in TOLD:
        if not getattr(thing.value, name):
            yield _row(thing, name)
    yield from unknown_rows(thing)


def _logged(thing: Thing) -> str:
    """When it was written: 当天 23:58, or the day and how long after it was.

    What came from a file was written down before, nobody knows when.
    """
    words, started = logged_words(thing.entry.logged_at), thing.value.started_at
    if not started or "id" in thing.entry.payload:
        return words
    logged = datetime.fromisoformat(thing.entry.logged_at).astimezone(SHANGHAI)
    days = (logged.date() - started.day).days
    if days in SOON:
        return f"{SOON[days]} {logged:%H:%M}"
    later = later_text(started.day, logged.date())
    return f"{words}（{later}）" if later else words


def _row(thing: Thing, name: str) -> Row:
    special = {"present": _present, "visitor_count": _count, "asked_to_leave_at": _hour}
    told = special.get(name, _hour if name == "left_at" else None)
    if told:
        return Row(label(name), told(thing, name))
    return Row(label(name), value_of(getattr(thing.value, name), marks=marks_of(thing, name)))


def _known(thing: Thing) -> Value:
    visit: Visit = thing.value
    told = [plain(visit.knowledge)] if visit.knowledge else []
    told += [visit.told_by] if visit.told_by else []
    marks = marks_of(thing, "knowledge", "told_by")
    return value_of("，".join(told), tag=tag_of(visit), marks=marks)


def _hour(thing: Thing, name: str) -> Value:
    told = when_words(getattr(thing.value, name), since=thing.value.started_at)
    return Value(told, marks=marks_of(thing, name))


def _present(thing: Thing, name: str) -> Value:
    told = "、".join(_person(one) for one in thing.value.present)
    return value_of(told, marks=marks_of(thing, name))


def _person(one: Present) -> str:
    more = [paper_label(Present, name) for name in ("minor", "elderly") if getattr(one, name)]
    return (one.relation or NOT_WRITTEN) + (f"（{'，'.join(more)}）" if more else "")


def _count(thing: Thing, _name: str) -> Value:
    visit: Visit = thing.value
    told = "" if visit.visitor_count is None else f"{visit.visitor_count} 人"
    if visit.visitor_count_or_more:
        told = "，".join(filter(None, (told or NOT_WRITTEN, label("visitor_count_or_more"))))
    return value_of(told, marks=marks_of(thing, "visitor_count", "visitor_count_or_more"))
