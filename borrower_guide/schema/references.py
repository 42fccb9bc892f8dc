"""Ids are unique in their list, and whatever points to one finds it.

Works on plain values, so that these faults are told together with all others. What does not
have the form of an id is the type's to refuse.
"""

import re
from collections.abc import Iterator
from typing import Any

from borrower_guide.schema.faults import InputFault
from borrower_guide.schema.scalars import ID_PATTERN

LISTS = ("loans", "visits", "contacts", "exhibits", "complaints")


def reference_faults(case: Any) -> Iterator[InputFault]:
    """Every repeated id and every reference that leads nowhere."""
    known = {name: set[str]() for name in LISTS}
    for name in LISTS:
        for index, item in enumerate(plain_list(case, name)):
            if not _is_id(own := _get(item, "id")):
                continue
            if own in known[name]:
                yield InputFault(f"$.{name}[{index}].id", f"编号 {own} 已经用过")
            known[name].add(own)
    for path, value, target in _references(case):
        if _is_id(value) and value not in known[target]:
            yield InputFault(path, f"找不到编号 {value}")


def _references(case: Any) -> Iterator[tuple[str, Any, str]]:
    for name in ("visits", "contacts"):
        for index, item in enumerate(plain_list(case, name)):
            for at, value in enumerate(plain_list(item, "exhibits")):
                yield f"$.{name}[{index}].exhibits[{at}]", value, "exhibits"
    for index, visit in enumerate(plain_list(case, "visits")):
        path = f"$.visits[{index}]"
        yield f"{path}.loan", _get(visit, "loan"), "loans"
        for at, statement in enumerate(plain_list(visit, "statements")):
            yield f"{path}.statements[{at}].exhibit", _get(statement, "exhibit"), "exhibits"


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(ID_PATTERN, value) is not None


def _get(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def plain_list(value: Any, key: str) -> list[Any]:
    """The list that `value` holds under `key`; empty where there is none."""
    found = _get(value, key)
    return found if isinstance(found, list) else []
