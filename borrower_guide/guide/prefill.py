"""What a route's answers fill in a log of the visit: options only, never a clock time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from borrower_guide.guide.flow import Option
from borrower_guide.law.assess import EARLIEST
from borrower_guide.law.span import Span
from borrower_guide.schema.case import FORMAT, Case
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit

BARE_CASE = {"format": FORMAT, "version": 1, "reporter_role": "unknown"}


@dataclass(frozen=True, slots=True)
class Prefill:
    """Fields of one visit, its loan and its case, as plain JSON values without ids or times."""

    visit: Mapping[str, Any]
    loan: Mapping[str, Any]
    case: Mapping[str, Any]

    def read(self) -> tuple[Visit, Loan | None]:
        """Visit and loan as schema types; raises InputFaults if a field of any does not hold."""
        Case.read({**BARE_CASE, **self.case}, path="case")
        visit = Visit.read({"id": "V1", **self.visit}, path="visit")
        loan = Loan.read({"id": "L1", **self.loan}, path="loan") if self.loan else None
        return visit, loan

    def to_json(self) -> dict[str, Any]:
        """The payload that the result page posts to the form."""
        parts = {"visit": dict(self.visit), "loan": dict(self.loan), "case": dict(self.case)}
        return {name: part for name, part in parts.items() if part}


def prefill(options: Iterable[Option]) -> Prefill:
    """Lay the options' fields over one another, in the order of the route."""
    visit: dict[str, Any] = {}
    loan: dict[str, Any] = {}
    case: dict[str, Any] = {}
    for option in options:
        visit = _laid_over(visit, option.visit)
        loan = _laid_over(loan, option.loan)
        case = _laid_over(case, option.case)
    return Prefill(visit, loan, case)


def days_of(options: Iterable[Option], today: date) -> Span | None:
    """The days that the answers leave open, up to `today`; None if no answer speaks of days."""
    names = [option.span for option in options if option.span]
    if not names:
        return None
    if names[-1] == "today":
        return Span(today, today)
    if names[-1] == "this_year":
        return Span(date(today.year, 1, 1), today)
    return Span(EARLIEST, date(today.year - 1, 12, 31))


def _laid_over(under: Any, over: Any) -> Any:
    """Groups merge by key, lists of codes join without repeats, lists of groups merge in step."""
    if isinstance(under, dict) and isinstance(over, dict):
        return under | {key: _laid_over(under.get(key), value) for key, value in over.items()}
    if isinstance(under, list) and isinstance(over, list):
        if any(isinstance(item, dict) for item in over):
            longest = range(max(len(under), len(over)))
            return [_laid_over(_at(under, place), _at(over, place)) for place in longest]
        return under + [item for item in over if item not in under]
    return under if over is None else over


def _at(items: list[Any], place: int) -> Any:
    return items[place] if place < len(items) else None
