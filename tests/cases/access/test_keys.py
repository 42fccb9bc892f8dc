"""Sealing, stretching, and who can open what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.cases.access import slots
from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.access.keys import WrongKey, new_key, seal, stretch, unseal
from borrower_guide.cases.models import KeySlot
from tests.cases.made import a_case


@given(st.binary(max_size=300), st.text(max_size=40))
def test_what_is_sealed_opens_at_its_place_only(data: bytes, place: str) -> None:
    key = new_key()
    sealed = seal(key, data, place)
    assert unseal(key, sealed, place) == data
    for other_key, other_place in ((new_key(), place), (key, place + "x")):
        with pytest.raises(WrongKey):
            unseal(other_key, sealed, other_place)


@given(st.binary(min_size=1, max_size=60), st.data())
def test_one_flipped_bit_is_found(data: bytes, draw: st.DataObject) -> None:
    key = new_key()
    sealed = bytearray(seal(key, data, "here"))
    at = draw.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[at // 8] ^= 1 << at % 8
    with pytest.raises(WrongKey):
        unseal(key, bytes(sealed), "here")


@pytest.mark.parametrize("length", [0, 1, 11, 12, 27])
def test_a_stump_is_no_ciphertext(length: int) -> None:
    with pytest.raises(WrongKey):
        unseal(new_key(), b"\0" * length, "here")


def test_the_pepper_counts(settings: object) -> None:
    code = new_code()
    before = stretch(code)
    settings.PEPPER = b"\1" * 32  # type: ignore[attr-defined]
    assert stretch(code) != before


def test_a_guess_costs_what_the_design_says() -> None:
    """RFC 7914 with n = 2**15, r = 8, p = 1: 32 MB. A change would close every record."""
    from borrower_guide import settings as real

    assert real.SCRYPT_COST == 2**15


@pytest.mark.django_db
def test_another_number_opens_too_until_it_is_the_only_one() -> None:
    made = a_case()
    code, fresh = made.holding.code or "", new_code()
    found = slots.find(code)
    assert found
    assert found.key == made.key
    for _ in range(2):  # asked for twice, it is there once
        slots.add_owner(found.slot, found.key, fresh, "1" * 16)
    assert slots.find(code)
    again = slots.find(fresh)
    assert again
    assert again.key == made.key
    assert slots.keep_only(again.slot)
    assert slots.find(code) is None
    assert KeySlot.objects.count() == 1
    assert not slots.keep_only(again.slot)
