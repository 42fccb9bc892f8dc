"""`record.json`: all that rendering needs, as canonical JSON. Its SHA-256 is the 校验码.

Object: {format, version, made_at, parts, versions, certificate_sha256, entries, findings?,
together?}. `entries` are hashed objects with their `digest`; `findings` are there only when
chosen. `together` is what several visits mean, there only beside `findings` and only if there is
something to tell: such a manifest has version 2, since a reader of version 1 would print less
than it says. All others are version 1, as ever.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from borrower_guide.cases.entries import Entry, restore
from borrower_guide.record.attachment import FORMAT, VERSIONS
from borrower_guide.schema.canonical import canonical
from borrower_guide.schema.when import SHANGHAI

FINDINGS, TOGETHER = "findings", "together"
PLAIN, WITH_TOGETHER = VERSIONS


def manifest_bytes(
    entries: Iterable[Entry],
    *,
    made_at: datetime,
    versions: Mapping[str, str],
    certificate_sha256: str,
    opinions: Mapping[str, Any] | None = None,
) -> bytes:
    """The exact bytes of `record.json` for a journal; `made_at` is aware.

    `opinions`, if chosen, is {findings, together?} as `record.opinions` tells them.
    """
    opinions = opinions or {}
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": WITH_TOGETHER if TOGETHER in opinions else PLAIN,
        "made_at": made_at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "parts": [FINDINGS] if FINDINGS in opinions else [],
        "versions": dict(versions),
        "certificate_sha256": certificate_sha256,
        "entries": [{**entry.hashed(), "digest": entry.digest} for entry in entries],
    }
    return canonical({**content, **opinions})


def entries_in(content: Mapping[str, Any]) -> tuple[Entry, ...]:
    """The journal that a manifest holds; the chain is checked elsewhere."""
    return tuple(restore(entry) for entry in content["entries"])
