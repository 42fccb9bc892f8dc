"""The page on which a visit is tied to a loan: the one it has, another, or a new one. No Django."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from borrower_guide.cases.forms.typed import Values, read_typed
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.loan import Loan

FIELDS = tuple(name for name in Loan.model_fields if name != "id")
SAME, NEW, NONE = "same", "new", "none"


@dataclass
class LoanForm:
    """`which` is SAME, NEW, NONE or the label of another loan; `payload` the loan as typed."""

    which: str
    payload: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def read_loan(values: Values, *, now: datetime, labels: frozenset[str]) -> LoanForm:
    """What was typed about the loan; the fields count only for SAME and NEW."""
    which = "".join(values.get("which", [])[-1:]) or NEW
    if which not in (SAME, NEW, NONE, *labels):
        return LoanForm(which, faults={"which": "请重新选一次"})
    if which not in (SAME, NEW):
        return LoanForm(which)
    typed = read_typed(Loan, values, FIELDS, now=now)
    try:
        Loan.read({**typed.payload, "id": "L1"})
    except InputFaults as error:
        for fault in error.faults:
            typed.faults.setdefault(typed.input_name(fault.path), fault.message)
    return LoanForm(which, typed.payload, typed.faults)
