"""The published JSON Schema is the one that the types make."""

import json
from pathlib import Path
from typing import Any

from borrower_guide.schema.json_schema import case_schema
from tests.schema.samples import FULL
from tests.schema.strategies import SCHEMA

PUBLISHED = Path(__file__).parents[2] / "docs" / "case.schema.json"
COMMAND = "python -m borrower_guide.schema.json_schema > docs/case.schema.json"
# All that a reader of the schema needs to know; a limit under any other key would be lost.
KEYWORDS = {
    *("$defs", "$ref", "$schema", "title", "description", "default", "type", "format"),
    *("properties", "required", "additionalProperties", "items", "maxItems", "anyOf"),
    *("const", "enum", "pattern", "maxLength", "minimum", "maximum"),
}


def test_the_published_schema_is_up_to_date() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == case_schema(), f"out of date, run: {COMMAND}"


def test_the_schema_says_what_must_be_there() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(SCHEMA["required"]) == {"format", "version", "reporter_role"}
    for name in ("Loan", "Visit", "Contact", "Exhibit", "Complaint"):
        assert SCHEMA["$defs"][name]["required"] == ["id"]
    for told in [SCHEMA, *SCHEMA["$defs"].values()]:
        assert "enum" in told or told["additionalProperties"] is False


def test_no_limit_hides_under_an_unknown_word() -> None:
    assert set(_words(SCHEMA)) <= KEYWORDS


def test_whatever_is_not_required_may_be_null() -> None:
    for told in [SCHEMA, *SCHEMA["$defs"].values()]:
        for name, field in told.get("properties", {}).items():
            nullable = {"type": "null"} in field.get("anyOf", [])
            assert nullable is (name not in told.get("required", ())), name


def test_the_filled_case_has_just_the_fields_of_the_schema() -> None:
    assert set(_unlike(FULL, SCHEMA, "$")) == {"$: history"}


def test_the_limits_stand_in_the_schema() -> None:
    visit, exhibit = (SCHEMA["$defs"][name]["properties"] for name in ("Visit", "Exhibit"))
    told = json.dumps([_first(visit["visitor_count"]), _first(exhibit["size"])])
    assert json.loads(told) == [
        {"type": "integer", "minimum": 0, "maximum": 99},
        {"type": "integer", "minimum": 0, "maximum": 2**53 - 1},
    ]
    assert _first(visit["account"]) == {"type": "string", "maxLength": 5_000}
    assert _first(visit["visitors"])["maxItems"] == 20
    assert _first(visit["amount_claimed"])["pattern"] == r"^\d{1,12}(\.\d{1,2})?$"
    assert _first(SCHEMA["properties"]["visits"])["maxItems"] == 500


def _first(field: dict[str, Any]) -> Any:
    return field["anyOf"][0]


def _words(schema: Any) -> Any:
    """Every key that is a word of JSON Schema, not the name of a field or type."""
    if isinstance(schema, list):
        for item in schema:
            yield from _words(item)
    elif isinstance(schema, dict):
        for key, value in schema.items():
            yield key
            named = key in ("properties", "$defs")
            for inner in value.values() if named else [value]:
                yield from _words(inner)


def _unlike(value: Any, schema: dict[str, Any], path: str) -> Any:
    """Where a filled value and the schema do not have the same fields."""
    if "anyOf" in schema:
        schema = _first(schema)
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    if isinstance(value, dict):
        yield from (f"{path}: {name}" for name in set(schema["properties"]) ^ set(value))
        for name, item in value.items():
            yield from _unlike(item, schema["properties"][name], f"{path}.{name}")
    elif isinstance(value, list):
        for item in value:
            yield from _unlike(item, schema["items"], f"{path}[]")
