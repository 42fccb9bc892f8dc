"""The record that was made last, as it lies sealed in the case."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.http import content_disposition_header

from borrower_guide.cases import blobs
from borrower_guide.cases.entries import Kind
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.models import Blob

PDF = "application/pdf"


@dataclass(frozen=True)
class Stored:
    """The PDF byte for byte, and the neutral name under which it is taken away."""

    data: bytes
    name: str


def stored(opened: OpenCase) -> Stored | None:
    """The newest record of the case; None if none was made. Raises OSError or WrongKey."""
    blob = newest(opened)
    if blob is None:
        return None
    name = f"jilu-{timezone.localtime(blob.made_at):%Y%m%d}.pdf"
    return Stored(blobs.fetch(blob, opened.key), name)


def newest(opened: OpenCase) -> Blob | None:
    """The file that the journal's last record names; one that no entry names is never given."""
    made = [entry.payload["blob"] for entry in opened.entries if entry.kind is Kind.RECORD]
    return Blob.objects.filter(case=opened.case, pk=made[-1]).first() if made else None


def attachment_named(name: str) -> str:
    """Both spellings of a file name: some phones read only the second."""
    plain = content_disposition_header(as_attachment=True, filename=name)
    return f"{plain}; filename*=UTF-8''{name}"
