"""What can go wrong in a rule, one thing at a time."""

from collections.abc import Iterator
from typing import Any

from borrower_guide.law.expression import All, Expression, Not, Some
from borrower_guide.law.rule import Rule

CONDITIONS = ("when", "likely_breach", "ordinary", "urgent")
LISTS = ("basis", "fallback", "see_also", "ask")


def of_rule(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Each changed rule with what was changed, those that say the same left out."""
    for what, change in _changes(rule):
        if any(_said(rule, field, value) != _now(rule, field) for field, value in change.items()):
            yield what, rule.model_copy(update=change)


def _now(rule: Rule, field: str) -> Any:
    value = getattr(rule, field)
    return _said(rule, field, value) if field in CONDITIONS else value


def _said(rule: Rule, field: str, value: Any) -> Any:
    """A condition beside `when` is heard only where `when` holds, so it need not repeat that.

    These are the only equivalent mutants that are left out: a repetition dropped from an `all`.
    """
    if field not in CONDITIONS or field == "when" or value is None:
        return value
    held = (rule.when, *_parts(rule.when))
    rest = tuple(part for part in (_parts(value) or (value,)) if part not in held)
    return rest[0] if len(rest) == 1 else rest


def _parts(condition: Expression) -> tuple[Expression, ...]:
    return condition.parts if isinstance(condition, All) else ()


def _changes(rule: Rule) -> Iterator[tuple[str, dict[str, Any]]]:
    for field in LISTS:
        yield from without_each(field, getattr(rule, field))
    yield from _levels(rule)
    for field in CONDITIONS:
        if condition := getattr(rule, field):
            for what, other in variants(condition):
                yield f"{field}: {what}", {field: other}


def without_each(field: str, names: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The list `field` without each of its names."""
    for one in names:
        yield f"{field} without {one}", {field: tuple(name for name in names if name != one)}


def _levels(rule: Rule) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "likely_breach whenever it speaks", {"likely_breach": rule.when}
    yield "likely_breach never", {"likely_breach": None}
    yield "ordinary whenever it speaks", {"ordinary": rule.when}
    yield "ordinary never", {"ordinary": None}
    yield "urgent whenever it speaks", {"urgent": rule.when}
    yield "urgent never", {"urgent": None}
    if rule.ordinary:
        unclear = All((rule.when, Not(rule.ordinary)))
        yield "unclear raised to likely_breach", {"likely_breach": unclear}


def variants(condition: Expression) -> Iterator[tuple[str, Expression]]:
    """The condition without each `not`, with `all` and `any` swapped, without each part."""
    match condition:
        case Not(part):
            yield "not removed", part
            yield from ((what, Not(other)) for what, other in variants(part))
        case All(parts):
            yield "all made any", Some(parts)
            yield from _in_parts(All, parts)
        case Some(parts):
            yield "any made all", All(parts)
            yield from _in_parts(Some, parts)


def _in_parts(
    kind: type[All] | type[Some], parts: tuple[Expression, ...]
) -> Iterator[tuple[str, Expression]]:
    for at, part in enumerate(parts):
        before, after = parts[:at], parts[at + 1 :]
        if before + after:
            yield f"part {at + 1} dropped", kind(before + after)
        for what, other in variants(part):
            yield f"part {at + 1} {what}", kind((*before, other, *after))
