"""How the lines of a paper lie on it, the same for page, PDF and Word. Pure. No Django."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from borrower_guide.letters.paper import Block, Line, Origin, Paper

# These are told one below the other, so they are counted.
COUNTED = (Origin.REQUEST, Origin.PROVISION)
SIGNED = ("签名", "签收", "盖章")
DATE = "日期"
# Columns where a few signs are enough, and where a few words are.
NARROW = frozenset({"编号", "来访", "页码", "份数", "第几次"})
SHORT = frozenset(
    {"位置", "谁说的", "大约多少元", "有没有单据", "证据种类", "原件或复印件", "哪天归还"}
)
DAYS = frozenset({"什么时候说的", "哪天", "来源和形成时间", "看过、复印、留下"})
MOST_TOGETHER, LONG = 6, 300
DIGEST, WHOLE_DIGEST = re.compile("[0-9a-f]{8}"), re.compile("[0-9a-f]{64}")
BEGINS = ("/started_at", "/at", "/id")  # the line that a visit, a call or a loan begins with


class Shape(StrEnum):
    ROW = "row"  # label and text, or label and room to write
    HEAD = "head"  # the first line of a visit, a call or a loan
    SAY = "say"  # a sentence
    SIGN = "sign"  # room for a name, and for the day if `text` has its label


@dataclass(frozen=True, slots=True)
class Item:
    """`number` counts sentences of a list from 1; 0: it is not counted."""

    shape: Shape
    label: str = ""
    text: str = ""
    number: int = 0

    @property
    def is_day(self) -> bool:
        """Room for a day: ____年__月__日."""
        return self.shape is Shape.ROW and not self.text and self.label.endswith(DATE)

    @property
    def is_blank(self) -> bool:
        return self.shape is Shape.ROW and not self.text


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of the paper: items, or a table of `rows` under `head`."""

    key: str
    title: str
    items: tuple[Item, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def wide(self) -> bool:
        """Whether the table needs the sheet to lie down."""
        return len(self.head) > 6

    @property
    def columns(self) -> tuple[str, ...]:
        """The class of each column: n for a few signs, s for a few words, d for a day."""
        return tuple(_column(head) for head in self.head)

    @property
    def short(self) -> bool:
        """Whether it stays on one page."""
        return len(self.rows) + len(self.items) <= MOST_TOGETHER and not self.long

    @property
    def long(self) -> bool:
        """Whether a row may go on over the page."""
        cells = (cell for row in self.rows for cell in row)
        texts = (item.text for item in self.items)
        return any(len(text) > LONG for text in (*cells, *texts))


def laid_out(paper: Paper) -> tuple[Part, ...]:
    """The parts of a paper; what has no line is not on it."""
    return tuple(_part(block) for block in paper.blocks if block.lines)


def _part(block: Block) -> Part:
    if block.head:
        rows = tuple(line.cells for line in block.lines)
        return Part(block.key, block.title, head=block.head, rows=rows)
    return Part(block.key, block.title, items=tuple(_joined(_items(block))))


def _column(head: str) -> str:
    kinds = {"n": NARROW, "s": SHORT, "d": DAYS}
    return next((name for name, heads in kinds.items() if head in heads), "")


def _joined(items: Iterator[Item]) -> Iterator[Item]:
    """Rows of one label are one row: each act stands on a line of its own, the label once."""
    for (shape, label), group in groupby(items, lambda item: (item.shape, item.label)):
        together = tuple(group)
        if shape is Shape.ROW and label and all(one.text for one in together):
            yield Item(shape, label, "\n".join(_in_eights(one.text) for one in together))
        else:
            yield from together


def _in_eights(text: str) -> str:
    """A digest in groups, to be compared by eye; any other text as it is."""
    return " ".join(DIGEST.findall(text)) if WHOLE_DIGEST.fullmatch(text) else text


def _items(block: Block) -> Iterator[Item]:
    number = 0
    days = {id(after) for line, after in pairwise(block.lines) if _signs(line) and _is_day(after)}
    for line, after in zip(block.lines, (*block.lines[1:], None), strict=True):
        if id(line) in days:
            continue
        if _signs(line):
            day = after.cells[0] if after and id(after) in days else ""
            yield Item(Shape.SIGN, line.cells[0], day)
        elif len(line.cells) > 1:
            starts = line.origin is Origin.ENTRY and line.name.endswith(BEGINS)
            yield Item(Shape.HEAD if starts else Shape.ROW, line.cells[0], line.cells[1])
        elif line.blank:
            yield Item(Shape.ROW, line.cells[0])
        else:
            counted = line.origin in COUNTED or bool(line.name and line.origin is Origin.FORM)
            number += counted
            yield Item(Shape.SAY, text=line.cells[0], number=number * counted)


def _signs(line: Line) -> bool:
    return line.origin is Origin.HAND and any(word in line.cells[0] for word in SIGNED)


def _is_day(line: Line) -> bool:
    return line.origin is Origin.HAND and line.cells[0].endswith(DATE)
