"""Every field that a case can hold has its one place in the record."""

from typing import Any, get_args

import pytest
from pydantic import BaseModel

from borrower_guide.record.attachment import Manifest, read_manifest
from borrower_guide.record.manifest import manifest_bytes
from borrower_guide.record.paper.compose import compose
from borrower_guide.schema.case import LISTS
from borrower_guide.schema.vocabulary import Vocabulary
from tests.record.sample import MADE_AT, journal_of

CANARY = "金丝雀"
# Held for the record's sake, not told by it: where a thing stands, and links told as 证据 1.
REFERENCES = {"loan": "L1", "exhibits": ["E1"], "exhibit": "E1"}
BESIDE: dict[str, dict[str, Any]] = {
    "visitors": {"visitor_count": 9},
    "file": {"sha256": "0" * 64},
}


def told(case: dict[str, Any]) -> str:
    data = manifest_bytes(
        journal_of(case), made_at=MADE_AT, versions={}, certificate_sha256="0" * 64
    )
    manifest = read_manifest(data)
    assert isinstance(manifest, Manifest)
    record = compose(manifest)
    return repr((record.visits, record.loans, record.contacts, record.exhibits, record.complaints))


def fields() -> list[tuple[str, tuple[str, ...]]]:
    """Each field of each kind of thing, parts of a visit included: (list, path)."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for name, model in LISTS.items():
        for field, info in model.model_fields.items():
            if part := part_of(info.annotation):
                found += [(name, (field, inner)) for inner in part.model_fields]
            elif field != "id":
                found.append((name, (field,)))
    return found


def part_of(annotation: Any) -> type[BaseModel] | None:
    """The type of the parts in a list or of one part, if that is what a field holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((part for one in get_args(annotation) if (part := part_of(one))), None)


def sample(model: type[BaseModel], field: str) -> tuple[Any, str]:
    """A value for a field and the words that must be found."""
    if field in REFERENCES:
        return REFERENCES[field], "借款 1" if field == "loan" else "证据 1"
    identity = {"id": "X1"} if "id" in model.model_fields else {}
    for value, words in candidates(model.model_fields[field].annotation):
        try:
            model.model_validate({**identity, field: value})
        except ValueError:
            continue
        return value, words
    raise AssertionError(f"no value for {model.__name__}.{field}")


def candidates(annotation: Any) -> list[tuple[Any, str]]:
    outer = get_args(annotation)
    for kind in (annotation, *outer, *(inner for one in outer for inner in get_args(one))):
        if isinstance(kind, type) and issubclass(kind, Vocabulary):
            last = list(kind)[-1]
            listed = "tuple" in str(annotation)
            return [([last.value] if listed else last.value, last.label)]
    return [
        (CANARY, CANARY),
        ("2025-02-03T04:05:00+08:00", "04:05"),
        ("2025-02-03", "2025年2月3日"),
        ("987.65", "987.65"),
        ("98.7", "98.7"),
        ("9876", "9876"),
        ("ab" * 32, "abababab abababab"),
        (77, "77"),
        (True, ""),
    ]


def model_at(name: str, path: tuple[str, ...]) -> type[BaseModel]:
    model: type[BaseModel] = LISTS[name]
    if len(path) == 1:
        return model
    part = part_of(model.model_fields[path[0]].annotation)
    assert part is not None
    return part


@pytest.mark.parametrize(("name", "path"), fields(), ids=str)
def test_a_filled_field_is_printed(name: str, path: tuple[str, ...]) -> None:
    value, words = sample(model_at(name, path), path[-1])
    inner = value if len(path) == 1 else {path[1]: value}
    if len(path) == 2 and "tuple" in str(LISTS[name].model_fields[path[0]].annotation):
        inner = [inner]
    thing = {"id": "X1", path[0]: inner, **BESIDE.get(path[0], {})}
    bare = case_with(name, {"id": "X1", **BESIDE.get(path[0], {})})
    full = case_with(name, thing)
    assert told(full) != told(bare)
    more = told(full).count(words) - told(bare).count(words)
    assert more == 1 if words == CANARY else words in told(full)


def case_with(name: str, thing: dict[str, Any]) -> dict[str, Any]:
    return {
        "format": "borrower-guide/case",
        "version": 1,
        "reporter_role": "borrower",
        "loans": [{"id": "L1"}],
        "exhibits": [{"id": "E1"}],
        name: [thing],
    }


def test_the_walk_reaches_all_kinds_of_value() -> None:
    kinds = {type(sample(model_at(name, path), path[-1])[0]) for name, path in fields()}
    assert {str, int, bool, list} <= kinds
    assert len(fields()) > 80
