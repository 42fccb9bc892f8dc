"""The chain check of a record: standard library alone, short enough to print for a court's expert.

`record.json` is one JSON object. Its SHA-256 is the 校验码 on the last page. Its `entries` are
numbered 1, 2, 3 …; each carries the digest of itself and of the entry before, so a changed,
dropped, added or reordered entry shows. `schema/canonical.py` holds the byte form that is hashed.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

from borrower_guide.schema.canonical import entry_digest

NO_DIGEST = "0" * 64
CHINA = timezone(timedelta(hours=8))


def manifest_digest(data: bytes) -> str:
    """SHA-256 of the exact bytes of `record.json`, 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()


def record_number(made_at: str, digest: str) -> str:
    """YYYYMMDD-XXXXXXXX: the day of making in China and the digest's first eight digits.

    `made_at` is ISO 8601 with an offset. Raises ValueError, or OverflowError past the calendar.
    """
    day = datetime.fromisoformat(made_at).astimezone(CHINA)
    return f"{day:%Y%m%d}-{digest[:8].upper()}"


def breaks(entries: list[dict[str, Any]]) -> Iterator[tuple[int, str, str]]:
    """Each place where the chain does not hold: (position from 1, code, Chinese reason)."""
    previous = NO_DIGEST
    for position, entry in enumerate(entries, start=1):
        if entry["seq"] != position:
            yield position, "entry_order", f"序号是 {entry['seq']!r:.20}，应当是 {position}"
        if entry["previous_digest"] != previous:
            yield position, "entry_link", "和上一条接不上"
        if entry["digest"] != entry_digest(entry):
            yield position, "entry_digest", "内容和摘要对不上"
        previous = entry["digest"]
