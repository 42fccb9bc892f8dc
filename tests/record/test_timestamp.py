"""Records with a timestamp (PAdES B-T), got from an authority on this machine."""

import random
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from borrower_guide.record.given import Given
from borrower_guide.record.make import Made, make_record
from borrower_guide.record.sealing import authority as asking
from borrower_guide.record.sealing.authority import ask, stamp_of
from borrower_guide.record.sealing.cms import container, signed_attributes
from borrower_guide.record.sealing.foreign import read_container
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.sealing.seal import NoTimestamp, seal
from borrower_guide.record.sealing.timestamp import content_info, read_token
from borrower_guide.record.verdict import Status
from borrower_guide.record.verify import verify_record
from tests.record import damage as d
from tests.record.authority import (
    NAME,
    STAMPED_AT,
    Authority,
    asked,
    reply,
    served,
    serving,
)
from tests.record.sample import CASE, MADE_AT, TOLD, journal_of

SMALL = {**CASE, "visits": [TOLD], "contacts": []}


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def other() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def stamped(key: SealingKey, authority: Authority) -> Made:
    with served(authority) as url:
        return make_record(journal_of(SMALL), key=key, made_at=MADE_AT, stamp=stamp_of(url))


def der_of(data: bytes) -> bytes:
    return bytes.fromhex(d.place(data).digits.decode())


def token_range(data: bytes) -> range:
    """Where the digits of the token stand in the file."""
    read = read_container(der_of(data))
    assert read
    assert read.token
    start = data.index(read.token.hex().upper().encode(), d.place(data).start)
    return range(start, start + 2 * len(read.token))


def with_token(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The record with its container changed beside the signature."""
    whole = cms.ContentInfo.load(der_of(data))
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


def test_it_says_who_and_when_and_that_nobody_was_trusted(stamped: Made, key: SealingKey) -> None:
    verdict = verify_record(stamped.data, key.certificate)
    assert (verdict.status, verdict.faults, verdict.exit_code) == (Status.INTACT, (), 0)
    assert verdict.timestamp
    assert verdict.timestamp.at == "2026-11-24T21:00:07+08:00"
    assert NAME in verdict.timestamp.by
    assert verdict.timestamp.trusted is None
    assert verdict.about_time == "时间戳自身完整，但没有核对发它的机构是谁。"
    assert verdict.to_json()["timestamp"]["trusted"] is None
    assert stamped.to_json()["timestamp"] == verdict.timestamp.at


def test_a_library_that_is_not_ours_takes_it_for_b_t(
    stamped: Made, key: SealingKey, authority: Authority
) -> None:
    roots = [
        asn1.Certificate.load(one.public_bytes(Encoding.DER))
        for one in (key.certificate, authority.certificate)
    ]
    (signature,) = PdfFileReader(BytesIO(stamped.data)).embedded_signatures
    context = ValidationContext(trust_roots=roots, moment=STAMPED_AT)
    status = validate_pdf_signature(signature, context)
    assert status.intact
    assert status.coverage.name == "ENTIRE_FILE"
    assert status.timestamp_validity.intact
    assert status.timestamp_validity.valid
    assert status.timestamp_validity.timestamp == STAMPED_AT


@pytest.mark.parametrize(
    ("who", "trusted"), [("certificate", True), ("root", True), ("other", False)]
)
def test_trust_in_an_authority_is_a_question_of_its_own(
    who: str, trusted: bool, stamped: Made, key: SealingKey, authority: Authority, other: Authority
) -> None:
    held = other.certificate if who == "other" else getattr(authority, who)
    verdict = verify_record(stamped.data, Given(key.certificate, trust_tsa=[held]))
    assert verdict.status is Status.INTACT
    assert verdict.timestamp
    assert verdict.timestamp.trusted is trusted
    assert verdict.exit_code == (0 if trusted else 1)


def test_a_time_when_its_certificate_was_not_valid_is_not_trusted(key: SealingKey) -> None:
    late = Authority(at=STAMPED_AT.replace(year=2031))
    with served(late) as url:
        made = make_record(journal_of(SMALL), key=key, made_at=MADE_AT, stamp=stamp_of(url))
    verdict = verify_record(made.data, Given(key.certificate, trust_tsa=[late.certificate]))
    assert verdict.timestamp
    assert verdict.timestamp.trusted is False


def test_nothing_unsigned_of_the_token_is_kept(stamped: Made, authority: Authority) -> None:
    read = read_container(der_of(stamped.data))
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
def test_no_bit_of_the_token_passes(stamped: Made, key: SealingKey) -> None:
    passed = [
        (at, bit)
        for at in token_range(stamped.data)
        for bit in range(8)
        if verify_record(d.flip(stamped.data, at, bit), key.certificate).exit_code == 0
    ]
    assert passed == []


def test_a_token_taken_out_is_missed(stamped: Made, key: SealingKey) -> None:
    read = read_container(der_of(stamped.data))
    assert read
    bare = container(key.certificate, read.attributes, read.signature)
    assert codes(d.swap_digits(stamped.data, bare.hex().upper().encode()), key) == {
        "timestamp_gone"
    }


def test_a_token_that_was_not_there_is_not_taken(
    small: bytes, key: SealingKey, authority: Authority
) -> None:
    # More room than the seal of a record without timestamp leaves, so the range must move, too.
    read = read_container(der_of(small))
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
    read = read_container(der_of(stamped.data))
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


class Dripping(Authority):
    """Sends one byte now and then, forever."""

    def drip(self, handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"0")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass


def refused(_: bytes) -> bytes:
    return bytes(tsp.TimeStampResp({"status": {"status": "rejection"}}).dump())


def stale(question: bytes) -> bytes:
    """A true token, of a request made before."""
    request = tsp.TimeStampReq.load(question)
    request["nonce"] = 5
    return bytes(Authority().response(request).dump())


def of_another(question: bytes) -> bytes:
    request = tsp.TimeStampReq.load(question)
    request["message_imprint"]["hashed_message"] = b"\1" * 32
    return bytes(Authority().response(request).dump())


ANSWERS: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda q: b"",
    "a page": lambda q: b"<html>404</html>",
    "bare numbers": lambda q: b"\x30\x03\x02\x01\x00",
    "a refusal": refused,
    "a token and more": lambda q: Authority().answer(q) + b"\0",
    "a token of another request": stale,
    "a token of another signature": of_another,
    "a certificate that is not for it": Authority(usage=ExtendedKeyUsageOID.SERVER_AUTH).answer,
    "too much": lambda q: b"\x30" * (asking.LARGEST + 1),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_nonsense_is_no_timestamp(name: str) -> None:
    with (
        serving(lambda handler: reply(handler, ANSWERS[name](asked(handler)))) as url,
        pytest.raises(NoTimestamp),
    ):
        ask(url, b"a signature")


@pytest.mark.parametrize("status", [204, 301, 302, 307, 400, 500])
def test_an_answer_that_is_no_answer_is_no_timestamp(status: int, authority: Authority) -> None:
    with served(authority) as good:
        elsewhere = serving(lambda one: reply(one, b"", status, Location=good))
        with elsewhere as url, pytest.raises(NoTimestamp):
            ask(url, b"a signature")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://127.0.0.1:1/"])
def test_an_address_that_cannot_be_asked_is_no_timestamp(url: str) -> None:
    with pytest.raises(NoTimestamp):
        ask(url, b"a signature")


def test_who_drips_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "SECONDS", 0.3)
    with serving(Dripping().drip) as url, pytest.raises(NoTimestamp, match="in time"):
        ask(url, b"a signature")


def test_a_kind_of_signature_with_two_forms_is_not_taken(stamped: Made) -> None:
    # Of an ECDSA signature (r, s) another can be made that holds as well, by anyone.
    whole = der_of(stamped.data)
    read = read_container(whole)
    assert read
    assert read.token
    token = cms.ContentInfo.load(read.token)
    token["content"]["signer_infos"][0]["signature_algorithm"] = {"algorithm": "sha256_ecdsa"}
    assert read_token(token.dump(force=True)) is None


def test_without_an_authority_the_record_is_made_and_says_so(
    key: SealingKey, caplog: pytest.LogCaptureFixture
) -> None:
    stamp = stamp_of("http://127.0.0.1:1/")
    made = make_record(journal_of(SMALL), key=key, made_at=MADE_AT, stamp=stamp)
    assert made.timestamp is None
    assert made.to_json()["timestamp"] is None
    verdict = verify_record(made.data, key.certificate)
    assert (verdict.status, verdict.timestamp) == (Status.INTACT, None)
    assert verdict.about_time == "没有第三方时间戳，时间是本站服务器的钟。"
    (line,) = caplog.messages
    assert line == "no timestamp: URLError"


def test_a_token_that_does_not_fit_is_left_out(
    small: bytes, key: SealingKey, monkeypatch: pytest.MonkeyPatch, authority: Authority
) -> None:
    monkeypatch.setattr("borrower_guide.record.sealing.seal.STAMPED_ROOM", 2100)
    number = verify_record(small, key.certificate).record_number or ""
    with served(authority) as url:
        sealed = seal(d.unsealed(small), key, number=number, at=MADE_AT, stamp=stamp_of(url))
    verdict = verify_record(sealed, key.certificate)
    assert (verdict.status, verdict.timestamp) == (Status.INTACT, None)


def test_nothing_is_asked_where_no_address_is_set(small: bytes, key: SealingKey) -> None:
    assert stamp_of("") is None
    assert verify_record(small, key.certificate).about_time.startswith("没有第三方时间戳")


def test_the_attributes_that_are_signed_know_nothing_of_it(key: SealingKey, stamped: Made) -> None:
    read = read_container(der_of(stamped.data))
    assert read
    assert read.attributes == signed_attributes(read.message_digest, key.certificate)
