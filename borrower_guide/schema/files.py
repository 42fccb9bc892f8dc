"""The files beside a case file: plain names, sizes and digests."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from borrower_guide.schema.exhibit import Exhibit
from borrower_guide.schema.faults import InputFault, InputFaults

MAX_FILE = 20 * 1024 * 1024


class Beside(Protocol):
    """The files that lie beside a case file: in its folder, or in its archive."""

    def size(self, name: str) -> int | None:
        """Bytes of a file; None where there is none. Raises OSError if it cannot be read."""

    def sha256(self, name: str) -> str:
        """64 hex digits. Raises OSError if it cannot be read."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files in a folder, links aside; no folder has no files."""

    path: Path | None

    def size(self, name: str) -> int | None:
        file = self.path / name if self.path else None
        if file is None or file.is_symlink() or not file.is_file():
            return None
        return file.stat().st_size

    def sha256(self, name: str) -> str:
        return hashlib.sha256(((self.path or Path()) / name).read_bytes()).hexdigest()


def measured(exhibits: list[Any], beside: Beside) -> tuple[tuple[Exhibit, ...], list[InputFault]]:
    """Plain exhibits with digest and size taken from their files, and what is wrong with those.

    One that is broken in itself is passed over: its type tells its faults.
    """
    whole: list[Exhibit] = []
    faults: list[InputFault] = []
    for index, plain in enumerate(exhibits):
        try:
            exhibit = Exhibit.read(plain)
        except InputFaults:
            continue
        exhibit, wrong = _measured(exhibit, f"$.exhibits[{index}]", beside)
        whole.append(exhibit)
        faults += wrong
    return tuple(whole), faults


def _measured(exhibit: Exhibit, path: str, beside: Beside) -> tuple[Exhibit, list[InputFault]]:
    if exhibit.file is None:
        return exhibit, []
    try:
        if (size := beside.size(exhibit.file)) is None:
            return exhibit, [InputFault(f"{path}.file", f"找不到文件 {exhibit.file}")]
        if size > MAX_FILE:
            return exhibit, [InputFault(f"{path}.file", "文件太大，最多 20 MB")]
        digest = beside.sha256(exhibit.file)
    except OSError:
        return exhibit, [InputFault(f"{path}.file", f"读不出文件 {exhibit.file}")]
    faults = list(_differences(exhibit, path, digest, size))
    return exhibit.model_copy(update={"sha256": digest, "size": size}), faults


def _differences(exhibit: Exhibit, path: str, digest: str, size: int) -> Iterator[InputFault]:
    if exhibit.sha256 not in (None, digest):
        yield InputFault(f"{path}.sha256", "和文件的摘要不一样")
    if exhibit.size not in (None, size):
        yield InputFault(f"{path}.size", f"和文件的大小不一样（文件是 {size} 字节）")
