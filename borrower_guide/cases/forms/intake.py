"""A whole visit on one page, typed from beginning to end. No Django."""

from datetime import datetime
from typing import Any

from borrower_guide.cases.forms.loan import NEW, NONE, LoanForm, read_loan
from borrower_guide.cases.forms.typed import Values, read_typed
from borrower_guide.cases.forms.typed_acts import read_acts
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.visit import Visit

ACTS = "typed_acts"
FIELDS = tuple(name for name in Visit.model_fields if name not in ("id", "loan", "acts"))
# What a second visit has in common with the one before; what happened is told anew.
COPIED = ("loan", "knowledge", "place_type", "place_text", "present", "visitor_count", "visitors")


class IntakeForm:
    """What was typed. `payload` and `loan` (a new one) hold once `read` found no fault."""

    def __init__(self, values: Values, *, now: datetime, labels: frozenset[str]) -> None:
        self.values = values
        self.now = now
        self.labels = labels
        self.faults: dict[str, str] = {}
        self.payload: dict[str, Any] = {}
        self.loan: dict[str, Any] | None = None

    def read(self) -> bool:
        """Whether it holds; all faults at once, by the name of the input."""
        typed = read_typed(Visit, self.values, FIELDS, now=self.now)
        self.payload, self.faults = typed.payload, typed.faults
        self._acts()
        self._loan(read_loan(self.values, now=self.now, labels=self.labels))
        try:
            Visit.read({**self.payload, "id": "V1"}, now=self.now)
        except InputFaults as error:
            for fault in error.faults:
                self.faults.setdefault(typed.input_name(fault.path), fault.message)
        return not self.faults

    def _acts(self) -> None:
        try:
            acts = read_acts("".join(self.values.get(ACTS, [])[-1:]))
        except ValueError as error:
            self.faults[ACTS] = str(error)
            return
        if acts:
            self.payload["acts"] = acts

    def _loan(self, form: LoanForm) -> None:
        self.faults.update(form.faults)
        if form.which == NEW:
            self.loan = form.payload or None
        elif form.which != NONE:
            self.payload["loan"] = form.which


def copied(payload: dict[str, Any]) -> dict[str, Any]:
    """What a second visit starts with."""
    return {name: payload[name] for name in COPIED if name in payload}
