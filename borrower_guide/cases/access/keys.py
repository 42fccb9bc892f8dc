"""The key design of docs/keys.md: one key a case, wrapped by what a number is stretched into."""

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES, LOCATOR_BYTES, NONCE_BYTES = 32, 16, 12
_MEMORY = 64 * 1024 * 1024

# Each derivation holds 32 MB and a core for a tenth of a second: this is the limit on guessing.
_two_at_a_time = threading.Semaphore(2)
# Who waits holds one of the server's few threads: one may wait, and not for long, so that with
# four threads a crowd of guessers leaves one for every other page.
_one_waits = threading.Semaphore(1)
_PATIENCE_SECONDS = 1.0


class Busy(Exception):
    """Too many numbers are being stretched at once; the same again in a few seconds may pass."""


class WrongKey(ValueError):
    """The ciphertext was not made with this key for this place."""


class Stretched(NamedTuple):
    """What a number becomes: where its slot lies, and the key that unwraps the case key."""

    locator: bytes
    kek: bytes


def new_key() -> bytes:
    """A fresh case key of 32 bytes."""
    return os.urandom(KEY_BYTES)


def stretch(code: str) -> Stretched:
    """scrypt (RFC 7914) of a number, salted with the pepper that is not in the database.

    Raises Busy if its turn does not come within a second, or others wait for theirs.
    """
    derived = _scrypt(code.encode("ascii"), settings.PEPPER, LOCATOR_BYTES + KEY_BYTES)
    return Stretched(derived[:LOCATOR_BYTES], derived[LOCATOR_BYTES:])


def stretch_password(password: str, salt: bytes) -> bytes:
    """The 32-byte key that an advocate's password becomes; `salt` is theirs, beside the pepper.

    Raises Busy as `stretch`.
    """
    return _scrypt(password.encode(), settings.PEPPER + salt, KEY_BYTES)


def seal(key: bytes, data: bytes, place: str) -> bytes:
    """AES-256-GCM under `key`; `place` (table:case:id:seq) is bound in, so rows cannot be swapped.

    Returns a fresh 12-byte nonce followed by ciphertext and tag.
    """
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, place.encode())


def unseal(key: bytes, sealed: bytes, place: str) -> bytes:
    """The data that was sealed for `place`. Raises WrongKey if anything differs."""
    nonce, data = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, data, place.encode())
    except (InvalidTag, ValueError) as error:
        raise WrongKey(place) from error


def _scrypt(secret: bytes, salt: bytes, size: int) -> bytes:
    with _turn():
        return hashlib.scrypt(
            secret, salt=salt, dklen=size, n=settings.SCRYPT_COST, r=8, p=1, maxmem=_MEMORY
        )


@contextmanager
def _turn() -> Iterator[None]:
    if not (_two_at_a_time.acquire(blocking=False) or _waited()):
        raise Busy
    try:
        yield
    finally:
        _two_at_a_time.release()


def _waited() -> bool:
    if not _one_waits.acquire(blocking=False):
        return False
    try:
        return _two_at_a_time.acquire(timeout=_PATIENCE_SECONDS)
    finally:
        _one_waits.release()
