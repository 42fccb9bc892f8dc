"""One value, one byte form."""

import hashlib
import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_guide.schema.canonical import canonical, entry_digest

KEYS = st.text(st.characters(max_codepoint=0xD7FF), max_size=8)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
LONE = st.characters(categories=["Cs"])
# A place for a value: alone, in a list, under a key, and further in.
PLACES = st.sampled_from(
    [
        lambda value: value,
        lambda value: [1, value],
        lambda value: {"a": value},
        lambda value: {"a": [{"b": (value,)}]},
    ]
)


def test_the_form_is_that_of_rfc_8785() -> None:
    value = {"b": [True, None, -7], "a": "\u20ac$\u000f\nA'B\"\\/é\x7f😂", "": {}}
    text = '{"":{},"a":"€$\\u000f\\nA\'B\\"\\\\/é\x7f😂","b":[true,null,-7]}'
    assert canonical(value) == text.encode()


def test_the_digest_is_over_all_but_itself() -> None:
    text = b'borrower-guide/entry/1\n{"a":"\xe8\xae\xb0","seq":1}'
    digest = hashlib.sha256(text).hexdigest()
    assert entry_digest({"seq": 1, "digest": "x", "a": "记"}) == digest
    assert entry_digest({"a": "记", "seq": 1}) == digest
    assert entry_digest({"a": "记", "seq": 2}) != digest


@settings(deadline=None)
@given(value=VALUES, seed=st.integers())
def test_the_order_of_keys_does_not_matter(value: Any, seed: int) -> None:
    assert canonical(_shuffled(value, random.Random(seed))) == canonical(value)


@settings(deadline=None)
@given(value=VALUES)
def test_the_value_is_read_back(value: Any) -> None:
    # As text, since in Python 1 == True.
    again = json.loads(canonical(value))
    assert json.dumps(again, sort_keys=True) == json.dumps(value, sort_keys=True)


@settings(deadline=None)
@given(place=PLACES, value=st.floats())
def test_a_float_has_no_form(place: Any, value: float) -> None:
    with pytest.raises(ValueError, match="float"):
        canonical(place(value))


@settings(deadline=None)
@given(place=PLACES, before=TEXTS, lone=LONE)
def test_half_a_letter_has_no_form(place: Any, before: str, lone: str) -> None:
    with pytest.raises(ValueError, match="surrogate"):
        canonical(place(before + lone))
    with pytest.raises(ValueError, match="key"):
        canonical(place({before + lone: 1}))


@pytest.mark.parametrize("key", [1, None, True, ("a",), "𠮷", "\uff21"])
def test_a_key_without_one_order_has_no_form(key: Any) -> None:
    with pytest.raises(ValueError, match="key"):
        canonical([{key: 1}])


def _shuffled(value: Any, dice: random.Random) -> Any:
    if isinstance(value, dict):
        pairs = [(key, _shuffled(item, dice)) for key, item in value.items()]
        return dict(dice.sample(pairs, len(pairs)))
    return [_shuffled(item, dice) for item in value] if isinstance(value, list) else value
