"""A paper as data: blocks of lines, each line with the place its words come from. No Django."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


class Origin(StrEnum):
    """Where words may come from; there is no other: a paper has no prose of its own."""

    FORM = "form"  # the few words of the blank form, in fixtures/letters
    ENTRY = "entry"  # what a person wrote in the case: name is subject/field
    REQUEST = "request"  # a chosen row of requests.yaml
    PROVISION = "provision"  # a chosen provision
    COUNT = "count"  # counted by us: a sum of sheets, a number of visits
    HAND = "hand"  # left blank, to be written by hand
    ROOM = "room"  # left blank, to be typed on the page of this paper or written by hand
    OWN = "own"  # typed on the page of this paper


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `cells`: (label, text), (text,) or the cells of a table row."""

    cells: tuple[str, ...]
    origin: Origin
    name: str = ""

    @property
    def blank(self) -> bool:
        """Whether there is nothing but room to write."""
        return self.origin in (Origin.HAND, Origin.ROOM)

    def to_json(self) -> dict[str, Any]:
        return {"cells": list(self.cells), "origin": self.origin.value, "name": self.name}

    @classmethod
    def of_json(cls, told: dict[str, Any]) -> Self:
        return cls(tuple(told["cells"]), Origin(told["origin"]), told["name"])


@dataclass(frozen=True, slots=True)
class Block:
    """A titled group of lines. `head` is not empty for a table. `key` is its id in the form."""

    key: str
    title: str
    lines: tuple[Line, ...]
    head: tuple[str, ...] = ()

    @property
    def by_hand(self) -> bool:
        return bool(self.lines) and all(
            line.origin in (Origin.HAND, Origin.FORM) for line in self.lines
        )

    @property
    def editable(self) -> bool:
        """Free lines are changed on the page; a table in the case itself; blanks with a pen."""
        return not self.head and not self.by_hand

    def to_json(self) -> dict[str, Any]:
        lines = [line.to_json() for line in self.lines]
        return {"key": self.key, "title": self.title, "head": list(self.head), "lines": lines}

    @classmethod
    def of_json(cls, told: dict[str, Any]) -> Self:
        lines = tuple(Line.of_json(line) for line in told["lines"])
        return cls(told["key"], told["title"], lines, tuple(told["head"]))


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper, ready to be edited, printed, or kept as an entry.

    `to` is whom it is for, empty where that is left to the person.
    """

    form: str
    title: str
    to: str
    blocks: tuple[Block, ...] = field(default=())

    def block(self, key: str) -> Block | None:
        return next((block for block in self.blocks if block.key == key), None)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, as an entry keeps them."""
        blocks = [block.to_json() for block in self.blocks]
        return {"paper": self.form, "title": self.title, "to": self.to, "blocks": blocks}

    @classmethod
    def of_json(cls, told: dict[str, Any]) -> Self:
        blocks = tuple(Block.of_json(block) for block in told["blocks"])
        return cls(told["paper"], told["title"], told["to"], blocks)
