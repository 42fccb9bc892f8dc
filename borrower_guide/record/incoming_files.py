"""The files of a zip that is brought in: sealed one by one beside their exhibits."""

import io
from contextlib import suppress

from borrower_guide.cases.exhibits.chunks import Sealed
from borrower_guide.cases.exhibits.files import CaseFull, kept, sealed_bytes
from borrower_guide.cases.exhibits.small_copy import TooManyPixels, small_copy
from borrower_guide.cases.exhibits.sniff import FIRST, SHRUNK, sniff
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.journal import NotSaved
from borrower_guide.record.incoming import Incoming


def keep_files(opened: OpenCase, incoming: Incoming) -> None:
    """Keep each file, with a small copy of a photo. What is kept already is not kept twice.

    Raises NotSaved or CaseClosed with some of them kept.
    """
    for name in incoming.files if incoming.archive else ():
        try:
            _keep(opened, incoming.archive.data(name) if incoming.archive else b"")
        except OSError as fault:
            raise NotSaved from fault


def _keep(opened: OpenCase, data: bytes) -> None:
    original, small = sealed_bytes(opened.ref, data), None
    try:
        small = _small(opened.ref, data)
        try:
            with kept(opened, original, small):
                pass
        except CaseFull:  # the copy is one too many; the page offers the original
            with suppress(CaseFull), kept(opened, original):
                pass
    finally:
        for staged in (original, small):
            if staged:
                staged.discard()


def _small(ref: str, data: bytes) -> Sealed | None:
    if sniff(data[:FIRST]) not in SHRUNK:
        return None
    try:
        copy = small_copy(io.BytesIO(data))
    except TooManyPixels:
        return None
    return sealed_bytes(ref, copy) if copy else None
