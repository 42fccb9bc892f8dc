"""Files sealed while they come in: chunks of AES-256-GCM under a key of the file's own.

Chunk n is bound to `blob:<case>:<file>:<n>`, the last one also to how many chunks and bytes there
are, so none can be changed, swapped, moved, dropped or added. No plain byte touches the disk.
"""

import hashlib
import io
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from borrower_guide.cases import room
from borrower_guide.cases.access.keys import WrongKey, new_key, seal, unseal
from borrower_guide.schema.files import MAX_FILE

CHUNK = 64 * 1024
_EXTRA = 12 + 16  # nonce and tag of each chunk


@dataclass(frozen=True)
class Sealed:
    """A whole sealed file in the staging folder, on the disk. `sha256` is of the plain bytes."""

    ref: str
    id: str
    key: bytes
    path: Path
    size: int
    sha256: str

    def discard(self) -> None:
        """Drop it, if it was not moved to its place."""
        self.path.unlink(missing_ok=True)


class Sealing:
    """Takes bytes of any length, one after the other. Holds two chunks at most."""

    def __init__(self, ref: str) -> None:
        """Begin a file of case `ref` in DATA_DIR/tmp. Raises OSError."""
        room.take(MAX_FILE)
        self._ref, self._id, self._key = ref, secrets.token_hex(16), new_key()
        folder = settings.DATA_DIR / "tmp"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = folder / f"{self._id}.upload"  # `prepare` and `purge_expired` sweep these
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(handle, "wb")
        self._digest, self._waiting = hashlib.sha256(), bytearray()
        self._count = self.size = 0

    def write(self, data: bytes) -> None:
        """Seal what fills a chunk; the last chunk waits, since it is bound to the whole."""
        self._digest.update(data)
        self.size += len(data)
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), _place(self._ref, self._id, self._count))
            del self._waiting[:CHUNK]

    def finish(self) -> Sealed:
        """Seal the last chunk; the file is on the disk when this returns. Raises OSError."""
        place = _last_place(self._ref, self._id, self._count, self.size)
        self._put(bytes(self._waiting), place)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        digest = self._digest.hexdigest()
        return Sealed(self._ref, self._id, self._key, self._path, self.size, digest)

    def discard(self) -> None:
        """Give it up; harmless after `finish`, then its file stays."""
        if self._file.closed:
            return
        self._path.unlink(missing_ok=True)
        with suppress(OSError):  # a full disk refuses what is still in the buffer
            self._file.close()

    def _put(self, data: bytes, place: str) -> None:
        self._file.write(seal(self._key, data, place))
        self._count += 1


class Unsealed(io.RawIOBase):
    """A sealed file, read as its plain bytes from any place in it."""

    def __init__(self, path: Path, key: bytes, *, ref: str, blob: str, size: int) -> None:
        """Open it. Raises OSError, or WrongKey if it is not as long as `size` makes it."""
        super().__init__()
        self._file: BinaryIO | None = None
        self._key, self._ref, self._blob, self._size = key, ref, blob, size
        self._chunks = max(1, -(-size // CHUNK))
        self._at, self._cached = 0, (-1, b"")
        self._file = path.open("rb")
        if os.fstat(self._file.fileno()).st_size != size + self._chunks * _EXTRA:
            self.close()
            raise WrongKey(blob)

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a plain byte."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        """The plain byte that is read next."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` up to the end of a chunk. Raises WrongKey where a chunk was touched."""
        number, within = divmod(self._at, CHUNK)
        if self._at >= self._size:
            return 0
        part = self._chunk(number)[within : within + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def close(self) -> None:
        """Close the file below, too."""
        if self._file is not None:
            self._file.close()
        super().close()

    def _chunk(self, number: int) -> bytes:
        if self._cached[0] != number and self._file is not None:
            self._file.seek(number * (CHUNK + _EXTRA))
            sealed = self._file.read(CHUNK + _EXTRA)
            last = number == self._chunks - 1
            place = _last_place(self._ref, self._blob, number, self._size) if last else None
            place = place or _place(self._ref, self._blob, number)
            self._cached = (number, unseal(self._key, sealed, place))
        return self._cached[1]


def _place(ref: str, blob: str, number: int) -> str:
    return f"blob:{ref}:{blob}:{number}"


def _last_place(ref: str, blob: str, number: int, size: int) -> str:
    return f"{_place(ref, blob, number)}:last:{number + 1}:{size}"
