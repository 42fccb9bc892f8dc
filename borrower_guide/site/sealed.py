"""Small dictionaries that travel through the browser as ciphertext.

Fernet (AES-128-CBC with HMAC-SHA-256) under a key that HKDF (RFC 5869) derives from SECRET_KEY for
one purpose, so a token made for one cookie opens no other.
"""

import base64
import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(data: dict[str, Any], *, purpose: str) -> str:
    """Return JSON-able `data` as an ASCII token that fits into a cookie value.

    About 4/3 of the JSON's length plus 100 characters; the time of making is inside, in clear.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _box(purpose).encrypt(text.encode()).decode("ascii")


def unseal(token: str, *, purpose: str, max_age: int | None) -> dict[str, Any] | None:
    """Return what `seal` took, or None if the token is altered, foreign or too old.

    `max_age` is in seconds since the sealing; None accepts any age. Tokens sealed under a key of
    SECRET_KEY_FALLBACKS still open.
    """
    try:
        data = json.loads(_box(purpose).decrypt(token.encode(), ttl=max_age))
    except (InvalidToken, UnicodeEncodeError):
        return None
    return data if isinstance(data, dict) else None


def _box(purpose: str) -> MultiFernet:
    return MultiFernet(
        [_fernet(key, purpose) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


@lru_cache(maxsize=64)
def _fernet(secret: str, purpose: str) -> Fernet:
    info = f"borrower-guide/sealed/1/{purpose}".encode()
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))
