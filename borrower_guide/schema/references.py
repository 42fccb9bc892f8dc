"""Ids are unique in their list, and whatever points to one finds it.

Works on plain values, so that these faults are told together with all others.
"""

from collections.abc import Iterator
from typing import Any

from borrower_guide.schema.faults import InputFault

LISTS = ("loans", "visits", "contacts", "exhibits", "complaints")


def reference_faults(case: Any) -> Iterator[InputFault]:
    """Every repeated id and every reference that leads nowhere."""
    if not isinstance(case, dict):
        return
    ids = {name: [_id(item) for item in _list(case, name)] for name in LISTS}
    for name in LISTS:
        yield from _repeated(name, ids[name])
    for path, value, target in _references(case):
        if isinstance(value, str) and value not in ids[target]:
            yield InputFault(path, f"找不到编号 {value[:32]}")


def _repeated(name: str, ids: list[Any]) -> Iterator[InputFault]:
    for index, value in enumerate(ids):
        if isinstance(value, str) and value in ids[:index]:
            yield InputFault(f"$.{name}[{index}].id", f"编号 {value[:32]} 已经用过")


def _references(case: dict[str, Any]) -> Iterator[tuple[str, Any, str]]:
    for name in ("visits", "contacts"):
        for index, item in enumerate(_list(case, name)):
            path = f"$.{name}[{index}]"
            if name == "visits":
                yield f"{path}.loan", _get(item, "loan"), "loans"
            for at, value in enumerate(_list(item, "exhibits")):
                yield f"{path}.exhibits[{at}]", value, "exhibits"
            for at, statement in enumerate(_list(item, "statements")):
                yield f"{path}.statements[{at}].exhibit", _get(statement, "exhibit"), "exhibits"


def _get(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _list(value: Any, key: str) -> list[Any]:
    found = _get(value, key)
    return found if isinstance(found, list) else []


def _id(item: Any) -> Any:
    return _get(item, "id")
