"""What a flow file may not say, each with its place and sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from borrower_guide.schema.faults import ContentFaults
from tests.guide.small_flow import CLAIM, read, small

Raw = dict[str, Any]


def unknown_key(raw: Raw) -> None:
    raw["steps"][0]["colour"] = "red"


def claim_without_footing(raw: Raw) -> None:
    raw["outcomes"][0]["sections"][0]["claims"] = [{"text": "一句空话。"}]


def claim_with_both(raw: Raw) -> None:
    raw["outcomes"][0]["sections"][0]["claims"] = [CLAIM | {"advice": True}]


def guard_with_two_keys(raw: Raw) -> None:
    raw["steps"][1]["to"][0]["when"] = {"role": "self", "deep": "yes"}


def guard_empty(raw: Raw) -> None:
    raw["steps"][1]["to"][0]["when"] = {"any": []}


def foreign_address(raw: Raw) -> None:
    raw["outcomes"][0]["actions"] = [{"label": "去", "href": "https://example.org/"}]


ILL_FORMED: list[tuple[Callable[[Raw], None], str, str]] = [
    (unknown_key, "steps.role.colour", "不认识这一项，请删掉"),
    (claim_without_footing, "outcomes.leave.sections.0.claims.0", "请二选一"),
    (claim_with_both, "outcomes.leave.sections.0.claims.0", "请二选一"),
    (guard_with_two_keys, "steps.acts.to.0.when", "条件要写成一个键"),
    (guard_empty, "steps.acts.to.0.when", "any 后面要写成列表，至少一项"),
    (foreign_address, "outcomes.leave.actions.0.href", "只能写本站地址"),
]


@pytest.mark.parametrize(
    ("spoil", "where", "message"), ILL_FORMED, ids=[b[0].__name__ for b in ILL_FORMED]
)
def test_it_refuses_what_the_schema_does_not_know(
    tmp_path: Path, spoil: Callable[[Raw], None], where: str, message: str
) -> None:
    raw = small()
    spoil(raw)
    with pytest.raises(ContentFaults) as caught:
        read(raw, tmp_path)
    assert [(f.file, f.where) for f in caught.value.faults] == [("small.yaml", where)]
    assert message in caught.value.faults[0].message


def test_all_faults_of_a_file_come_at_once(tmp_path: Path) -> None:
    raw = small()
    unknown_key(raw)
    foreign_address(raw)
    claim_without_footing(raw)
    with pytest.raises(ContentFaults) as caught:
        read(raw, tmp_path)
    assert len(caught.value.faults) == 3
