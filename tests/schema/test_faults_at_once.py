"""One reading tells every fault, and takes no longer for being hostile."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from borrower_guide.schema.faults import InputFaults
from tests.schema.samples import MINIMAL, VISIT, as_bytes, faults, full, many, read, with_visit


def test_all_faults_are_told_at_once(folder: Path) -> None:
    case = full(reporter_role="owner", sender="x")
    case["loans"][0]["principal"] = "一万"
    case["visits"][0] |= {"ended_at": "2026-01-01", "loan": "L7", "visitor_count": "2"}
    case["visits"].append({"id": "V1", "account": "字" * 5_001, "acts": ["insulted", "sang"]})
    case["exhibits"].append({"id": "E2", "file": "E2.jpg"})
    text = as_bytes(case).replace(b'"channel": "sms"', b'"channel": "sms", "channel": "call"')
    assert {fault.path for fault in faults(text, folder)} == {
        "$.reporter_role",
        "$.sender",
        "$.loans[0].principal",
        "$.visits[0].ended_at",
        "$.visits[0].loan",
        "$.visits[0].visitor_count",
        "$.visits[1].id",
        "$.visits[1].account",
        "$.visits[1].acts[1]",
        "$.exhibits[1].file",
        "$.contacts[0].channel",
    }
    with pytest.raises(InputFaults) as refused:
        read(text, folder)
    assert len(str(refused.value).splitlines()) == len(refused.value.faults) == 11


def _keys(count: int) -> bytes:
    return ("{" + ",".join(f'"k{number}": 1' for number in [*range(count), 0]) + "}").encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "ids": lambda: as_bytes(MINIMAL | {"loans": many(60_000)}),
    "keys": lambda: _keys(60_000),
    "references": lambda: as_bytes(
        with_visit(exhibits=[f"F{index}" for index in range(60_000)]) | {"exhibits": many(60_000)}
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_large_refusal_takes_no_longer_than_its_reading(name: str) -> None:
    data = HOSTILE[name]()
    began = time.monotonic()
    assert faults(data)
    # Pairwise comparing took twenty seconds and more here; one pass takes under one.
    assert time.monotonic() - began < 6


def test_a_visit_of_every_wrong_order_tells_each(folder: Path) -> None:
    late = VISIT | {"started_at": "2026-01-04", "visitor_count": 0}
    told = faults(full(visits=[late]), folder)
    names = ("ended_at", "visitors", "asked_to_leave_at", "left_at")
    assert [fault.path for fault in told] == [f"$.visits[0].{name}" for name in names]
