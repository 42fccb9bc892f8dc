"""Sealed cookies: what goes in comes out, and nothing else does."""

import time
from typing import Any

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from borrower_guide.site.sealed import seal, unseal

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
values = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | text
data = st.dictionaries(text, values | st.lists(values, max_size=5), max_size=8)


@given(data)
def test_what_was_sealed_opens(data: dict[str, Any]) -> None:
    assert unseal(seal(data, purpose="guide"), purpose="guide", max_age=60) == data


@given(data, st.data())
def test_any_changed_character_closes_it(data: dict[str, Any], draw: st.DataObject) -> None:
    token = seal(data, purpose="guide")
    place = draw.draw(st.integers(0, len(token.rstrip("=")) - 2))  # the last may have free bits
    other = draw.draw(st.sampled_from("abcXYZ019-_").filter(lambda c: c != token[place]))
    assert unseal(token[:place] + other + token[place + 1 :], purpose="guide", max_age=60) is None


@given(st.text(max_size=200))
def test_no_text_from_outside_opens(token: str) -> None:
    assert unseal(token, purpose="guide", max_age=None) is None


def test_a_token_opens_for_its_purpose_only() -> None:
    assert unseal(seal({"a": 1}, purpose="guide"), purpose="case", max_age=None) is None


def test_it_hides_what_it_holds() -> None:
    token = seal({"answer": "催收"}, purpose="guide")
    assert "answer" not in token
    assert token.isascii()
    assert not set(token) & set(' ",;\\')  # may stand in a cookie as it is


def test_it_grows_old(monkeypatch: pytest.MonkeyPatch) -> None:
    token = seal({"a": 1}, purpose="guide")
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 61)
    assert unseal(token, purpose="guide", max_age=60) is None
    assert unseal(token, purpose="guide", max_age=120) == {"a": 1}
    assert unseal(token, purpose="guide", max_age=None) == {"a": 1}


def test_a_former_secret_key_still_opens(settings: Settings) -> None:
    token = seal({"a": 1}, purpose="guide")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "n" * 50, [settings.SECRET_KEY]
    assert unseal(token, purpose="guide", max_age=None) == {"a": 1}
    settings.SECRET_KEY_FALLBACKS = []
    assert unseal(token, purpose="guide", max_age=None) is None


def test_a_token_of_another_key_does_not_open() -> None:
    foreign = Fernet(Fernet.generate_key()).encrypt(b"{}").decode()
    assert unseal(foreign, purpose="guide", max_age=None) is None
