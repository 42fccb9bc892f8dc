"""Label, status and next day of a matter: all in clear, and said so beside the field."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from borrower_guide.desk.matters.days import read_next_day
from borrower_guide.desk.models import Matter
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.scalars import ShortText
from borrower_guide.site.inputs import Choices, Option, TextField

LONGEST = 60
IN_CLEAR = "这一栏不加密，只写代号，不写姓名、电话。"
LIKE_A_NUMBER = "这像电话或证件号。这一栏不加密，请换成代号"
# A mobile phone, with spaces or hyphens or none; an identity card.
_NUMBER = re.compile(r"(?<!\d)(1[3-9](?:[ -]?\d){9}|\d{17}[\dXx])(?!\d)")


class _Label(Payload):
    label: ShortText = told("自己的代号", default="")


@dataclass
class Changing:
    """The form: what was typed, what it says, and the faults by input name."""

    typed: Mapping[str, str]
    changed: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def label(self) -> TextField:
        return TextField(
            name="label",
            label="自己的代号",
            help=IN_CLEAR,
            value=self.typed.get("label", ""),
            error=self.faults.get("label", ""),
        )

    @property
    def status(self) -> Choices:
        chosen = self.typed.get("status", "")
        options = tuple(
            Option(value, text, "", value == chosen) for value, text in Matter.Status.choices
        )
        error = self.faults.get("status", "")
        return Choices(name="status", label="状态", options=options, columns=True, error=error)

    @property
    def next_on(self) -> TextField:
        return TextField(
            name="next_on",
            label="下一个日子",
            help="比如：12月3日、下周三、3天后。这一栏也不加密。",
            value=self.typed.get("next_on", ""),
            error=self.faults.get("next_on", ""),
            short=True,
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


def _label(text: str, _matter: Matter, _today: date) -> str:
    plain = " ".join(text.split())
    try:
        _Label.read({"label": plain})
    except InputFaults as error:
        raise ValueError(error.faults[0].message) from error
    if len(plain) > LONGEST:
        raise ValueError(f"太长了，最多 {LONGEST} 字，现在 {len(plain)} 字")
    if _NUMBER.search(unicodedata.normalize("NFKC", plain)):
        raise ValueError(LIKE_A_NUMBER)
    return plain


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
