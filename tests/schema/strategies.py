"""Any case at all, drawn from the JSON Schema that is generated from the types.

So what the schema allows is what the reader is tried with: where they differ, a test fails.
"""

import json
import re
from typing import Any

from hypothesis import strategies as st

from borrower_guide.schema.json_schema import case_schema

SCHEMA = json.loads(case_schema())
LETTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t字𠮷👨")
TIMES = st.sampled_from(
    [
        "2026-01-03",
        "2026-01-03T22:40:00+08:00",
        "2026-01-03T22:40:00.500000+08:00",
        "2026-01-04T00:00:00+08:00",
        "2024-02-29",
    ]
)
DAYS = st.dates().filter(lambda day: 1990 <= day.year <= 2100).map(lambda day: day.isoformat())
LISTS = ("loans", "visits", "contacts", "exhibits", "complaints")


def _values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    match schema:
        case {"$ref": ref}:
            return _values(SCHEMA["$defs"][ref.rpartition("/")[2]])
        case {"anyOf": choices}:
            return st.one_of([_values(choice) for choice in choices])
        case {"const": value}:
            return st.just(value)
        case {"enum": codes}:
            return st.sampled_from(codes)
        case {"type": "null"}:
            return st.none()
        case {"type": "boolean"}:
            return st.booleans()
        case {"type": "integer"}:
            return st.integers(schema["minimum"], schema["maximum"])
        case {"type": "string"}:
            return _texts(schema)
        case {"type": "array"}:
            # `history` takes anything: nothing is enough.
            return st.lists(_values(schema["items"] or {"type": "null"}), max_size=2)
        case {"type": "object"}:
            return _object(schema)
    raise NotImplementedError(schema)


def _texts(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    if "pattern" in schema:
        # As JSON Schema means it: `\d` is 0 to 9 and `$` is the very end.
        pattern = schema["pattern"].removeprefix("^").removesuffix("$")
        return st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True)
    if schema.get("format") == "date":
        return DAYS
    return st.text(LETTERS, max_size=12) if "maxLength" in schema else TIMES


def _object(schema: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    assert schema["additionalProperties"] is False, schema
    fields = {name: _values(told) for name, told in schema["properties"].items()}
    required = {name: fields.pop(name) for name in schema.get("required", ())}
    return st.fixed_dictionaries(required, optional=fields)


def _coherent(case: dict[str, Any]) -> dict[str, Any]:
    """The case with what no schema can say put right: ids, references, files, order, number."""
    case.pop("history", None)
    for name in LISTS:
        for number, item in enumerate(case.get(name) or (), start=1):
            item["id"] = f"{'A' if number == 1 else name}{number}"
    loans, exhibits = (
        [item["id"] for item in case.get(name) or ()] for name in ("loans", "exhibits")
    )
    for exhibit in case.get("exhibits") or ():
        exhibit.pop("file", None)
    for contact in case.get("contacts") or ():
        _point(contact, exhibits)
    for visit in case.get("visits") or ():
        _point(visit, exhibits)
        visit["loan"] = loans[-1] if loans and visit.get("loan") else None
        for statement in visit.get("statements") or ():
            statement["exhibit"] = exhibits[-1] if exhibits and statement.get("exhibit") else None
        if visit.get("started_at"):
            visit |= dict.fromkeys(("ended_at", "left_at", "asked_to_leave_at"), "2026-01-04")
            visit["started_at"] = min(visit["started_at"], "2026-01-04")
        if visit.get("visitor_count") is not None:
            visit["visitor_count"] = max(visit["visitor_count"], len(visit.get("visitors") or ()))
    return case


def _point(holder: dict[str, Any], exhibits: list[str]) -> None:
    if holder.get("exhibits"):
        holder["exhibits"] = exhibits[: len(holder["exhibits"])]


CASES = _values(SCHEMA).map(_coherent)


def without_blanks(value: Any, ticks: frozenset[str]) -> Any:
    """What is left of plain values when nothing stands for not answered: null, [], unticked."""
    if isinstance(value, list):
        return [without_blanks(item, ticks) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: without_blanks(item, ticks)
        for key, item in value.items()
        if item is not None and item != [] and not (key in ticks and item is False)
    }
