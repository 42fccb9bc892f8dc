"""A record with a timestamp (PAdES B-T), got from an authority on this machine."""

from dataclasses import replace

import pytest

from borrower_guide.record.given import Given
from borrower_guide.record.make import Made, make_record
from borrower_guide.record.sealing.authority import stamp_of
from borrower_guide.record.sealing.cms import signed_attributes
from borrower_guide.record.sealing.foreign import read_container
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.sealing.seal import seal
from borrower_guide.record.sealing.timestamp import read_token
from borrower_guide.record.verdict import Status
from borrower_guide.record.verify import verify_record
from tests.record import damage as d
from tests.record.authority import NAME, STAMPED_AT, Authority, served
from tests.record.other_library import pyhanko_on
from tests.record.sample import MADE_AT, SMALL, journal_of


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
    status = pyhanko_on(stamped.data, key.certificate, authority.certificate, at=STAMPED_AT)
    assert status.intact
    assert status.coverage.name == "ENTIRE_FILE"
    assert status.timestamp_validity.intact
    assert status.timestamp_validity.valid
    assert status.timestamp_validity.timestamp == STAMPED_AT


@pytest.mark.parametrize(
    ("who", "trusted"), [("certificate", True), ("root", True), ("other", False)]
)
def test_trust_in_an_authority_is_a_question_of_its_own(
    who: str,
    trusted: bool,
    stamped: Made,
    key: SealingKey,
    authority: Authority,
    foreign: Authority,
) -> None:
    held = foreign.certificate if who == "other" else getattr(authority, who)
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


def test_the_attributes_that_are_signed_know_nothing_of_it(key: SealingKey, stamped: Made) -> None:
    read = read_container(d.der_of(stamped.data))
    assert read
    assert read.attributes == signed_attributes(read.message_digest, key.certificate)


def test_a_token_that_cannot_be_written_is_left_out(
    small: bytes, stamped: Made, key: SealingKey
) -> None:
    read = read_container(d.der_of(stamped.data))
    assert read
    assert read.token
    token = read_token(read.token)
    assert token
    number = verify_record(small, key.certificate).record_number or ""
    sealed = seal(
        d.unsealed(small),
        key,
        number=number,
        at=MADE_AT,
        stamp=lambda _: replace(token, certificate=b"0\0"),
    )
    verdict = verify_record(sealed, key.certificate)
    assert (verdict.status, verdict.timestamp) == (Status.INTACT, None)
