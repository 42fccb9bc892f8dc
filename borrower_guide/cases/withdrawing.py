"""Withdrawing a thing with a reason: the one question, whatever the thing is."""

from django.http import HttpRequest

from borrower_guide.cases import writing
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.things import Thing
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.reason import Reason
from borrower_guide.site.inputs import TextField

EMPTY = "请写一句为什么撤回"


def ask_reason(
    request: HttpRequest, opened: OpenCase, thing: Thing, example: str
) -> TextField | None:
    """The field that asks for the reason, or None: it was given and the thing is withdrawn."""
    typed, error = request.POST.get("reason", ""), ""
    if request.method == "POST":
        try:
            reason = Reason.read({"reason": typed.strip() or None}).reason
            writing.withdraw(opened, thing, reason)
            return None
        except InputFaults as fault:
            error = fault.faults[0].message if typed.strip() else EMPTY
    return TextField(
        name="reason",
        label="为什么撤回",
        help=example,
        optional=False,
        value=typed,
        error=error,
    )
