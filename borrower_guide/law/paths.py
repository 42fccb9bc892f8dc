"""The places in a visit that a rule may ask for, and which of them are empty."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from borrower_guide.schema.case import Case
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.when import When

LENDER = "loan.lender_type"


def exists(path: str) -> bool:
    """Whether `path` names a field of a visit, or of a part of it, or the lender type."""
    return path == LENDER or _leads_to_field(Visit, path.split("."))


def in_case(path: str) -> bool:
    """Whether `path` names a field of a case, or of a part of it, as `visits.visitors.phone`."""
    return _leads_to_field(Case, path.split("."))


def empty_places(path: str, visit: Visit, loan: Loan | None, asked_for: bool) -> Iterator[str]:
    """The places under `path` that hold nothing or 不清楚, such as `visitors[1].id_shown`.

    An optional section that is missing as a whole counts only if `asked_for`: not every visit
    had a posted paper. An empty list of visitors stands for one of whom nothing is told.
    """
    if path == LENDER:
        if loan is None or is_empty(loan.lender_type):
            yield LENDER
        return
    head, _, rest = path.partition(".")
    value = getattr(visit, head)
    if not rest:
        if is_empty(value):
            yield head
    elif isinstance(value, tuple):
        for number, item in enumerate(value or (None,)):
            if item is None or is_empty(getattr(item, rest)):
                yield f"{head}[{number}].{rest}"
    elif (value is None and asked_for) or (value is not None and is_empty(getattr(value, rest))):
        yield path


def is_empty(value: Any) -> bool:
    """Blank, 不清楚, an empty list, or a day without its hour."""
    if isinstance(value, When):
        return value.moment is None
    return value is None or value in ("", "unknown", ())


@cache
def position(place: str) -> int:
    """Where a place's field stands in the visit's order; the lender stands with the loan."""
    return list(Visit.model_fields).index(place.split(".")[0].split("[")[0])


def _leads_to_field(model: type[BaseModel], steps: list[str]) -> bool:
    field = model.model_fields.get(steps[0])
    if field is None:
        return False
    if len(steps) == 1:
        return True
    part = _part_of(field.annotation)
    return part is not None and _leads_to_field(part, steps[1:])


def _part_of(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((part for one in get_args(annotation) if (part := _part_of(one))), None)
