"""What PDF readers were fooled by: each shows, whatever the file then says or looks like.

Incremental saving, signature wrapping and universal forgery: Mladenov et al., "1 Trillion Dollar
Refund", CCS 2019; shadow attacks: Mainka et al., NDSS 2021.
"""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from borrower_guide.record.attachment import attached
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.verdict import Status
from borrower_guide.record.verify import verify_record
from tests.record import damage as d

name = generic.NameObject


def appended(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The record with a revision after it; every old byte stays."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(data)
    return out.getvalue()


def other_pages(writer: Any) -> None:
    """The first page alone, as if there were no others."""
    tree = writer.root["/Pages"]
    tree[name("/Kids")] = generic.ArrayObject([tree["/Kids"].raw_get(0)])
    tree[name("/Count")] = generic.NumberObject(1)
    writer.update_container(tree)


def other_words(writer: Any) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    words = writer.add_object(generic.StreamObject(stream_data=b"0 0 400 400 re f"))
    page[name("/Contents")] = words
    writer.update_container(page)


def written_over(writer: Any) -> None:
    page = writer.find_page_for_modification(0)[0]
    box = generic.ArrayObject(map(generic.NumberObject, (50, 700, 500, 800)))
    note = generic.DictionaryObject(
        {
            name("/Type"): name("/Annot"),
            name("/Subtype"): name("/FreeText"),
            name("/Rect"): box,
            name("/Contents"): generic.pdf_string("已还清"),
        }
    )
    writer.register_annotation(page, writer.add_object(note))


def other_record(writer: Any) -> None:
    """A `record.json` of the same name; a reader shows the later one."""
    stream = generic.StreamObject(stream_data=b"{}")
    stream[name("/Type")] = name("/EmbeddedFile")
    files = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    files[1].get_object()["/EF"][name("/F")] = writer.add_object(stream)
    writer.update_container(files[1].get_object())


def no_seal_in_the_form(writer: Any) -> None:
    del writer.root["/AcroForm"]
    writer.update_root()


def two_tables(data: bytes) -> bytes:
    """A hybrid file: the last trailer points back, and aside to a stream that is not there."""
    (start,) = re.findall(rb"startxref\s+(\d+)\s+%%EOF\s*$", data)
    table = b"xref\n0 0\ntrailer\n<</Size 1/Root 1 0 R/Prev %s/XRefStm %s>>\n" % (start, start)
    return data + table + b"startxref\n%d\n%%%%EOF\n" % len(data)


def in_object_streams(data: bytes) -> bytes:
    """Saved with all objects packed, then the old seal's digits and range left as they were."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def ranged(data: bytes, change: Callable[[int, int, int], tuple[int, int, int]]) -> bytes:
    """The range rewritten, as wide as it was where that is possible."""
    where = d.place(data)
    old = re.search(rb"/ByteRange \[[^\]]*\] *", data)
    assert old
    new = change(where.start, where.end, where.covered - where.end)
    text = b"/ByteRange [0 %d %d %d]" % new
    return data[: old.start()] + text.ljust(len(old[0])) + data[old.end() :]


def wrapped(data: bytes) -> bytes:
    """Something put between the seal and what it says that it covers after it."""
    foul = b"\n9999 0 obj\n<</Type /Page>>\nendobj\n"
    moved = ranged(data, lambda start, end, rest: (start, end + len(foul), rest))
    end = d.place(data).end
    return moved[:end] + foul + moved[end:]


APPENDED = (other_pages, other_words, written_over, other_record, no_seal_in_the_form)
ATTACKS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    **{one.__name__: (lambda f, one=one: appended(f, one), "bytes_after") for one in APPENDED},
    "two tables": (two_tables, "bytes_after"),
    "object streams": (in_object_streams, ""),
    "wrapped": (wrapped, ""),
    "range: less": (lambda f: ranged(f, lambda a, b, c: (a, b, c - 100)), "bytes_after"),
    "range: nothing after": (lambda f: ranged(f, lambda a, b, c: (a, b, 0)), "bytes_after"),
    "range: all is hole": (lambda f: ranged(f, lambda a, b, c: (0, b + c, 0)), "seal_place"),
    "range: back to front": (lambda f: ranged(f, lambda a, b, c: (b, a, c)), "seal_place"),
    "range: none": (lambda f: f.replace(b"/ByteRange", b"/Byte#52ange"), "no_seal"),
    "contents: null": (lambda f: f.replace(b"/Contents <", b"/Contents null%<"), ""),
    "contents: nought": (lambda f: d.swap_digits(f, b"00"), "seal_form"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_shows(attack: str, small: bytes, key: SealingKey) -> None:
    change, code = ATTACKS[attack]
    spoilt = change(small)
    assert spoilt != small
    verdict = verify_record(spoilt, key.certificate)
    assert verdict.status is Status.ALTERED
    assert code in {fault.code for fault in verdict.faults} | {""}


def test_a_reader_is_shown_what_was_appended(small: bytes) -> None:
    """Else these would be no attacks."""
    with pikepdf.open(BytesIO(appended(small, other_pages))) as pdf:
        assert len(pdf.pages) == 1
    spoilt = appended(small, other_record)
    with pikepdf.open(BytesIO(spoilt)) as pdf:
        assert pdf.attachments["record.json"].get_file().read_bytes() == b"{}"
    assert len(list(attached(spoilt))) == 2
