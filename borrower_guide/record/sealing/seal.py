"""Seal a finished PDF: one invisible PAdES signature over the whole file."""

import logging
from collections.abc import Callable
from datetime import datetime

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from borrower_guide.record.sealing.cms import ROOM, STAMPED_ROOM, container, signed_attributes
from borrower_guide.record.sealing.embedding import embed
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.sealing.timestamp import Token

FIELD = "Seal"
LOG = logging.getLogger(__name__)


class NoTimestamp(Exception):
    """No token was got; the message is for the log and holds nothing of a case."""


Stamp = Callable[[bytes], Token]
"""Gets a token over a signature value. Raises NoTimestamp."""


def seal(
    pdf: bytes,
    key: SealingKey,
    *,
    number: str,
    at: datetime,
    stamp: Stamp | None = None,
    password: str = "",
) -> bytes:
    """`pdf` with a seal appended; the given bytes stay as they are at its start.

    `number` stands in the seal as its reason; `at` (aware) as its time. Without a timestamp where
    `stamp` gets none. `password`: the one that opens `pdf`, if it is encrypted.
    """
    if stamp:
        try:
            return _sealed(pdf, key, number, at, stamp, password)
        except NoTimestamp as fault:
            LOG.warning("no timestamp: %s", fault)
    return _sealed(pdf, key, number, at, None, password)


def _sealed(
    pdf: bytes, key: SealingKey, number: str, at: datetime, stamp: Stamp | None, password: str
) -> bytes:
    room = STAMPED_ROOM if stamp else ROOM

    def signed(document_digest: bytes) -> bytes:
        made = sign(key, document_digest, stamp)
        if len(made) > room:
            raise NoTimestamp(f"the token is too long, {len(made)} bytes with the seal")
        return made

    return embed(pdf, FIELD, room=room, reason=number, at=at, sign=signed, password=password)


def sign(key: SealingKey, document_digest: bytes, stamp: Stamp | None = None) -> bytes:
    """The signature container over a file with this SHA-256. Raises NoTimestamp."""
    attributes = signed_attributes(document_digest, key.certificate)
    signature = key.private.sign(attributes, padding.PKCS1v15(), hashes.SHA256())
    token = stamp(signature) if stamp else None
    try:
        return container(key.certificate, attributes, signature, token)
    except Exception as fault:  # what a stranger sent makes the writer fail in every way there is
        if token is None:
            raise
        raise NoTimestamp("the token cannot be written") from fault
