"""Acts by number and letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.cases.forms.typed_acts import ACTS, TOGETHER, read_acts
from borrower_guide.schema.acts import Act

READ = {
    "": [],
    "  ": [],
    "1": ["spoke_civilly"],
    "1,2": ["spoke_civilly", "polite_left_when_asked"],
    "2 1 2": ["spoke_civilly", "polite_left_when_asked"],
    "１、２": ["spoke_civilly", "polite_left_when_asked"],
    "A": ["spoke_civilly", "polite_left_when_asked"],
    "b": ["knocked_long", "refused_to_leave"],
    "b 6": ["knocked_long", "refused_to_leave"],
    "5b": ["night_visit", "knocked_long", "refused_to_leave"],
    "11.12；13": ["insulted", "threatened_person", "used_force"],
    "35": ["took_id_document"],
}
REFUSED = {"36": "36", "0": "0", "99999": "99999", "g": "g", "b 骂人": "骂", "骂": "骂", "a z": "z"}


@pytest.mark.parametrize("text", READ)
def test_read(text: str) -> None:
    assert read_acts(text) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_on_the_list_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=f"没有“{REFUSED[text]}"):
        read_acts(text)


def test_every_act_has_a_number() -> None:
    assert set(ACTS) == set(Act)
    assert len(ACTS) == len(Act)


def test_letters_are_told_apart_and_their_acts_with_them() -> None:
    assert len({one.letter for one in TOGETHER}) == len(TOGETHER)
    acts = [act for one in TOGETHER for act in one.acts]
    assert len(acts) == len(set(acts))


@given(st.sets(st.sampled_from(ACTS)))
def test_numbers_are_read_back(acts: set[Act]) -> None:
    numbers = " ".join(str(ACTS.index(act) + 1) for act in acts)
    assert set(read_acts(numbers)) == {act.value for act in acts}


@given(st.text())
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    told = ""
    try:
        assert set(read_acts(text)) <= {act.value for act in Act}
    except ValueError as error:
        told = str(error)
    assert not told or "请看旁边的表" in told
