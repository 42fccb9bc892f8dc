"""Whatever words are asked to be covered, the copy is made: they cover what people wrote alone."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.cases.state import project
from borrower_guide.record.attachment import Manifest, read_manifest
from borrower_guide.record.manifest import manifest_bytes
from borrower_guide.record.paper.compose import compose
from borrower_guide.record.paper.gaps import gaps_of
from borrower_guide.record.paper.opinions import opinions_of
from tests.record.sample import MADE_AT, rich_journal


@cache
def manifest() -> Manifest:
    """Of all that a record can tell: findings, over several visits too, and gaps."""
    journal = rich_journal()
    state = project(journal)
    more: dict[str, Any] = {"opinions": opinions_of(state), "gaps": gaps_of(state)}
    data = manifest_bytes(
        journal, made_at=MADE_AT, versions={}, certificate_sha256="0" * 64, **more
    )
    found = read_manifest(data)
    assert found
    return found


def told(said: Any) -> Iterator[str]:
    """All that stands in the manifest."""
    if isinstance(said, dict):
        for name, inner in said.items():
            yield name
            yield from told(inner)
    elif isinstance(said, list):
        for one in said:
            yield from told(one)
    else:
        yield json.dumps(said, ensure_ascii=False).strip('"')


@cache
def words() -> list[str]:
    return sorted(word for one in set(told(manifest().content)) if (word := one.strip()))


@st.composite
def parts(draw: st.DrawFn) -> str:
    """Something of what stands there."""
    word = draw(st.sampled_from(words()))
    start = draw(st.integers(0, len(word) - 1))
    return word[start : start + draw(st.integers(1, 8))].strip() or word


@pytest.mark.parametrize("asked", ["V2", "3", "来访", "row", "r", "1", "T", "0"])
def test_numbers_and_codes_are_no_words(asked: str) -> None:
    record = compose(manifest(), covered=True, asked=[asked])
    assert [one.title for one in record.visits][:2] == ["来访 1", "来访 2"]
    assert {why.visits for one in record.opinions for found in one.findings for why in found.whys}


@given(st.lists(parts(), min_size=1, max_size=5))
def test_any_words_can_be_asked_for(asked: list[str]) -> None:
    plain = compose(manifest(), covered=True)
    record = compose(manifest(), covered=True, asked=asked)
    assert len(record.visits) == len(plain.visits)
    assert record.number == plain.number
