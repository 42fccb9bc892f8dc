"""Seal a finished PDF: one invisible PAdES signature over the whole file, no timestamp."""

from datetime import datetime

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from borrower_guide.record.sealing.cms import container, signed_attributes
from borrower_guide.record.sealing.key import SealingKey

FIELD = "Seal"
# Bytes kept free for the container, twice as many hex digits: it has some 1,700 with our key.
ROOM = 2048


def seal(pdf: bytes, key: SealingKey, *, number: str, at: datetime) -> bytes:
    """`pdf` with a seal appended; the given bytes stay as they are at its start.

    `number` stands in clear in the seal as its reason; `at` (aware) as its time.
    """
    # pyHanko takes half a second to load and few processes seal. In one step: two threads that
    # load its modules one by one meet in its circular imports, and both fail.
    from borrower_guide.record.sealing.embedding import embed

    return embed(pdf, FIELD, room=ROOM, reason=number, at=at, sign=lambda digest: sign(key, digest))


def sign(key: SealingKey, document_digest: bytes) -> bytes:
    """The signature container over a file with this SHA-256."""
    attributes = signed_attributes(document_digest, key.certificate)
    signature = key.private.sign(attributes, padding.PKCS1v15(), hashes.SHA256())
    return container(key.certificate, attributes, signature)
