"""Canonical JSON and the digest of an entry. Standard library only.

RFC 8785 (JCS) for the values that occur here: no floats, keys within the basic plane.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

ENTRY_PREFIX = b"borrower-guide/entry/1\n"


def canonical(value: Any) -> bytes:
    """The one byte form of `value`: sorted keys, no spaces, UTF-8.

    Raises ValueError on floats, non-text keys and lone surrogates, which have no such form.
    """
    _refuse_unstable(value)
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")


def entry_digest(entry: Mapping[str, Any]) -> str:
    """SHA-256, 64 hex digits, of an entry's hashed object (all of it but `digest`)."""
    hashed = {key: value for key, value in entry.items() if key != "digest"}
    return hashlib.sha256(ENTRY_PREFIX + canonical(hashed)).hexdigest()


def _refuse_unstable(value: Any) -> None:
    if isinstance(value, str):
        return
    if isinstance(value, float):
        raise ValueError("floats have no canonical form")
    if isinstance(value, dict):
        for key, item in value.items():
            # Python sorts by code point, RFC 8785 by UTF-16 unit: equal only below U+D800.
            if not isinstance(key, str) or not (key.isascii() or max(key) < "\ud800"):
                raise ValueError(f"not a canonical key: {key!r}")
            _refuse_unstable(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _refuse_unstable(item)
