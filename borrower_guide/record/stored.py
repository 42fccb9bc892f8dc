"""The record that was made last, as it lies sealed in the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from borrower_guide.cases import blobs
from borrower_guide.cases.entries import Entry, Kind
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.models import Blob

PDF = "application/pdf"


@dataclass(frozen=True)
class Stored:
    """The PDF byte for byte, and the neutral name under which it is taken away.

    `unstamped`: a timestamp was asked for, and none came.
    """

    data: bytes
    name: str
    unstamped: bool = False


def stored(opened: OpenCase) -> Stored | None:
    """The newest record of the case; None if none was made. Raises OSError or WrongKey."""
    blob = newest(opened)
    if blob is None:
        return None
    unstamped = printed(opened.entries)[-1].get("timestamp", "") is None
    return Stored(blobs.fetch(blob, opened.key), name_on(blob.made_at), unstamped)


def name_on(made_at: datetime) -> str:
    """The name of a record that was made then; it tells nothing else."""
    return f"jilu-{timezone.localtime(made_at):%Y%m%d}.pdf"


def newest(opened: OpenCase) -> Blob | None:
    """The file that the journal's last record names; one that no entry names is never given."""
    made = printed(opened.entries)
    return Blob.objects.filter(case=opened.case, pk=made[-1]["blob"]).first() if made else None


def printed(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """What the entries of printed records say; a letter is of the same kind and has no file."""
    made = (entry.payload for entry in entries if entry.kind is Kind.RECORD)
    return [payload for payload in made if "blob" in payload]
