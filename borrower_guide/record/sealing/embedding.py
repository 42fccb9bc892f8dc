"""Append a signature field with room for its container, and fill it (ISO 32000-2, 12.8).

The bytes are those that pyHanko's `PdfCMSEmbedder` would append. It is not used, since its package
loads a whole HTTP client into every process that seals.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from borrower_guide.printing.pdf_objects import generic, name, number, row, table, text

RANGES = b"[]" + b" " * 60  # where the four numbers of /ByteRange are written afterwards
LOCKED_PRINTED = 0b10000100  # flags of an annotation (12.5.3); PDF/A wants the second
APPEND_ONLY = 3  # SignaturesExist and AppendOnly (table 225)


class _Verbatim(generic.PdfObject):  # type: ignore[misc]
    """Bytes that stand in the file as they are, encrypted or not (7.6.2 excepts /Contents)."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def write_to_stream(self, stream: Any, *_: Any, **__: Any) -> None:
        stream.write(self.data)


def embed(
    pdf: bytes,
    field: str,
    *,
    room: int,
    reason: str,
    at: datetime,
    sign: Callable[[bytes], bytes],
    password: str = "",
) -> bytes:
    """`pdf` with a signed field appended.

    `sign` is given the SHA-256 of what it covers and answers with a container of at most `room`
    bytes. `password`: the one that opens `pdf`, if it is encrypted.
    """
    hole = b"<" + b"0" * 2 * room + b">"
    data = bytearray(_appended(pdf, password, field, _seal(hole, reason, at)))
    start = data.index(hole, len(pdf))
    end = start + len(hole)
    ranges, at_ranges = b"[0 %d %d %d]" % (start, end, len(data) - end), data.index(RANGES, end)
    data[at_ranges : at_ranges + len(ranges)] = ranges
    container = sign(hashlib.sha256(data[:start] + data[end:]).digest())
    digits = container.hex().upper().encode()
    if len(digits) > 2 * room:
        raise ValueError(f"a container of {len(container)} bytes, room for {room}")
    data[start + 1 : start + 1 + len(digits)] = digits
    return bytes(data)


def _seal(hole: bytes, reason: str, at: datetime) -> Any:
    return table(
        {
            "Contents": _Verbatim(hole),
            "ByteRange": _Verbatim(RANGES),
            "Type": name("/Sig"),
            "Filter": name("/Adobe.PPKLite"),
            "SubFilter": name("/ETSI.CAdES.detached"),
            "M": generic.pdf_date(at),
            "Reason": text(reason),
        }
    )


def _appended(pdf: bytes, password: str, field: str, seal: Any) -> bytes:
    """`pdf` and a revision in which a field without a place on the page has `seal` as its value."""
    writer: Any = IncrementalPdfFileWriter(BytesIO(pdf))
    if password:
        writer.encrypt(password)
    page = writer.find_page_for_modification(0)[0]
    form, fields = table({}), row([])
    writer.root[name("/AcroForm")] = writer.add_object(form)
    writer.update_root()
    widget = writer.add_object(_widget(field, page))
    fields.append(widget)
    form.update({name("/Fields"): fields, name("/SigFlags"): number(APPEND_ONLY)})
    writer.register_annotation(page, widget)
    widget.get_object()[name("/V")] = writer.add_object(seal)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _widget(field: str, page: Any) -> Any:
    return table(
        {
            "FT": name("/Sig"),
            "T": text(field),
            "Type": name("/Annot"),
            "Subtype": name("/Widget"),
            "F": number(LOCKED_PRINTED),
            "Rect": row([generic.FloatObject(0)] * 4),
            "P": page,
        }
    )
