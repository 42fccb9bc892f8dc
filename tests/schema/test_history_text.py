"""Only the history at the top goes; whatever else a text holds stays as it was."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.schema.history_text import without_history

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.just("history"), inner),
    max_leaves=12,
)


@given(
    case=st.dictionaries(st.text(), VALUES),
    history=VALUES,
    first=st.booleans(),
    indent=st.sampled_from([None, 1]),
)
def test_all_but_the_history_stays(
    case: dict[str, Any], history: Any, first: bool, indent: int | None
) -> None:
    case.pop("history", None)
    whole = {"history": history} | case if first else case | {"history": history}
    left = json.loads(without_history(json.dumps(whole, indent=indent).encode()))
    cut = isinstance(history, list | dict)
    assert left == case | {"history": None if cut else history}


@given(st.binary() | st.text(alphabet='{}[]":,\\history ').map(str.encode))
def test_no_text_breaks_it(data: bytes) -> None:
    assert len(without_history(data)) <= len(data) + 2 * data.count(b'"history"')


@pytest.mark.parametrize(
    "text",
    [
        b'{"a": {"history": [1]}}',
        b'[{"history": [1]}]',
        b'{"a": "\\"history\\": [1]"}',
        b'{"a": "history", "b": [1]}',
        b'{"history": [1',
        b'{"history": "[1]"}',
    ],
)
def test_what_only_looks_like_it_stays(text: bytes) -> None:
    assert without_history(text) == text
