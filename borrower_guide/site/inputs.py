"""An input as templates/site/_field.html and _choices.html show it. No Django."""

from dataclasses import dataclass
from typing import NamedTuple


class Option(NamedTuple):
    value: str
    label: str
    hint: str
    checked: bool


@dataclass(frozen=True, kw_only=True)
class TextField:
    """One text field; `rows` above 1 makes it a text area, `short` a narrow one.

    What is typed into a `secret` one is neither shown nor ever given back.
    """

    name: str
    label: str
    help: str = ""
    value: str = ""
    error: str = ""
    optional: bool = True
    inputmode: str = ""
    autocomplete: str = "off"
    rows: int = 1
    claimed: bool = False
    short: bool = False
    secret: bool = False

    @property
    def id(self) -> str:
        return anchor(self.name)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """One group of radio buttons, or of boxes."""

    name: str
    label: str
    options: tuple[Option, ...]
    type: str = "radio"
    help: str = ""
    error: str = ""
    columns: bool = False
    optional: bool = False
    claimed: bool = False
    id_suffix: str = ""

    @property
    def id(self) -> str:
        return anchor(self.name) + self.id_suffix


def anchor(name: str) -> str:
    """The id of an input's element: `visitors.0.role` is f-visitors-0-role."""
    return "f-" + name.replace(".", "-")
