"""Whatever comes in is a case or a list of faults; a case comes out as it went in."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.schema.kinds import PLACES
from tests.schema.samples import FULL, as_bytes, changed, faults, full, read
from tests.schema.strategies import CASES, SCHEMA, without_blanks

TICKS = frozenset({"minor", "elderly", "visitor_count_or_more"})
NAMES = {
    name for told in [SCHEMA, *SCHEMA["$defs"].values()] for name in told.get("properties", ())
}
# Lone surrogates too: JSON can escape them.
TEXTS = st.text(st.characters(), max_size=6) | st.sampled_from(
    ["E1", "2026-01-03", "yes", "\ud83d"]
)
KEYS = st.sampled_from(sorted(NAMES)) | TEXTS
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=25,
)


def check_refusal(data: Any) -> None:
    """Any other exception than InputFaults fails the test that calls this."""
    for fault in faults(data):
        assert fault.path.startswith("$"), fault
        assert str(fault).isprintable(), "one line, and no half letters"
        assert any("一" <= letter <= "龥" for letter in fault.message), fault
        assert "nput" not in fault.message, "pydantic's own English came through"


@settings(max_examples=300, deadline=None)
@given(value=JSON)
def test_any_json_is_a_case_or_a_list_of_faults(value: Any) -> None:
    check_refusal(value)
    check_refusal({**FULL, **value} if isinstance(value, dict) else {**FULL, "visits": value})


@settings(max_examples=300, deadline=None)
@given(place=st.sampled_from([place for _, place in PLACES]), value=JSON)
def test_anything_at_any_place_is_kept_or_refused(place: str, value: Any) -> None:
    check_refusal(changed(FULL, place, value))


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=40), cut=st.integers(0, 3_000))
def test_any_bytes_are_a_case_or_a_list_of_faults(data: bytes, cut: int) -> None:
    check_refusal(data)
    text = as_bytes(full())
    check_refusal(text[:cut] + data + text[cut:])


@settings(max_examples=200, deadline=None)
@given(plain=CASES)
def test_a_case_comes_out_as_it_went_in(plain: dict[str, Any]) -> None:
    case = read(plain)
    told = case.to_payload()
    assert told == without_blanks(plain, TICKS)
    assert read(json.loads(json.dumps(told, ensure_ascii=False))) == case
