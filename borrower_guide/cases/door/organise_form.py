"""The quick form over the moments of a visit: what they tell stands in it, and can be changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from borrower_guide.cases.door.moments import visit_from
from borrower_guide.cases.forms.page import FormPage
from borrower_guide.cases.forms.quick import DONE, OTHER, WANTED, QuickForm
from borrower_guide.cases.forms.quick_page import QuickPage
from borrower_guide.cases.forms.spoken_time import show
from borrower_guide.cases.forms.typed import Values
from borrower_guide.cases.things import Thing
from borrower_guide.schema.scalars import unix_lines
from borrower_guide.schema.telling import Told, told
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.when import When
from borrower_guide.site.inputs import TextField

SHOWN = ("when_text", "visitor_count", "role", "acts", "recording_made", "account")
ON_FORM = ("started_at", "started_precision", "recording_made", "account")


class OrganiseForm:
    """`moments` (one at least, in order) as a visit; `values` is None where the form is new."""

    def __init__(self, moments: Sequence[Thing], values: Values | None, *, now: datetime) -> None:
        fields = visit_from(moments)
        self.claims = len(fields.get("visitors", ()))
        self.rest = {name: said for name, said in fields.items() if name not in ON_FORM}
        self.values = _first_values(fields) if values is None else values
        self.quick = QuickForm(self.values, now=now, initial=self._initial())

    def read(self) -> bool:
        """Whether it holds; a fault of what is not on the form stands beside what may cause it."""
        self.quick.read()
        faults, self.quick.faults = self.quick.faults, {}
        for name, message in faults.items():
            self.quick.faults.setdefault(self._place(name), message)
        return not self.quick.faults

    @property
    def payload(self) -> dict[str, Any]:
        return self.quick.payload

    @property
    def page(self) -> QuickPage:
        return QuickPage(self.quick)

    @property
    def when_text(self) -> TextField:
        return replace(self.page.when_text, label="什么时候来的")

    @property
    def account(self) -> TextField:
        return FormPage(Visit, self.values, self.quick.faults).text("account", rows=4)

    @property
    def asks_role(self) -> bool:
        """Whether one radio button can say what the taps say."""
        return self.claims <= 1

    @property
    def lines(self) -> tuple[Told, ...]:
        """What goes into the visit without standing on the form."""
        hidden = {**self.rest, "acts": _further(self.rest)}
        if self.asks_role:
            hidden.pop("visitors", None)
        return tuple(told(Visit.read({**hidden, "id": "V1"})))

    def _initial(self) -> dict[str, Any]:
        initial = {**self.rest, "acts": _further(self.rest)}
        if self.asks_role:
            initial.pop("visitors", None)
        if text := unix_lines("".join(self.values.get("account", [])[-1:])).strip():
            initial["account"] = text
        return initial

    def _place(self, name: str) -> str:
        if name == "role" and not self.asks_role:
            return "visitor_count"
        return name if name in SHOWN else "when_text"


def _further(fields: dict[str, Any]) -> list[str]:
    return [act for act in fields.get("acts", []) if act not in (*DONE, *WANTED)]


def _first_values(fields: dict[str, Any]) -> Values:
    values = {
        "when": [OTHER],
        "when_text": [show(When.parse(fields["started_at"]))],
        "acts": list(fields.get("acts", [])),
        "account": [fields.get("account", "")],
    }
    if "recording_made" in fields:
        values["recording_made"] = [fields["recording_made"]]
    if len(fields.get("visitors", [])) == 1:
        values["role"] = [fields["visitors"][0]["claimed_role"]]
    return values
