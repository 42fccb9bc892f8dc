"""The chain check of a record: standard library alone, short enough to print for a court's expert.

`record.json` is one JSON object. Its SHA-256 is the 校验码 on the last page. Its `entries` are
numbered 1, 2, 3 …; each carries the digest of itself and of the entry before, so a changed,
dropped, added or reordered entry shows. `schema/canonical.py` holds the byte form that is hashed.

A record of a part (version 3) holds a stub, {seq, digest}, in the place of each entry left out. A
stub tells nothing of its entry; shown later, the entry must have that digest. The whole entry after
a stub names its digest, too. Between two stubs nothing links but the seal.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

from borrower_guide.schema.canonical import entry_digest

NO_DIGEST = "0" * 64
STUB = {"seq", "digest"}
DIGEST = re.compile(r"[0-9a-f]{64}")
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


def is_stub(entry: dict[str, Any]) -> bool:
    """Whether an entry was left out and only its place and digest are here."""
    return entry.keys() == STUB


def breaks(entries: list[dict[str, Any]]) -> Iterator[tuple[int, str, str]]:
    """Each place where the chain does not hold: (position from 1, code, Chinese reason)."""
    previous = NO_DIGEST
    for position, entry in enumerate(entries, start=1):
        if entry["seq"] != position:
            yield position, "entry_order", f"序号是 {entry['seq']!r:.20}，应当是 {position}"
        if is_stub(entry):
            if not DIGEST.fullmatch(entry["digest"]):
                yield position, "entry_digest", "没有收录的这一条，摘要写得不对"
        else:
            if entry["previous_digest"] != previous:
                yield position, "entry_link", "和上一条接不上"
            if entry["digest"] != entry_digest(entry):
                yield position, "entry_digest", "内容和摘要对不上"
        previous = entry["digest"]
