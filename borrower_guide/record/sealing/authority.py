"""Ask a timestamp authority (RFC 3161 over HTTP) for a token of one signature.

It is told the SHA-256 of the signature value and nothing else. One request, no redirect, no proxy;
an answer is taken only when its token holds by the same check that every reader makes.
"""

import hashlib
import secrets
from collections.abc import Sequence
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from urllib import request

from asn1crypto import tsp
from cryptography import x509

from borrower_guide.record.sealing.seal import NoTimestamp, Stamp
from borrower_guide.record.sealing.timestamp import Token, is_by, read_token, token_faults

SECONDS = 6  # for all of it: finding the host, connecting, and an answer that drips
LARGEST = 64 * 1024  # bytes of an answer; those of public authorities have 3 to 8 thousand
HANDLERS = (
    request.HTTPHandler,
    request.HTTPSHandler,
    request.HTTPErrorProcessor,
    request.HTTPDefaultErrorHandler,
)
Certificates = Sequence[x509.Certificate]


def stamp_of(url: str, trusted: Certificates = ()) -> Stamp | None:
    """The way to a timestamp at `url` (http or https); None where it is empty."""
    return partial(ask, url, trusted=trusted) if url else None


def ask(url: str, signature: bytes, *, trusted: Certificates = ()) -> Token:
    """A token over `signature`, by one of `trusted` if there are any.

    Raises NoTimestamp, at the latest after SECONDS.
    """
    nonce = secrets.randbits(63)
    answer = _sent(url, _question(signature, nonce))
    try:
        reply = tsp.TimeStampResp.load(answer, strict=True)
        granted = reply["status"]["status"].native in ("granted", "granted_with_mods")
        token = read_token(reply["time_stamp_token"].dump()) if granted else None
    except Exception as fault:  # the parser fails in every way there is
        raise NoTimestamp("the answer is no timestamp response") from fault
    if token is None:
        raise NoTimestamp("refused, or a token of a kind that is not kept")
    if token.nonce != nonce or list(token_faults(token, signature)):
        raise NoTimestamp("the token does not hold, or answers another request")
    if trusted and not is_by(token, trusted):
        raise NoTimestamp("the token is by none of the certificates that are relied on")
    return token


def _question(signature: bytes, nonce: int) -> bytes:
    digest = hashlib.sha256(signature).digest()
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest}
    asked = {"version": "v1", "message_imprint": imprint, "nonce": nonce, "cert_req": True}
    return bytes(tsp.TimeStampReq(asked).dump())


def _sent(url: str, question: bytes) -> bytes:
    # In a thread of its own: no timeout of a socket bounds a name server or an answer that drips.
    answers: SimpleQueue[bytes | Exception] = SimpleQueue()
    Thread(target=_put, args=(url, question, answers), daemon=True).start()
    try:
        answer = answers.get(timeout=SECONDS)
    except Empty:
        raise NoTimestamp("no answer in time") from None
    if isinstance(answer, Exception):
        raise NoTimestamp(type(answer).__name__) from answer
    if len(answer) > LARGEST:
        raise NoTimestamp("the answer is too long")
    return answer


def _put(url: str, question: bytes, answers: "SimpleQueue[bytes | Exception]") -> None:
    try:
        answers.put(_posted(url, question))
    except Exception as fault:  # whatever it is, somebody waits for it
        answers.put(fault)


def _posted(url: str, question: bytes) -> bytes:
    opener = request.OpenerDirector()  # only what is added is known: no file, no ftp, no redirect
    for handler in HANDLERS:
        opener.add_handler(handler())
    asked = request.Request(  # noqa: S310
        url, data=question, headers={"Content-Type": "application/timestamp-query"}
    )
    with opener.open(asked, timeout=SECONDS) as answer:
        return bytes(answer.read(LARGEST + 1))
