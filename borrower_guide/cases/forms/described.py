"""What the schema says of one input, found by its name: `visitors.0.claimed_name`. No Django."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin

from borrower_guide.schema.model import Payload
from borrower_guide.schema.vocabulary import Vocabulary
from borrower_guide.schema.when import When

MONEY = ("amount", "amount_claimed", "amount_in_app", "principal", "value")


@dataclass(frozen=True)
class Described:
    """One input: its words, and whether it is text, time, day, money, count, flag, one or many."""

    label: str
    hint: str
    kind: str
    options: type[Vocabulary] | None = None


def describe(model: type[Payload], name: str) -> Described:
    """The description of an input. Raises KeyError for a name that the schema does not have."""
    return _describe(model, re.sub(r"\.\d+", "", name))


@lru_cache(maxsize=512)
def _describe(model: type[Payload], name: str) -> Described:
    head, _, rest = name.partition(".")
    field = model.model_fields[head]
    inner, many = _inner(field.annotation)
    if rest:
        return _describe(inner, rest)
    kind = _kind(head, inner, many)
    options = inner if issubclass(inner, Vocabulary) else None
    return Described(field.title or "", field.description or "", kind, options)


def parts_of(model: type[Payload], name: str) -> tuple[type[Payload] | None, bool]:
    """The type behind a field if it has fields of its own, and whether there may be several."""
    inner, many = _inner(model.model_fields[name].annotation)
    return (inner if issubclass(inner, Payload) else None), many


def _inner(annotation: Any) -> tuple[Any, bool]:
    """The plain type in `X | None`, `Annotated[X, …]` or `tuple[X, ...]`, and whether a tuple."""
    if get_origin(annotation) is Annotated:
        return _inner(get_args(annotation)[0])
    if get_origin(annotation) is tuple:
        return _inner(get_args(annotation)[0])[0], True
    candidates = [item for item in get_args(annotation) if item is not type(None)]
    return _inner(candidates[0]) if candidates else (annotation, False)


def _kind(name: str, inner: Any, many: bool) -> str:
    if issubclass(inner, Vocabulary):
        return "many" if many else "one"
    if inner is When:
        return "time"
    if inner is date:
        return "day"
    if inner is bool:
        return "flag"
    if inner is int:
        return "count"
    if name in MONEY:
        return "money"
    return "many" if many else "text"
