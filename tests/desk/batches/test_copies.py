"""How many copies, for whom; and what is read from the page that begins a batch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.desk.batches.copies import MOST_OPPONENTS, MOST_OWN, OURS, Copies
from borrower_guide.desk.batches.wanted import MOST_CASES, read_wanted

counts = st.builds(Copies, st.integers(0, MOST_OPPONENTS), st.integers(0, MOST_OWN))
RIGHT = {"m": ["1"], "paper": ["record"], "own": ["1"], "opponents": ["2"], "blanks": ["2"]}


@given(counts)
def test_copies_are_opponents_and_one_and_our_own(copies: Copies) -> None:
    assert copies.total == copies.opponents + 1 + copies.own == len(copies.receivers)
    assert copies.receivers.count(OURS) == copies.own
    assert copies.receivers.count("给收材料的机关") == 1
    assert sum(one.startswith("给对方") for one in copies.receivers) == copies.opponents
    assert f"＝{copies.total} 份" in copies.sum_words


@given(counts)
def test_who_gets_a_copy_stands_before_what_we_keep(copies: Copies) -> None:
    ours = [one == OURS for one in copies.receivers]
    assert ours == sorted(ours)
    outside = copies.receivers[: copies.total - copies.own]
    assert len(set(outside)) == len(outside)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"m": []}, "m"),
        ({"m": ["9"]}, "m"),
        ({"m": ["1" * 5000, "x"]}, "m"),
        ({"paper": []}, "paper"),
        ({"paper": ["secret"], "letters": ["letters.none"]}, "paper"),
        ({"own": ["6"]}, "own"),
        ({"own": ["-1"]}, "own"),
        ({"own": ["一"]}, "own"),
        ({"opponents": ["21"]}, "opponents"),
        ({"opponents": ["9" * 5000]}, "opponents"),
        ({"blanks": ["11"]}, "blanks"),
        ({"opponents.1": ["21"]}, "opponents.1"),
    ],
)
def test_what_is_not_right_is_told_at_its_field(said: dict[str, list[str]], fault: str) -> None:
    assert list(read_wanted(RIGHT | said, frozenset({1, 2})).faults) == [fault]


def test_too_many_cases_are_refused() -> None:
    known = frozenset(range(1, MOST_CASES + 2))
    said = RIGHT | {"m": [str(one) for one in known]}
    assert list(read_wanted(said, known).faults) == ["m"]


def test_a_case_may_have_its_own_number_of_opponents() -> None:
    said = RIGHT | {"m": ["1", "2", "3"], "opponents.2": ["０"], "opponents.3": ["5"]}
    wanted = read_wanted(said, frozenset({1, 2, 3}))
    assert [wanted.opponents_of(one) for one in (1, 2, 3)] == [2, 0, 5]


@given(
    st.dictionaries(
        st.sampled_from([*RIGHT, "letters", "form", "way", "opponents.1", "opponents.2"]),
        st.lists(st.text(max_size=6) | st.sampled_from(["1", "2", "record", "cover"]), max_size=3),
    )
)
def test_whatever_is_sent_is_read_or_told_as_a_fault(said: dict[str, list[str]]) -> None:
    wanted = read_wanted(said, frozenset({1, 2}))
    if not wanted.faults:
        assert 0 < len(wanted.matters) <= 2
        assert all(0 <= wanted.opponents_of(one) <= MOST_OPPONENTS for one in wanted.matters)
        assert 0 <= wanted.number("own") <= MOST_OWN
