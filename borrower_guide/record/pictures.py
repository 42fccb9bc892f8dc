"""The pictures printed in a record, found in the PDF by their digests. No Django.

A JPEG lies in a PDF byte for byte as it came (filter DCTDecode), so the file holds each picture
once: `pdfimages -all` takes it out, and its SHA-256 is the one that `record.json` names.
"""

import hashlib
import re
from collections.abc import Collection, Iterator

from borrower_guide.record.attachment import MOST_FAULTS, Manifest
from borrower_guide.record.verdict import Fault

PICTURES = "pictures"  # in the manifest: subject of an exhibit → SHA-256 of its small copy
MARK = re.compile(rb"/DCTDecode\b")
LENGTH = re.compile(rb"/Length (\d{1,9})\b")
HEAD = 400  # bytes of a picture's dictionary
MOST = 500  # pictures looked at
DIGEST = re.compile(r"[0-9a-f]{64}")


def pictures_in(data: bytes, digests: Collection[str]) -> dict[str, bytes]:
    """JPEG bytes by digest, as far as they are there. Each byte of the file is hashed once."""
    found: dict[str, bytes] = {}
    for picture in _streams(data) if digests else ():
        digest = hashlib.sha256(picture).hexdigest()
        if digest in digests:
            found[digest] = picture
    return found


def _streams(data: bytes) -> Iterator[bytes]:
    end = 0
    for _ in range(MOST):
        mark = MARK.search(data, end)
        start = data.find(b"stream", mark.end(), mark.end() + HEAD) if mark else -1
        if mark is None:
            return
        head = data.rfind(b"obj", max(mark.start() - HEAD, end), mark.start())
        length = LENGTH.search(data, max(head, 0), max(start, 0))
        end = mark.end()
        if head < 0 or start < 0 or length is None:
            continue
        start += len(b"stream\r\n") if data[start + 6 : start + 8] == b"\r\n" else 7
        yield data[start : start + int(length[1])]
        end = max(end, start + int(length[1]))


def picture_faults(data: bytes, manifest: Manifest) -> Iterator[Fault]:
    """Each picture that the manifest names and the file does not hold."""
    named = manifest.content.get(PICTURES, {})
    if not isinstance(named, dict) or not all(map(_is_digest, named.values())):
        yield Fault("manifest_form", "record.json", "图的清单写得不对，被改过。")
        return
    there = pictures_in(data, set(named.values()))
    for digest in sorted(set(named.values()) - there.keys())[:MOST_FAULTS]:
        yield Fault("picture", f"图 {digest[:16]}", "不在文件里，被换过或者拿掉了。")


def _is_digest(value: object) -> bool:
    """A forged list may hold anything, even text that no page can show."""
    return isinstance(value, str) and DIGEST.fullmatch(value) is not None
