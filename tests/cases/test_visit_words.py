"""A visit in one line: facts, and no claim that nobody made."""

from typing import Any

import pytest

from borrower_guide.cases.visit_words import visit_line
from borrower_guide.schema.visit import Visit

LINES: list[tuple[dict[str, Any], str]] = [
    ({}, ""),
    ({"visitor_count": 2, "visitor_count_or_more": True}, "2 人以上。"),
    ({"visitors": [{"claimed_role": "unknown"}]}, ""),
    ({"visitors": [{"claimed_role": "unknown"}, {"claimed_role": "court"}]}, "自称法院。"),
    (
        {"visitors": [{"claimed_role": "court"}], "place_type": "workplace", "acts": ["insulted"]},
        "自称法院，在单位。骂人、羞辱。",
    ),
]


@pytest.mark.parametrize(("told", "line"), LINES)
def test_a_visit_in_one_line(told: dict[str, Any], line: str) -> None:
    assert visit_line(Visit.model_validate({"id": "V1"} | told)) == line
