"""The files beside a case file: plain names, sizes and digests."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from borrower_guide.schema.exhibit import Exhibit
from borrower_guide.schema.faults import InputFault, InputFaults

MAX_FILE = 20 * 1024 * 1024


def measured(
    exhibits: list[Any], folder: Path | None
) -> tuple[tuple[Exhibit, ...], list[InputFault]]:
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
        exhibit, wrong = _measured(exhibit, f"$.exhibits[{index}]", folder)
        whole.append(exhibit)
        faults += wrong
    return tuple(whole), faults


def _measured(exhibit: Exhibit, path: str, folder: Path | None) -> tuple[Exhibit, list[InputFault]]:
    if exhibit.file is None:
        return exhibit, []
    file = folder / exhibit.file if folder else None
    try:
        if file is None or file.is_symlink() or not file.is_file():
            return exhibit, [InputFault(f"{path}.file", f"找不到文件 {exhibit.file}")]
        if (size := file.stat().st_size) > MAX_FILE:
            return exhibit, [InputFault(f"{path}.file", "文件太大，最多 20 MB")]
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return exhibit, [InputFault(f"{path}.file", f"读不出文件 {exhibit.file}")]
    faults = list(_differences(exhibit, path, digest, size))
    return exhibit.model_copy(update={"sha256": digest, "size": size}), faults


def _differences(exhibit: Exhibit, path: str, digest: str, size: int) -> Iterator[InputFault]:
    if exhibit.sha256 not in (None, digest):
        yield InputFault(f"{path}.sha256", "和文件的摘要不一样")
    if exhibit.size not in (None, size):
        yield InputFault(f"{path}.size", f"和文件的大小不一样（文件是 {size} 字节）")
