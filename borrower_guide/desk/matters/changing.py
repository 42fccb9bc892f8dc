"""Label, status and next day of a matter: all in clear, and said so beside the field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from borrower_guide.desk.accounts.acting import acting
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.label import label_field, read_label
from borrower_guide.desk.matters.days import read_next_day
from borrower_guide.desk.models import Matter
from borrower_guide.site.inputs import Choices, Option, TextField


@dataclass
class Changing:
    """The form: what was typed, what it says, and the faults by input name."""

    typed: Mapping[str, str]
    changed: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def label(self) -> TextField:
        return label_field(self.typed.get("label", ""), self.faults.get("label", ""))

    @property
    def status(self) -> Choices:
        chosen = self.typed.get("status", "")
        options = tuple(
            Option(value, text, "", value == chosen) for value, text in Matter.Status.choices
        )
        error = self.faults.get("status", "")
        return Choices(name="status", label="状态", options=options, error=error)

    @property
    def next_on(self) -> TextField:
        return TextField(
            name="next_on",
            label="下一个日子",
            help="比如：12月3日、下周三。",
            value=self.typed.get("next_on", ""),
            error=self.faults.get("next_on", ""),
        )

    @property
    def summary(self) -> list[tuple[str, str]]:
        fields = (self.label, self.status, self.next_on)
        return [(one.id, one.error) for one in fields if one.error]


def as_it_stands(matter: Matter) -> Changing:
    """The form before anything is typed."""
    next_on = matter.next_on.isoformat() if matter.next_on else ""
    return Changing({"label": matter.label, "status": matter.status, "next_on": next_on})


def read_change(sent: Mapping[str, str], matter: Matter, today: date) -> Changing:
    """What was sent; a field that was not sent is left as it is."""
    form = Changing({**as_it_stands(matter).typed, **sent})
    readers = {"label": _label, "status": _status, "next_on": _next_on}
    for name in readers.keys() & sent.keys():
        try:
            form.changed[name] = readers[name](sent[name], matter, today)
        except ValueError as error:
            form.faults[name] = str(error)
    return form


def save_change(who: SignedIn, matter: Matter, form: Changing) -> None:
    """Write what was changed. Raises SignedOut or NotSaved."""
    with acting(who):
        Matter.objects.filter(pk=matter.pk).update(**form.changed)


def _label(text: str, _matter: Matter, _today: date) -> str:
    return read_label(text)


def _status(text: str, _matter: Matter, _today: date) -> str:
    if text not in Matter.Status.values:
        raise ValueError("请选一个状态")
    return text


def _next_on(text: str, matter: Matter, today: date) -> date | None:
    """A day that has gone by since it was written stays until another is typed."""
    if not text.strip():
        return None
    if matter.next_on and text.strip() == matter.next_on.isoformat():
        return matter.next_on
    return read_next_day(text, today)
