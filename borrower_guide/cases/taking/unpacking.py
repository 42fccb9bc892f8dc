"""The zip of an export, read from memory: one JSON and the files it names. No Django.

Nothing is written anywhere, so a name that climbs out of a folder leads nowhere; it is refused all
the same, since we would not have written it. What unpacks is counted as it comes; a member never
gives more than the size it claims (zipfile stops there), and their sum is bounded.
"""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator

from borrower_guide.schema.faults import InputFault, InputFaults
from borrower_guide.schema.files import MAX_FILE

MOST_FILES = 501  # 500 exhibits and the JSON
MOST_JSON = 16 * 1024 * 1024
MOST_BYTES = 200 * 1024 * 1024  # of all files, unpacked
_PIECE = 64 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)


class Archive:
    """The archive in `data`; `files` is how cases.exhibits are measured (schema.files.Beside).

    Raises InputFaults with everything that is wrong with its list of files.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            found = self._zip.infolist()
        except (*_BROKEN, ValueError):
            raise _fault("zip 文件不完整，打不开") from None
        if faults := list(_faults(found)):
            raise InputFaults(faults)
        self._members = {one.filename: one for one in found}

    def case_text(self) -> bytes:
        """The bytes of the JSON. Raises InputFaults."""
        [name] = [name for name in self._members if _is_case(name)]
        try:
            data = b"".join(self._pieces(name, MOST_JSON))
        except OSError:
            raise _fault(f"读不出 {name}，文件坏了或太大") from None
        return data

    def size(self, name: str) -> int | None:
        member = self._members.get(name)
        return None if member is None else member.file_size

    def sha256(self, name: str) -> str:
        digest = hashlib.sha256()
        for piece in self._pieces(name, MAX_FILE):
            digest.update(piece)
        return digest.hexdigest()

    def data(self, name: str) -> bytes:
        """All bytes of a file. Raises OSError."""
        return b"".join(self._pieces(name, MAX_FILE))

    def _pieces(self, name: str, most: int) -> Iterator[bytes]:
        """Raises OSError for what is broken, locked, or larger than `most`."""
        try:
            with self._zip.open(self._members[name]) as file:
                while piece := file.read(_PIECE):
                    most -= len(piece)
                    if most < 0:
                        raise OSError("too large")
                    yield piece
        except _BROKEN as error:
            raise OSError(type(error).__name__) from error


def _faults(found: list[zipfile.ZipInfo]) -> Iterator[InputFault]:
    if len(found) > MOST_FILES:
        yield InputFault("$", f"zip 里文件太多，最多 {MOST_FILES} 个")
        return
    if sum(one.file_size for one in found) > MOST_BYTES:
        yield InputFault("$", "zip 里的文件加起来太大，最多 200 MB")
    names = [one.filename for one in found]
    if len(set(names)) < len(names):
        yield InputFault("$", "zip 里有两个同名的文件")
    for number, name in enumerate(names, start=1):
        if name in (".", "..") or set(name) & set("/\\:") or not name.isprintable():
            yield InputFault("$", f"zip 里第 {number} 个文件带文件夹，只收不带文件夹的")
    if sum(map(_is_case, names)) != 1:
        yield InputFault("$", "zip 里要有一个 .json 文件，只能有一个")


def _is_case(name: str) -> bool:
    return name.lower().endswith(".json")


def _fault(message: str) -> InputFaults:
    return InputFaults([InputFault("$", message)])
