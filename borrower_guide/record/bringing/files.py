"""The files of a zip that is brought in: sealed first, then put beside the exhibits."""

import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from borrower_guide.cases.exhibits.chunks import Sealed
from borrower_guide.cases.exhibits.files import CaseFull, kept, sealed_bytes
from borrower_guide.cases.exhibits.small_copy import TooManyPixels, small_copy
from borrower_guide.cases.exhibits.sniff import FIRST, SHRUNK, sniff
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.transactions import NotSaved
from borrower_guide.record.bringing.reading import Incoming


class Staged(NamedTuple):
    """One file on the disk, not in its place yet, with the small copy of a photo."""

    original: Sealed
    small: Sealed | None


@contextmanager
def staged_files(ref: str, incoming: Incoming) -> Iterator[list[Staged]]:
    """Seal each file for case `ref`; what is not kept in the block goes.

    Raises NotSaved or NoTurn.
    """
    staged: list[Sealed] = []
    try:
        yield [_staged(ref, data, staged) for data in _all(incoming)]
    except OSError as fault:
        raise NotSaved from fault
    finally:
        for one in staged:
            one.discard()


def keep_files(opened: OpenCase, files: list[Staged]) -> None:
    """Put them in their places. What is kept already is not kept twice.

    In a transaction: raises NotSaved or CaseClosed with some of them kept.
    """
    for original, small in files:
        try:
            with kept(opened, original, small):
                pass
        except CaseFull:  # the copy is one too many; the page offers the original
            with suppress(CaseFull), kept(opened, original):
                pass


def _all(incoming: Incoming) -> Iterator[bytes]:
    if incoming.archive:
        yield from map(incoming.archive.data, incoming.files)


def _staged(ref: str, data: bytes, staged: list[Sealed]) -> Staged:
    staged.append(original := sealed_bytes(ref, data))
    small = _small(ref, data)
    if small:
        staged.append(small)
    return Staged(original, small)


def _small(ref: str, data: bytes) -> Sealed | None:
    if sniff(data[:FIRST]) not in SHRUNK:
        return None
    try:
        copy = small_copy(io.BytesIO(data))
    except TooManyPixels:
        return None
    return sealed_bytes(ref, copy) if copy else None
