"""Exhibits on paper: pictures with their number beside, recordings with what was said in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from borrower_guide.cases.naming import NAMES
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.record.paper.changes import Labels
from borrower_guide.record.paper.sheet import Grid, Row, Rows, Sheet, Value
from borrower_guide.record.paper.things import NOT_ENCLOSED, RECORDED, thing_sheet
from borrower_guide.record.paper.visits import exhibits_of, tag_of
from borrower_guide.record.paper.words import plain, quoted, value_of
from borrower_guide.schema.parts import Statement
from borrower_guide.schema.vocabulary import ExhibitKind

CLOCK = re.compile(r"(?:(\d{1,3})[:：])?(\d{1,3})[:：](\d{1,2})")
LAST = 10**9


def exhibit_sheets(
    state: CaseState, labels: Labels, pictures: Mapping[str, str]
) -> tuple[Sheet, ...]:
    """All but recordings. `pictures`: subject → digest of the picture that is printed."""
    things = (thing for thing in state.exhibits if thing.value.kind not in RECORDED)
    return tuple(
        _exhibit(thing, thing_sheet(thing, labels, _used_in(thing, state)), pictures)
        for thing in things
    )


def _used_in(thing: Thing, state: CaseState) -> Row:
    """来访 2，电话和信息 1: what this piece is about."""
    visits = [one for one in state.visits if thing.label in exhibits_of(one.value)]
    calls = [one for one in state.contacts if thing.label in one.value.exhibits]
    told = [f"{NAMES[one.kind]} {one.label[1:]}" for one in (*visits, *calls) if not one.withdrawn]
    return Row("用在哪里", replace(value_of("，".join(told)), written=False))


def _exhibit(thing: Thing, sheet: Sheet, pictures: Mapping[str, str]) -> Sheet:
    picture = pictures.get(thing.subject, "")
    if not picture:
        return sheet
    kind, title = thing.value.kind, thing.value.title
    told = "：".join(filter(None, (plain(kind) if kind else "图", title)))
    # A label beside a picture has a line of its own: nothing is packed two abreast.
    blocks = tuple(_unpacked(block) for block in sheet.blocks if isinstance(block, Rows))
    return replace(
        sheet,
        blocks=blocks,
        picture=picture,
        alt=f"证据 {thing.label[1:]}　{told}",
        tall=kind is ExhibitKind.SCREENSHOT,
    )


def _unpacked(block: Rows) -> Rows:
    rows = (row for line in block.lines for row in line if row.value != NOT_ENCLOSED)
    return replace(block, lines=tuple((row,) for row in rows))


def recording_sheets(state: CaseState, labels: Labels) -> tuple[Sheet, ...]:
    """Sound and film: what is known of each, and the words in it by their place."""
    things = (thing for thing in state.exhibits if thing.value.kind in RECORDED)
    return tuple(_recording(thing, labels, state) for thing in things)


def _recording(thing: Thing, labels: Labels, state: CaseState) -> Sheet:
    sheet = thing_sheet(thing, labels, _used_in(thing, state))
    lines = tuple(_transcript(thing.label, state))
    if not lines:
        return sheet
    heads = ("位置", "谁说的", "原话", "来访")
    return replace(sheet, blocks=(*sheet.blocks, Grid("transcript", "里面说的话", heads, lines)))


def _transcript(label: str, state: CaseState) -> Iterator[tuple[Value, ...]]:
    """Statements that name this recording, by position; those without one come last."""
    said = [
        (thing, one)
        for thing in state.visits
        if not thing.withdrawn
        for one in thing.value.statements
        if one.exhibit == label
    ]
    for thing, one in sorted(said, key=lambda pair: _seconds(pair[1])):
        yield (
            value_of(one.position),
            value_of(one.speaker),
            value_of(quoted(one.words) if one.words else None, tag=tag_of(thing.value)),
            Value(thing.label[1:], written=False),
        )


def _seconds(one: Statement) -> int:
    found = CLOCK.search(one.position or "")
    if not found:
        return LAST
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds
