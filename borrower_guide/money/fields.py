"""An input as templates/site/_field.html and _choices.html show it. No Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

Values = Mapping[str, list[str]]


class Option(NamedTuple):
    value: str
    label: str
    hint: str
    checked: bool


@dataclass(frozen=True, kw_only=True)
class TextField:
    """One text field; `rows` above 1 makes it a text area."""

    name: str
    label: str
    help: str = ""
    value: str = ""
    error: str = ""
    optional: bool = False
    inputmode: str = ""
    rows: int = 1
    short: bool = False

    @property
    def id(self) -> str:
        return anchor(self.name)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """One group of radio buttons."""

    name: str
    label: str
    options: tuple[Option, ...]
    help: str = ""
    error: str = ""
    columns: bool = False
    type: str = "radio"

    @property
    def id(self) -> str:
        return anchor(self.name)


def anchor(name: str) -> str:
    """The id of an input's element."""
    return "f-" + name.replace(".", "-")


def one(values: Values, name: str) -> str:
    """The text that was sent under a name, the last of several."""
    return "".join(values.get(name, [])[-1:])
