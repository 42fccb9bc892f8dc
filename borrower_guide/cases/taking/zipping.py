"""A zip made while it is sent: nothing of it lies on the disk, and little of it in memory.

No Django. Members are stored as they are, with their sizes after them (APPNOTE 4.4.4, bit 3).
"""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple


class Member(NamedTuple):
    """A file of the archive: its name there, and its bytes, asked for when its turn comes."""

    name: str
    pieces: Iterable[bytes]


def zipped(members: Iterable[Member], made_at: datetime) -> Iterator[bytes]:
    """The bytes of an archive, some at a time; `made_at` is the time that its files carry."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as archive:
        for member in members:
            info = zipfile.ZipInfo(member.name, made_at.timetuple()[:6])
            info.external_attr = 0o600 << 16
            with archive.open(info, "w") as file:
                for piece in member.pieces:
                    file.write(piece)
                    yield sink.taken()
            yield sink.taken()
    yield sink.taken()


class _Sink:
    """What zipfile writes to when it cannot go back."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        return len(data)

    def flush(self) -> None:
        """Nothing lies elsewhere."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        data = bytes(self._waiting)
        self._waiting.clear()
        return data
