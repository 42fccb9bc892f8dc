"""The guide's answers as the beginning of a visit: checked, and never more than options."""

import json
from typing import Any

from borrower_guide.schema.acts import Act
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import ReporterRole

MOST = 1_500  # the longest that the guide can post is shorter; it must fit into a cookie


def read_prefill(text: str) -> dict[str, Any] | None:
    """`{"visit": {…}, "loan": {…}, "case": {…}}` as posted by the result page, or None.

    What does not hold is dropped whole: a half-understood answer would be worse than none.
    """
    if not text or len(text) > MOST or not text.isascii():
        return None
    try:
        value = json.loads(text)
        visit = Visit.read({**value.get("visit", {}), "id": "V1"}).to_payload()
        loan = Loan.read({**value.get("loan", {}), "id": "L1"}).to_payload()
        role = ReporterRole(value.get("case", {}).get("reporter_role", "unknown"))
    except (ValueError, TypeError, AttributeError, InputFaults, RecursionError):
        return None
    visit.pop("id")
    loan.pop("id")
    found = {"visit": visit, "loan": loan, "case": {"reporter_role": role.value}}
    return found if visit or loan or role is not ReporterRole.UNKNOWN else None


def tapped(visit: dict[str, Any], shown: tuple[Act, ...]) -> tuple[list[str], dict[str, Any]]:
    """The acts of a prefilled visit that the quick page shows as boxes, and all else of it."""
    acts = visit.get("acts", [])
    rest = {name: value for name, value in visit.items() if name != "acts"}
    if others := [act for act in acts if act not in shown]:
        rest["acts"] = others
    return [act for act in acts if act in shown], rest
