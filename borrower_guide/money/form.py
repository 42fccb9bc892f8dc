"""What forms of this room share: texts in, values and every fault at once out. No Django."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from borrower_guide.money.fields import Values, one
from borrower_guide.site.inputs import Choices, Option, TextField, anchor

T = TypeVar("T")
LONGEST_NAME = 24  # one line of the sheet


@dataclass
class Form:
    """The texts that were sent, and the faults by input name, in the order of the page."""

    values: Values = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Anchor and sentence of each fault, for the summary on top."""
        return [(anchor(name), message) for name, message in self.faults.items()]

    def given(self, name: str) -> str:
        """The text under a name, without spaces around it."""
        return one(self.values, name).strip()

    def read(self, name: str, reader: Callable[[str], T], missing: str = "") -> T | None:
        """The value of an input. Empty: None, and a fault if `missing` says what to fill in."""
        text = self.given(name)
        if not text:
            if missing:
                self.faults[name] = missing
            return None
        try:
            return reader(text)
        except ValueError as error:
            self.faults[name] = str(error)
            return None

    def text(self, name: str, label: str, **layout: Any) -> TextField:
        """An input with its text and its fault; asked for unless `optional=True`."""
        told = {"value": one(self.values, name), "error": self.faults.get(name, "")}
        return TextField(name=name, label=label, **{"optional": False, **told, **layout})

    def radio(
        self, name: str, label: str, options: Iterable[tuple[str, str]], default: str, **layout: Any
    ) -> Choices:
        """Radio buttons; `default` is chosen as long as nothing was sent."""
        chosen = one(self.values, name) or default
        return Choices(
            name=name,
            label=label,
            error=self.faults.get(name, ""),
            options=tuple(Option(key, words, "", key == chosen) for key, words in options),
            **{"columns": True, **layout},
        )
