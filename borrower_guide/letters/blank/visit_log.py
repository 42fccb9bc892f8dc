"""走访记录 for the pen: where each field of a visit stands on the sheet. No Django.

Labels and choices are those of the schema; the order is told in `blank_sheet.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, cast, get_args

from borrower_guide.letters.blank.sheet import EACH, SHEET, TABLE
from borrower_guide.schema.acts import GROUPS
from borrower_guide.schema.case import Case
from borrower_guide.schema.model import Payload, paper_label
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import ReporterRole, Vocabulary
from borrower_guide.schema.when import When

CLAIMED = "自称"
IN_TABLE, ACCOUNT = 2, 2  # empty rows of a table; further lines for what happened


class Shape(StrEnum):
    WRITE = "write"
    DAY = "day"  # 年月日时分
    HOUR = "hour"  # 日时分: the visit says which month
    TICKS = "ticks"
    TICK = "tick"  # one box before the label


@dataclass(frozen=True, slots=True)
class Item:
    """Room for one field. `wide`: its share of the row; `each`: boxes for visitors 1 and 2."""

    path: str
    label: str
    shape: Shape
    choices: tuple[str, ...] = ()
    wide: int = 1
    each: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the sheet; `table`: the items are heads above `more` empty rows, else `more`
    is the number of further lines to write on."""

    items: tuple[Item, ...]
    table: bool = False
    more: range = range(0)

    @property
    def ticks(self) -> bool:
        """Whether nothing is written there: its lines may be closer."""
        return all(one.shape in (Shape.TICKS, Shape.TICK) for one in self.items)


@lru_cache(maxsize=1)
def sheet() -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """The titled parts of the sheet with their rows."""
    return tuple((title, tuple(_rows(lines))) for title, lines in SHEET)


def paths() -> frozenset[str]:
    """Every field that has a place on the sheet, as `visitors.phone`."""
    return frozenset(one.path for _, rows in sheet() for row in rows for one in row.items)


def _rows(lines: str) -> Iterator[Row]:
    for line in lines.splitlines():
        words = line.split()
        mark = words.pop(0) if words[0] in (TABLE, EACH) else ""
        items = tuple(_item(word, each=mark == EACH) for word in _whole(words))
        if items[0].path == "acts":
            items = (*_acts(), *items[1:])
        more = IN_TABLE if mark == TABLE else ACCOUNT * (items[0].path == "account")
        yield Row(items, table=mark == TABLE, more=range(1, more + 1))


def _whole(words: list[str]) -> Iterator[str]:
    """Each word with the thing that it is a field of."""
    thing = ""
    for word in words:
        yield word if word[0] != "." else thing + word
        thing = thing if word[0] == "." else word.removeprefix("@").partition(".")[0]


def _acts() -> Iterator[Item]:
    for title, acts in GROUPS:
        yield Item("acts", title, Shape.TICKS, tuple(act.label for act in acts))


def _item(word: str, *, each: bool) -> Item:
    path, _, wide = word.removeprefix("@").partition("=")
    model, name = _field(path)
    label = "" if name.endswith("_precision") else paper_label(model, name)
    if word.startswith("@"):
        label = f"{paper_label(Visit, path.partition('.')[0])}（{label}）"
    if name.startswith("claimed_"):
        label = CLAIMED + label
    kind = _kind(model, name)
    return Item(path, label, _shape(path, kind), _choices(kind), int(wide or 1), each)


def _field(path: str) -> tuple[type[Payload], str]:
    parent, _, name = path.rpartition(".")
    if parent:
        return _kind(Visit, parent), name
    return (Visit if name in Visit.model_fields else Case), name


def _kind(model: type[Payload], name: str) -> type[Any]:
    """The type of what one would write there, without tuple and None."""
    kind: Any = model.model_fields[name].annotation
    while inner := [one for one in get_args(kind) if one not in (type(None), ...)]:
        kind = inner[0]
    return cast("type[Any]", kind)


def _shape(path: str, kind: type[Any]) -> Shape:
    if issubclass(kind, When):
        return Shape.DAY if path == "started_at" else Shape.HOUR
    if issubclass(kind, Vocabulary):
        return Shape.TICKS
    return Shape.TICK if kind is bool else Shape.WRITE


def _choices(kind: type[Any]) -> tuple[str, ...]:
    if not issubclass(kind, Vocabulary):
        return ()
    return tuple(one.label for one in kind if one is not ReporterRole.UNKNOWN)
