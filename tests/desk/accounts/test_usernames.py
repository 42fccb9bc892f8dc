"""User names in any script: one way to write each."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.desk.accounts.usernames import plain_name, read_name

names = st.text(min_size=2, max_size=20).filter(str.strip)


@given(st.text(max_size=60))
def test_what_is_kept_is_found_again(typed: str) -> None:
    assert plain_name(plain_name(typed)) == plain_name(typed)


@given(st.text(max_size=60))
def test_forms_of_one_name_are_one(typed: str) -> None:
    for form in ("NFC", "NFD"):
        assert plain_name(unicodedata.normalize(form, typed)) == plain_name(typed)


@given(st.text(max_size=60))
def test_a_name_is_taken_as_it_is_kept_or_refused(typed: str) -> None:
    try:
        name = read_name(typed)
    except ValueError:
        return
    assert name == plain_name(typed)
    assert 2 <= len(name) <= 40
    assert read_name(name) == name


@pytest.mark.parametrize(
    "typed", ["王芳", "Wang.Fang-2", "ཚེ་རིང".replace("་", ""), "ئايگۈل", "Ünal", "สมชาย", "𠮷野"]
)
def test_any_script(typed: str) -> None:
    assert read_name(typed)


@pytest.mark.parametrize(
    "typed", ["", "  ", "王", "a" * 41, "a b", "a\x00b", "<b>", "a@b", "a\u200bb"]
)
def test_what_is_no_name(typed: str) -> None:
    with pytest.raises(ValueError, match="用户名"):
        read_name(typed)
