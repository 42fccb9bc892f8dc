"""References inside a payload: subjects in the journal, labels (L1, E1) outside it. No Django."""

from collections.abc import Mapping
from typing import Any


def relabelled(
    payload: dict[str, Any], loans: Mapping[str, str], exhibits: Mapping[str, str]
) -> dict[str, Any]:
    """The payload with every reference renamed; one that has no new name is dropped.

    References are `loan`, `exhibits[]` and `statements[].exhibit`.
    """
    renamed = dict(payload)
    if "loan" in renamed:
        renamed["loan"] = loans.get(renamed["loan"])
    if "exhibits" in renamed:
        renamed["exhibits"] = [exhibits[key] for key in renamed["exhibits"] if key in exhibits]
    if "statements" in renamed:
        renamed["statements"] = [_statement(item, exhibits) for item in renamed["statements"]]
    return {key: value for key, value in renamed.items() if value is not None}


def has_references(payload: dict[str, Any]) -> bool:
    """Whether `relabelled` would look for a name."""
    told = any("exhibit" in statement for statement in payload.get("statements", []))
    return told or not payload.keys().isdisjoint({"loan", "exhibits"})


def _statement(statement: dict[str, Any], exhibits: Mapping[str, str]) -> dict[str, Any]:
    if "exhibit" not in statement:
        return statement
    return {**statement, "exhibit": exhibits.get(statement["exhibit"])}
