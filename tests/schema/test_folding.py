"""Text is folded as Unicode says, and no text takes the square of its length."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.schema.folding import LONGEST, MOST_MARKS, nfkc

ABOVE, BELOW = "\u0315", "\u0316"  # in the wrong order: classes 232 and 220


@given(st.text())
def test_what_people_write_is_folded_as_unicode_says(text: str) -> None:
    assert nfkc(text) == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize("mark", [ABOVE, BELOW, "\u0f73", "\uff9e"])
def test_a_heap_of_marks_is_cut(mark: str) -> None:
    for heap in (mark * 1000, (mark + ABOVE + BELOW) * 1000):
        folded = unicodedata.normalize("NFKD", nfkc("a" + heap + "b"))
        assert folded[0] + folded[-1] == "ab"
        assert len(folded) <= 2 + 2 * MOST_MARKS


def test_as_many_marks_as_scripts_have_stay() -> None:
    text = "a" + "\u0301" * MOST_MARKS
    assert nfkc(text) == unicodedata.normalize("NFKC", text)


def test_marks_in_the_wrong_order_are_not_sorted_at_length() -> None:
    """Sorted as they come, a hundred times as many hold the server up for hours."""
    assert len(nfkc("1" + (ABOVE * 40 + BELOW * 40) * 100)) == 1 + MOST_MARKS


@pytest.mark.parametrize("char", ["a", "中", "\ufdfa"])
def test_what_is_longer_than_any_field_is_cut(char: str) -> None:
    assert len(nfkc(char * 5_000_000)) <= LONGEST * 18
    assert nfkc(char * LONGEST) == unicodedata.normalize("NFKC", char * LONGEST)
