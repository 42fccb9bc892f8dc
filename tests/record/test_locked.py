"""Copies of a record under a password: the same record, encrypted and sealed anew."""

import random
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from borrower_guide.record.given import Given
from borrower_guide.record.locked_copy import locked_copy, password_fault
from borrower_guide.record.sealing.authority import stamp_of
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.sealing.place import near_words
from borrower_guide.record.sealing.seal import seal
from borrower_guide.record.verdict import Status, Verdict
from borrower_guide.record.verify import verify_record
from tests.record import damage as d
from tests.record.authority import Authority, served
from tests.record.flipping import Survivors, not_refused
from tests.record.sample import MADE_AT, PASSWORD


@pytest.fixture(scope="module")
def copy(small: bytes, key: SealingKey) -> bytes:
    return locked_copy(small, PASSWORD, key=key, at=MADE_AT, stamp=None).data


def checked(data: bytes, key: SealingKey, password: str = PASSWORD) -> Verdict:
    return verify_record(data, Given(key.certificate, password=password))


def only_code(verdict: Verdict) -> str:
    (fault,) = verdict.faults
    assert fault.text
    return fault.code


def test_a_copy_is_the_same_record(copy: bytes, small: bytes, key: SealingKey) -> None:
    plain, locked = verify_record(small, key.certificate), checked(copy, key)
    assert locked == plain
    assert locked.status is Status.INTACT
    assert locked.sealed_at == "2026-11-24T20:52:00+08:00"


def test_it_does_not_claim_to_be_pdf_a(copy: bytes, small: bytes) -> None:
    """PDF/A may not be encrypted; the record that it is a copy of is one."""
    for data, password, claims in ((small, "", True), (copy, PASSWORD, False)):
        with pikepdf.open(BytesIO(data), password=password) as pdf:
            told = bytes(pdf.Root.Metadata.read_bytes())
        assert (b"pdfaid:part" in told) is claims


def test_readers_ask_for_the_password_and_find_the_seal_whole(copy: bytes) -> None:
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(copy))
    with pikepdf.open(BytesIO(copy), password=PASSWORD) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.allow.print_highres
        assert pdf.allow.accessibility
        assert list(pdf.attachments) == ["record.json"]
        first, _, second, rest = (int(one) for one in pdf.Root.AcroForm.Fields[0].V.ByteRange)
    assert (first, second + rest) == (0, len(copy))


def test_nothing_of_the_record_lies_in_clear(copy: bytes, small: bytes, key: SealingKey) -> None:
    number = (verify_record(small, key.certificate).record_number or "").encode()
    number = number.replace(b"-", rb"\055")  # as the seal of a plain record has it
    assert number in small
    for clear in (number, b"record.json", "来访".encode("utf-16-be"), PASSWORD.encode()):
        assert clear not in copy


def test_two_copies_have_no_bytes_in_common_but_the_form(small: bytes, key: SealingKey) -> None:
    one, two = (
        locked_copy(small, PASSWORD, key=key, at=MADE_AT, stamp=None).data[1000:5000]
        for _ in range(2)
    )
    assert one != two


def test_without_password_it_says_what_to_do(copy: bytes, key: SealingKey) -> None:
    verdict = checked(copy, key, "")
    assert (verdict.status, verdict.exit_code) == (Status.UNREADABLE, 2)
    assert only_code(verdict) == "encrypted"
    assert "密码" in verdict.faults[0].text


@pytest.mark.parametrize(
    "password", ["lanse7-chuanghU", " lanse7-chuanghu", "x" * 5000, "密码", "\0", "\ud800"]
)
def test_another_password_opens_nothing(password: str, copy: bytes, key: SealingKey) -> None:
    verdict = checked(copy, key, password)
    assert (verdict.status, only_code(verdict)) == (Status.UNREADABLE, "password")
    assert (verdict.digest, verdict.record_number) == (None, None)


def test_no_sampled_flip_passes(copy: bytes, key: SealingKey) -> None:
    chance, where = random.Random(3), d.place(copy)
    inside = range(where.start, where.end)
    outside = [at for at in range(len(copy)) if at not in inside]
    edges = [0, len(copy) - 1, where.start, where.end - 1]
    passed = [
        at
        for at in edges + chance.sample(inside, 150) + chance.sample(outside, 250)
        if checked(d.flip(copy, at, chance.randrange(8)), key).exit_code == 0
    ]
    assert passed == []


@pytest.mark.slow
def test_no_change_of_a_byte_passes_in_the_whole_copy(
    copy: bytes, key: SealingKey, survivors: Survivors
) -> None:
    chance, checker = random.Random(4), Given(key.certificate, password=PASSWORD)
    changes = ((at, chance.randrange(1, 256)) for at in range(len(copy)))
    assert not_refused(copy, [(9, 0)], checker) == [(9, 0)]
    assert survivors(copy, changes, checker) == []


@pytest.mark.slow
def test_no_bit_of_its_container_passes(copy: bytes, key: SealingKey, survivors: Survivors) -> None:
    where, bits = d.place(copy), [1 << bit for bit in range(8)]
    changes = ((at, one) for at in range(where.start, where.end) for one in bits)
    assert survivors(copy, changes, Given(key.certificate, password=PASSWORD)) == []


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_a_spoilt_copy_is_not_opened(
    password: str, copy: bytes, key: SealingKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> None:
        raise AssertionError("what has no seal of ours is not parsed")

    monkeypatch.setattr("borrower_guide.record.verify.unlocked", never)
    spoilt = d.flip(copy, copy.index(b"stream") + 40)
    verdict = checked(spoilt, key, password)
    assert (verdict.status, only_code(verdict)) == (Status.ALTERED, "content_changed")
    assert checked(copy + b"\n", key, password).status is Status.ALTERED


def test_a_copy_sealed_by_another_is_not_opened(
    copy: bytes, small: bytes, key: SealingKey, other_key: SealingKey
) -> None:
    foreign = locked_copy(small, PASSWORD, key=other_key, at=MADE_AT, stamp=None).data
    verdict = checked(foreign, key)
    assert (verdict.status, only_code(verdict)) == (Status.UNREADABLE, "encrypted")


def test_a_record_that_is_another_inside_is_refused(small: bytes, key: SealingKey) -> None:
    # Sealed by our key with a number that is not that of what lies inside.
    from borrower_guide.record.sealing.locking import locked

    pdf = locked(d.unsealed(small), PASSWORD)
    sealed = seal(pdf, key, number="20261124-00000000", at=MADE_AT, password=PASSWORD)
    verdict = checked(sealed, key)
    assert verdict.status is Status.ALTERED
    assert "number" in {fault.code for fault in verdict.faults}


def test_a_copy_can_have_a_timestamp(small: bytes, key: SealingKey, authority: Authority) -> None:
    with served(authority) as url:
        copy = locked_copy(small, PASSWORD, key=key, at=MADE_AT, stamp=stamp_of(url))
    verdict = checked(copy.data, key)
    assert verdict.status is Status.INTACT
    assert verdict.timestamp
    assert verdict.timestamp == copy.timestamp


def test_a_copy_that_got_no_timestamp_says_so(small: bytes, key: SealingKey) -> None:
    nobody = stamp_of("http://127.0.0.1:1/")
    copy = locked_copy(small, PASSWORD, key=key, at=MADE_AT, stamp=nobody)
    assert copy.timestamp is None
    assert checked(copy.data, key).status is Status.INTACT


def test_no_words_of_a_stranger_make_a_seal_speak() -> None:
    assert near_words(b"/Reason (x)/M (y)") == (None, None)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", "太短"),
        ("abc1234", "太短"),
        ("a" * 65, "太长"),
        ("13800000000", "只有数字"),
        ("lanse chuanghu", "空格"),
        ("蓝色的窗户和白色的门", "键盘"),
        ("ＡＢＣＤＥ１２３４５", "键盘"),
        ("abcdefgh1\n", "键盘"),
        ("lanse7-chuanghu", ""),
        ("~!@#$%^&*()", ""),
    ],
)
def test_a_password_has_rules_that_are_told(password: str, words: str) -> None:
    assert words in password_fault(password)
    assert bool(password_fault(password)) is bool(words)


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=10, max_size=64))
@how(max_examples=15)
def test_any_password_that_is_taken_opens(small: bytes, key: SealingKey, password: str) -> None:
    if not password_fault(password):
        copy = locked_copy(small, password, key=key, at=MADE_AT, stamp=None)
        assert checked(copy.data, key, password).status is Status.INTACT
