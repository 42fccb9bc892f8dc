"""The table of who is offered which channel, `routes.yaml`, against a library."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from borrower_guide.law.channels import route
from borrower_guide.law.library import Library
from borrower_guide.law.yaml_reader import read_yaml
from borrower_guide.schema.acts import Act
from borrower_guide.schema.vocabulary import LenderType

FILE = Path(__file__).parent / "routes.yaml"


def routes_differ(library: Library) -> Iterator[str]:
    """What the router says otherwise than the table, one sentence each."""
    if (never := [one.id for one in library.channels if one.page_only]) != _table()["never"]:
        yield f"never: {never}"
    for lender in LenderType:
        if (found := _ids(library, lender)) != _table()["lenders"][lender]:
            yield f"{lender}: {found}"
        for act in Act:
            added = _table()["acts"].get(act, [])
            if (ids := set(_ids(library, lender, act))) != {*_table()["lenders"][lender], *added}:
                yield f"{lender}, {act}: {sorted(ids)}"


def _ids(library: Library, lender: LenderType, *acts: Act) -> list[str]:
    return [channel.id for channel in route(lender, acts, library)]


@cache
def _table() -> dict[str, Any]:
    told: dict[str, Any] = read_yaml(FILE)
    assert set(told["lenders"]) == set(LenderType)
    assert set(told["acts"]) <= set(Act)
    return told
