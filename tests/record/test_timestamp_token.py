"""The token in a seal: nothing of it can be another, and nothing else is let in."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from asn1crypto import cms, tsp

from borrower_guide.record.given import Given
from borrower_guide.record.make import Made
from borrower_guide.record.sealing import authority as asking
from borrower_guide.record.sealing.cms import container
from borrower_guide.record.sealing.foreign import read_container
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.sealing.timestamp import content_info, read_token
from borrower_guide.record.verdict import Status
from borrower_guide.record.verify import verify_record
from tests.record import damage as d
from tests.record.authority import STAMPED_AT, Authority
from tests.record.flipping import Survivors


def token_range(data: bytes) -> range:
    """Where the digits of the token stand in the file."""
    read = read_container(d.der_of(data))
    assert read
    assert read.token
    start = data.index(read.token.hex().upper().encode(), d.place(data).start)
    return range(start, start + 2 * len(read.token))


def with_token(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The record with its container changed beside the signature."""
    whole = cms.ContentInfo.load(d.der_of(data))
    signer = whole["content"]["signer_infos"][0]
    change(signer)
    return d.swap_digits(data, whole.dump(force=True).hex().upper().encode())


def response_of(authority: Authority, signature: bytes) -> Any:
    return authority.response(tsp.TimeStampReq.load(asking._question(signature, 1)))


def codes(data: bytes, key: SealingKey) -> set[str]:
    verdict = verify_record(data, key.certificate)
    assert verdict.status is Status.ALTERED
    assert verdict.timestamp is None
    return {fault.code for fault in verdict.faults}


def test_nothing_unsigned_of_the_token_is_kept(stamped: Made, authority: Authority) -> None:
    read = read_container(d.der_of(stamped.data))
    assert read
    assert read.token
    signed = cms.ContentInfo.load(read.token)["content"]
    assert len(signed["certificates"]) == 1  # the root came along and was dropped
    assert signed["signer_infos"][0]["unsigned_attrs"].native is None
    token = read_token(read.token)
    assert token
    assert content_info(token).dump() == read.token


def test_no_digit_of_the_token_can_be_another(stamped: Made, key: SealingKey) -> None:
    # Every byte of it; one digit of each, since a bit of a digit may leave none at all.
    passed = [
        at
        for at in token_range(stamped.data)[1::2]
        if verify_record(d.another_digit(stamped.data, at), key.certificate).exit_code == 0
    ]
    assert passed == []


def test_no_flip_in_the_rest_of_the_seal_passes(stamped: Made, key: SealingKey) -> None:
    chance, where = random.Random(7), d.place(stamped.data)
    passed = [
        at
        for at in chance.sample(range(where.start, where.end), 300)
        if verify_record(d.flip(stamped.data, at, chance.randrange(8)), key.certificate).exit_code
        == 0
    ]
    assert passed == []


@pytest.mark.slow
def test_no_bit_of_the_token_passes(stamped: Made, key: SealingKey, survivors: Survivors) -> None:
    bits = [1 << bit for bit in range(8)]
    changes = ((at, one) for at in token_range(stamped.data) for one in bits)
    assert survivors(stamped.data, changes, Given(key.certificate)) == []


def test_a_token_taken_out_is_missed(stamped: Made, key: SealingKey) -> None:
    read = read_container(d.der_of(stamped.data))
    assert read
    bare = container(key.certificate, read.attributes, read.signature)
    assert codes(d.swap_digits(stamped.data, bare.hex().upper().encode()), key) == {
        "timestamp_gone"
    }


def test_a_token_that_was_not_there_is_not_taken(
    small: bytes, key: SealingKey, authority: Authority
) -> None:
    # More room than the seal of a record without timestamp leaves, so the range must move, too.
    read = read_container(d.der_of(small))
    assert read
    token = read_token(response_of(authority, read.signature)["time_stamp_token"].dump())
    whole = container(key.certificate, read.attributes, read.signature, token).hex().encode()
    where = d.place(small)
    assert len(whole) > len(where.digits)
    longer = small[: where.start + 1] + whole + small[where.end - 1 :]
    assert verify_record(longer, key.certificate).exit_code == 1


def test_a_token_of_another_seal_is_refused(
    stamped: Made, key: SealingKey, authority: Authority
) -> None:
    foreign = response_of(authority, b"another signature")["time_stamp_token"]
    token = read_token(foreign.dump())
    assert token

    def swap(signer: Any) -> None:
        signer["unsigned_attrs"][0]["values"][0] = content_info(token)

    assert codes(with_token(stamped.data, swap), key) == {"timestamp_other"}


def test_two_tokens_are_refused(stamped: Made, key: SealingKey) -> None:
    def twice(signer: Any) -> None:
        one = signer["unsigned_attrs"][0].copy()
        signer["unsigned_attrs"] = cms.CMSAttributes([signer["unsigned_attrs"][0], one])

    def two_values(signer: Any) -> None:
        values = signer["unsigned_attrs"][0]["values"]
        values.append(values[0].copy())

    for change in (twice, two_values):
        assert codes(with_token(stamped.data, change), key) == {"seal_form"}


def test_a_token_with_all_that_the_authority_sent_is_refused(
    stamped: Made, key: SealingKey, authority: Authority
) -> None:
    read = read_container(d.der_of(stamped.data))
    assert read
    sent = response_of(authority, read.signature)["time_stamp_token"]

    def whole(signer: Any) -> None:
        signer["unsigned_attrs"][0]["values"][0] = sent

    assert codes(with_token(stamped.data, whole), key) == {"seal_form"}


def test_other_things_beside_the_signature_are_refused(stamped: Made, key: SealingKey) -> None:
    def other(signer: Any) -> None:
        attribute = {"type": "signing_time", "values": [cms.Time({"utc_time": STAMPED_AT})]}
        signer["unsigned_attrs"] = cms.CMSAttributes([cms.CMSAttribute(attribute)])

    assert codes(with_token(stamped.data, other), key) == {"timestamp_gone", "seal_form"}


def test_a_token_that_is_none_is_refused(stamped: Made, key: SealingKey) -> None:
    def emptied(signer: Any) -> None:
        signer["unsigned_attrs"][0]["values"][0] = cms.ContentInfo({"content_type": "data"})

    assert codes(with_token(stamped.data, emptied), key) == {"timestamp_form"}


def test_a_huge_token_is_not_parsed(stamped: Made, key: SealingKey) -> None:
    where, size = d.place(stamped.data), 128 * 1024 + 4
    old = b"/ByteRange [0 %d %d" % (where.start, where.end)
    new = b"/ByteRange [0 %d %d" % (where.start, where.start + size)
    digits = b"<" + d.place(stamped.data).digits.ljust(size - 2, b"0") + b">"
    trap = stamped.data[: where.start] + digits + stamped.data[where.end :]
    assert "seal_form" in codes(trap.replace(old, new), key)


def test_a_kind_of_signature_with_two_forms_is_not_taken(stamped: Made) -> None:
    # Of an ECDSA signature (r, s) another can be made that holds as well, by anyone.
    whole = d.der_of(stamped.data)
    read = read_container(whole)
    assert read
    assert read.token
    token = cms.ContentInfo.load(read.token)
    token["content"]["signer_infos"][0]["signature_algorithm"] = {"algorithm": "sha256_ecdsa"}
    assert read_token(token.dump(force=True)) is None
