"""The pictures to print: small copies of photos, without place and camera, by exhibit."""

import io
from collections.abc import Iterator
from pathlib import Path

from borrower_guide.cases.access.keys import WrongKey
from borrower_guide.cases.exhibits.files import NoFile, small_of
from borrower_guide.cases.exhibits.small_copy import TooManyPixels, small_copy
from borrower_guide.cases.exhibits.sniff import FIRST, SHRUNK, sniff
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.printing.faults import NotNow
from borrower_guide.turns import BUSY, NoTurn

MOST_BYTES = 11 * 1024 * 1024  # in all; a record with them can still be sent and brought back in


def pictures_of(opened: OpenCase, part: CaseState) -> dict[str, bytes]:
    """JPEG bytes by subject, in the order of the exhibits, as many as fit. Raises OSError."""
    return _fitting((thing.subject, _kept(opened, thing)) for thing in live(part))


def pictures_beside(state: CaseState, folder: Path) -> dict[str, bytes]:
    """The same for a case file: small copies made of the files beside it.

    Raises OSError, or NotNow while the site makes some, too.
    """
    return _fitting((thing.subject, _made(folder, thing)) for thing in live(state))


def live(state: CaseState) -> tuple[Thing, ...]:
    """Exhibits with a file; a withdrawn one is told of and not shown."""
    return tuple(one for one in state.exhibits if one.value.sha256 and not one.withdrawn)


def _kept(opened: OpenCase, thing: Thing) -> bytes | None:
    try:
        with small_of(opened, thing) as reader:
            return reader.read()
    except (NoFile, WrongKey):
        return None


def _made(folder: Path, thing: Thing) -> bytes | None:
    if not thing.value.file:
        return None
    data = (folder / thing.value.file).read_bytes()
    if sniff(data[:FIRST]) not in SHRUNK:
        return None
    try:
        return small_copy(io.BytesIO(data))
    except TooManyPixels:
        return None
    except NoTurn as fault:
        raise NotNow(BUSY) from fault


def _fitting(pictures: Iterator[tuple[str, bytes | None]]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    room = MOST_BYTES
    for subject, data in pictures:
        if data and len(data) <= room:
            found[subject] = data
            room -= len(data)
    return found
