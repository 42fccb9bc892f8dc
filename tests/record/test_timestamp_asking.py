"""Asking an authority on this machine for a timestamp: what is taken, and what is not."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from asn1crypto import tsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from borrower_guide.record.sealing import authority as asking
from borrower_guide.record.sealing.authority import ask, stamp_of
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.sealing.seal import NoTimestamp
from borrower_guide.record.verify import verify_record
from tests.record.authority import STAMPED_AT, Authority, asked, reply, served, serving


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
    with serving(Dripping().drip) as url, pytest.raises(NoTimestamp, match=r"in time|TimeoutError"):
        ask(url, b"a signature")


def test_nothing_is_asked_where_no_address_is_set(small: bytes, key: SealingKey) -> None:
    assert stamp_of("") is None
    assert verify_record(small, key.certificate).about_time.startswith("没有第三方时间戳")


@pytest.mark.parametrize(
    ("who", "taken"), [("certificate", True), ("root", True), ("foreign", False)]
)
def test_a_token_is_taken_of_those_alone_that_are_relied_on(
    who: str, taken: bool, authority: Authority, foreign: Authority
) -> None:
    held = foreign.certificate if who == "foreign" else getattr(authority, who)
    with served(authority) as url:
        if taken:
            assert ask(url, b"a signature", trusted=[held]).at == STAMPED_AT
            return
        with pytest.raises(NoTimestamp, match="relied on"):
            ask(url, b"a signature", trusted=[held])
