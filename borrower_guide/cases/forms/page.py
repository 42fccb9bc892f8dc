"""A form as a page shows it: each input with its words, its text and its fault. No Django."""

import re
from dataclasses import dataclass, field

from borrower_guide.cases.forms.described import describe
from borrower_guide.cases.forms.typed import MOST_ROWS, Values
from borrower_guide.schema.model import Payload
from borrower_guide.schema.vocabulary import Vocabulary
from borrower_guide.site.inputs import Choices, Option, TextField, anchor


@dataclass
class FormPage:
    """The inputs of `model` with the texts in `values` and the faults by input name.

    `adding` names the list that one more row was asked for.
    """

    model: type[Payload]
    values: Values
    faults: dict[str, str] = field(default_factory=dict)
    adding: str = ""

    def text(self, name: str, **layout: object) -> TextField:
        """The input for text, time, money or a count."""
        told = describe(self.model, name)
        shown = {"inputmode": "decimal"} if told.kind == "money" else {}
        return TextField(
            name=name,
            error=self.faults.get(name, ""),
            claimed=_claimed(name),
            value="".join(self.values.get(name, [])[-1:]),
            **{"label": told.label, "help": told.hint, **shown, **layout},  # type: ignore[arg-type]
        )

    def choice(
        self, name: str, only: tuple[Vocabulary, ...] | None = None, **layout: object
    ) -> Choices:
        """The radio buttons or boxes for a closed vocabulary, or the one box of a flag."""
        told = describe(self.model, name)
        chosen = self.values.get(name, [])
        if told.kind == "flag":
            options: tuple[Option, ...] = (Option("yes", told.label, told.hint, bool(chosen)),)
        else:
            options = tuple(
                Option(item.value, item.label, "", item.value in chosen)
                for item in only or told.options or ()
            )
        return Choices(
            name=name,
            type="radio" if told.kind == "one" else "checkbox",
            options=options,
            error=self.faults.get(name, ""),
            claimed=_claimed(name),
            **{"label": told.label, "help": told.hint, **layout},  # type: ignore[arg-type]
        )

    def count(self, name: str) -> int:
        """How many rows of a list are typed so far."""
        pattern = re.compile(rf"{re.escape(name)}\.(\d{{1,2}})\.")
        rows = [int(found[1]) for key in self.values if (found := pattern.match(key))]
        return min(max(rows, default=-1) + 1, MOST_ROWS)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Anchor and sentence of each fault, for the summary on top."""
        return [(anchor(name), message) for name, message in self.faults.items()]


def _claimed(name: str) -> bool:
    return name.rpartition(".")[2].startswith("claimed_")
