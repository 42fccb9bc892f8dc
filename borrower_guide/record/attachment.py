"""The files inside a PDF, read from the bytes alone, and whether ours holds together."""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from borrower_guide.record.chain import breaks, is_stub, manifest_digest, record_number
from borrower_guide.record.verdict import Fault
from borrower_guide.schema.canonical import canonical

NAME = "record.json"
FORMAT = "borrower-guide/record"
# 2 holds `together`; 3 may leave entries out. Each says all that it needs to those who know it.
VERSIONS = (1, 2, 3)
IN_PART = 3
MARK = re.compile(rb"/Type\s*/EmbeddedFile\b")
# Bytes of the attachment: 500 full visits have 1.5 MB, and JSON takes forty times that in memory.
LIMIT = 4 * 1024 * 1024
MOST = 1  # attachments unpacked; ours has one, and a trap has thousands
MOST_COUNTED = 1000  # and millions; to count those of 100 MB took ten seconds
MOST_FAULTS = 50  # named in an answer; a forged manifest has room for a hundred thousand


@dataclass(frozen=True, slots=True)
class Manifest:
    """A `record.json`: its exact bytes, what they say, its digest and number.

    The number is empty where the time of making is no day that China has.
    """

    data: bytes
    content: dict[str, Any]
    digest: str
    number: str
    entries: list[dict[str, Any]]

    @property
    def left_out(self) -> int:
        """How many entries stand here by their digest alone."""
        return sum(map(is_stub, self.entries))


def attached(data: bytes) -> Iterator[bytes | None]:
    """Content of each embedded file; None for one that cannot be unpacked, or is one too many.

    Those beyond MOST_COUNTED are not counted.
    """
    for position, mark in enumerate(islice(MARK.finditer(data), MOST_COUNTED)):
        if position >= MOST:
            yield None
            continue
        head = data.find(b"stream", mark.end())
        start = head + len(b"stream")
        start += 2 if data[start : start + 2] == b"\r\n" else 1
        packed = b"FlateDecode" in data[data.rfind(b"obj", 0, mark.start()) : head]
        yield _unpacked(data, start) if packed else _plain(data, start)


def _plain(data: bytes, start: int) -> bytes | None:
    end = data.find(b"endstream", start, start + LIMIT)
    return None if end < 0 else data[start:end]


def _unpacked(data: bytes, start: int) -> bytes | None:
    packer = zlib.decompressobj()
    try:
        content = packer.decompress(memoryview(data)[start:], LIMIT)
    except zlib.error:
        return None
    return content if packer.eof else None


def read_manifest(content: bytes | None) -> Manifest | None:
    """The manifest in these bytes, whether or not its chain is whole; None if it is none."""
    try:
        value = json.loads(content or b"")
        if value["format"] != FORMAT or value["version"] not in VERSIONS:
            return None
        digest = manifest_digest(content or b"")
        number = _number(value["made_at"], digest)
        return Manifest(content or b"", value, digest, number, _entries(value))
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError):
        return None


def _number(made_at: str, digest: str) -> str:
    try:
        return record_number(made_at, digest)
    except OverflowError:  # the first or the last day of the calendar, moved past its end
        return ""


def _entries(value: dict[str, Any]) -> list[dict[str, Any]]:
    for entry in value["entries"]:
        _ = entry["seq"], entry["digest"] + ""
        if value["version"] < IN_PART or not is_stub(entry):
            _ = entry["previous_digest"] + ""
    return list(value["entries"])


def check_manifest(manifest: Manifest) -> Iterator[Fault]:
    """Every place where the manifest is not what we would have written."""
    if not manifest.number:
        yield Fault("manifest_form", NAME, "做成的时间不对，被改过。")
    try:
        if canonical(manifest.content) != manifest.data:
            yield Fault("manifest_form", NAME, "写法和我们的不一样，被改过。")
        for position, code, reason in islice(breaks(manifest.entries), MOST_FAULTS):
            yield Fault(code, f"{NAME} 第 {position} 条", f"{reason}。")
    except (ValueError, RecursionError):
        yield Fault("manifest_form", NAME, "里面有不该有的值，被改过。")
