"""The lists inside a visit: who came, what was said, posted, asked for, taken; the police."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from borrower_guide.cases.things import Thing
from borrower_guide.record.paper.changes import marks_of
from borrower_guide.record.paper.packing import packed
from borrower_guide.record.paper.sheet import Block, Grid, Row, Rows, Value
from borrower_guide.record.paper.words import exhibit_words, quoted, value_of, when_words
from borrower_guide.schema.model import Payload, paper_label
from borrower_guide.schema.parts import (
    DocumentToSign,
    FeeDemanded,
    ItemTaken,
    PaymentDemanded,
    Police,
    PostedNotice,
    Statement,
)
from borrower_guide.schema.people import ToldPerson, Visitor, Witness
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import ClaimedRole, Knowledge

CLAIMED = "自称"
TOLD_TAGS = {Knowledge.HEARSAY: "转述", Knowledge.CAMERA: "监控"}
ASKED_FOR = ("claimed_role", "id_shown", "authorisation_shown")
COLUMNS = 3


def part_blocks(thing: Thing, tag: str) -> Iterator[Block]:
    """Blocks of the parts that were filled; for empty visitors and police see `unknown_rows`."""
    visit: Visit = thing.value
    yield from _visitors(thing)
    if visit.statements:
        yield _statements(thing, tag)
    if visit.posted_notice:
        yield _details(thing, "posted_notice", PostedNotice, visit.posted_notice)
    if money := tuple(_money(thing)):
        yield Rows("要的钱", packed(money))
    for name, model in LISTS:
        if items := getattr(visit, name):
            yield _list(thing, name, model, items)
    if visit.police:
        yield _police(thing)


def unknown_rows(thing: Thing) -> Iterator[Row]:
    """没有记 where nobody wrote who came and showed what, or of the police."""
    if not thing.value.visitors:
        nothing = value_of(None, marks=marks_of(thing, "visitors"))
        for name in ASKED_FOR:
            whose = "来的人的" if name == "claimed_role" else ""
            yield Row(whose + paper_label(Visitor, name), nothing)
    if not thing.value.police:
        yield Row(_title("police"), value_of(None, marks=marks_of(thing, "police")))


LISTS: tuple[tuple[str, type[Payload]], ...] = (
    ("documents_to_sign", DocumentToSign),
    ("items_taken", ItemTaken),
    ("third_parties_told", ToldPerson),
    ("witnesses", Witness),
)


def _title(name: str) -> str:
    return paper_label(Visit, name)


def _visitors(thing: Thing) -> Iterator[Block]:
    visitors = thing.value.visitors
    marks = marks_of(thing, "visitors")
    names = [
        name
        for name in Visitor.model_fields
        if name in ASKED_FOR or any(getattr(one, name) is not None for one in visitors)
    ]
    if len(visitors) == 1:
        rows = (Row(paper_label(Visitor, name), _answer(name, visitors[0])) for name in names)
        yield Rows(_title("visitors"), packed(rows), marks)
        return
    for start in range(0, len(visitors), COLUMNS):
        group = visitors[start : start + COLUMNS]
        heads = tuple(f"第 {start + i} 人" for i in range(1, len(group) + 1))
        lines = tuple(_across(name, group) for name in names)
        title = _title("visitors") if start == 0 else ""
        yield Grid("visitors", title, ("", *heads), lines, marks if start == 0 else ())


def _across(name: str, group: Iterable[Visitor]) -> tuple[Value, ...]:
    return (Value(paper_label(Visitor, name)), *(_answer(name, one) for one in group))


def _answer(name: str, visitor: Visitor) -> Value:
    return _claim(getattr(visitor, name), CLAIMED if name.startswith("claimed_") else "")


def _claim(answer: Any, tag: str) -> Value:
    return value_of(answer, tag="" if answer is ClaimedRole.UNKNOWN else tag)


def _statements(thing: Thing, tag: str) -> Grid:
    said: tuple[Statement, ...] = thing.value.statements
    timed = any(one.at for one in said)
    placed = any(one.exhibit or one.position for one in said)
    heads = [paper_label(Statement, name) for name in ("speaker", "words")]
    heads += [paper_label(Statement, "at")] if timed else []
    heads += ["录音位置"] if placed else []
    lines = tuple(tuple(_said(one, tag, timed, placed, thing)) for one in said)
    return Grid(
        "statements", _title("statements"), tuple(heads), lines, marks_of(thing, "statements")
    )


def _said(one: Statement, tag: str, timed: bool, placed: bool, thing: Thing) -> Iterator[Value]:
    yield value_of(one.speaker)
    yield value_of(quoted(one.words) if one.words else None, tag=tag)
    if timed:
        yield value_of(_hour(one, thing))
    if placed:
        at = [exhibit_words(one.exhibit)] if one.exhibit else []
        yield value_of("　".join([*at, *([one.position] if one.position else [])]))


def _hour(one: Statement, thing: Thing) -> str | None:
    return when_words(one.at, since=thing.value.started_at) if one.at else None


def _details(thing: Thing, name: str, model: type[Payload], part: Payload) -> Rows:
    rows = tuple(_filled(model, part)) or (Row(_title(name), value_of(None)),)
    return Rows(_title(name), packed(rows), marks_of(thing, name))


def _filled(model: type[Payload], part: Payload, tag: str = "") -> Iterator[Row]:
    for name in model.model_fields:
        if (answer := getattr(part, name)) is not None:
            yield Row(paper_label(model, name), value_of(answer, tag=tag))


def _money(thing: Thing) -> Iterator[Row]:
    visit: Visit = thing.value
    if visit.amount_claimed is not None:
        marks = marks_of(thing, "amount_claimed")
        told = Value(visit.amount_claimed, CLAIMED, marks)
        yield Row(_title("amount_claimed"), told)
    for name, model in (("payment_demanded", PaymentDemanded), ("fee_demanded", FeeDemanded)):
        if part := getattr(visit, name):
            tag = CLAIMED if model is FeeDemanded else ""
            rows = tuple(_filled(model, part, tag)) or (Row(_title(name), value_of(None)),)
            yield from _marked(rows, marks_of(thing, name))


def _marked(rows: tuple[Row, ...], marks: tuple[str, ...]) -> tuple[Row, ...]:
    """The rows of one field, its marks after the first value."""
    return (Row(rows[0].label, replace(rows[0].value, marks=marks)), *rows[1:])


def _list(thing: Thing, name: str, model: type[Payload], items: Iterable[Payload]) -> Grid:
    names = [one for one in model.model_fields if one != "knowledge"]
    heads = tuple(paper_label(model, one) for one in names)
    lines = tuple(tuple(_cells(item, names)) for item in items)
    if model is ToldPerson:
        heads = (*heads, paper_label(ToldPerson, "knowledge"))
        lines = tuple(
            (*line, value_of(one.knowledge, tag=_told_tag(one)))
            for line, one in zip(lines, thing.value.third_parties_told, strict=True)
        )
    return Grid(name, _title(name), heads, lines, marks_of(thing, name))


def _told_tag(one: ToldPerson) -> str:
    return TOLD_TAGS.get(one.knowledge, "") if one.knowledge else ""


def _cells(item: Payload, names: Iterable[str]) -> Iterator[Value]:
    for name in names:
        yield value_of(getattr(item, name))


def _police(thing: Thing) -> Rows:
    police: Police = thing.value.police
    rows = [
        Row(paper_label(Police, name), _told(police, name, thing.value))
        for name in Police.model_fields
    ]
    return Rows(_title("police"), packed(rows), marks_of(thing, "police"))


def _told(police: Police, name: str, visit: Visit) -> Value:
    answer = getattr(police, name)
    if name in ("called_at", "arrived_at") and answer:
        return Value(when_words(answer, since=visit.started_at))
    return value_of(quoted(answer) if answer and name == "outcome_words" else answer)
