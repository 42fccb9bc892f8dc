"""`record.json`: all that rendering needs, as canonical JSON. Its SHA-256 is the 校验码.

Object: {format, version, made_at, parts, versions, certificate_sha256, entries, findings?}.
`entries` are hashed objects with their `digest`; `findings` are there only when chosen.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from borrower_guide.cases.entries import Entry, restore
from borrower_guide.record.attachment import FORMAT, VERSION
from borrower_guide.schema.canonical import canonical
from borrower_guide.schema.when import SHANGHAI

FINDINGS = "findings"


def manifest_bytes(
    entries: Iterable[Entry],
    *,
    made_at: datetime,
    versions: Mapping[str, str],
    certificate_sha256: str,
    findings: Sequence[Mapping[str, Any]] | None = None,
) -> bytes:
    """The exact bytes of `record.json` for a journal; `made_at` is aware."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": made_at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "parts": [] if findings is None else [FINDINGS],
        "versions": dict(versions),
        "certificate_sha256": certificate_sha256,
        "entries": [{**entry.hashed(), "digest": entry.digest} for entry in entries],
    }
    if findings is not None:
        content[FINDINGS] = [dict(one) for one in findings]
    return canonical(content)


def entries_in(content: Mapping[str, Any]) -> tuple[Entry, ...]:
    """The journal that a manifest holds; the chain is checked elsewhere."""
    return tuple(restore(entry) for entry in content["entries"])
