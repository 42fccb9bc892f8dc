"""What a clerk may bring in place of the file: each is told what it is, truly, and what to do."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from docx import Document
from PIL import Image

from borrower_guide.record import not_pdf
from borrower_guide.record.locked_copy import locked_copy
from borrower_guide.record.report import sentences
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.verdict import CLAIMED, NEXT, Status, Verdict
from borrower_guide.record.verify import Given, verify_record
from tests.record import damage as d
from tests.record.sample import MADE_AT, PASSWORD

Brought = Callable[[bytes], bytes]


def photographed(data: bytes, form: str) -> bytes:
    """The first page as a picture, or as a scan, which is a PDF of pictures."""
    out = BytesIO()
    with pypdfium2.PdfDocument(data) as pdf:
        image: Image.Image = pdf[0].render(scale=0.5).to_pil().convert("RGB")
    image.save(out, form)
    return out.getvalue()


def zipped(data: bytes, method: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        file.writestr("jilu.pdf", data)
    return out.getvalue()


def word(_: bytes) -> bytes:
    out = BytesIO()
    Document().save(out)
    return out.getvalue()


def printed(data: bytes) -> bytes:
    """The pages alone, as a printer that writes PDF gives them."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.Root.AcroForm, pdf.Root.Names, pdf.Root.AF
        del pdf.pages[0].obj.Annots  # the seal's place
        pdf.save(out)
    return out.getvalue()


NO_PDF: dict[str, tuple[Brought, str]] = {
    "a photo": (lambda data: photographed(data, "JPEG"), not_pdf.PICTURE),
    "a screenshot": (lambda data: photographed(data, "PNG"), not_pdf.PICTURE),
    "a photo of an iPhone": (lambda _: b"\0\0\0\x18ftypheic\0\0\0\0", not_pdf.PICTURE),
    "a zip": (lambda data: zipped(data, zipfile.ZIP_DEFLATED), not_pdf.ARCHIVE),
    "a zip in which it lies as it is": (lambda d: zipped(d, zipfile.ZIP_STORED), not_pdf.ARCHIVE),
    "a rar": (lambda _: b"Rar!\x1a\x07\x01\0", not_pdf.ARCHIVE),
    "a Word file": (word, not_pdf.OFFICE),
    "an old Word file": (
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
        not_pdf.OFFICE,
    ),
    "a page in place of the download": (lambda _: b"<!DOCTYPE html><html>", not_pdf.PAGE),
    "some words": (lambda _: "你好".encode(), not_pdf.OTHER),
}


@pytest.mark.parametrize("name", NO_PDF)
def test_what_is_no_pdf_is_called_what_it_is(name: str, small: bytes, key: SealingKey) -> None:
    brought, words = NO_PDF[name]
    verdict = verify_record(brought(small), key.certificate)
    assert (verdict.status, verdict.exit_code) == (Status.UNREADABLE, 2)
    assert [(fault.code, fault.text) for fault in verdict.faults] == [("not_pdf", words)]


@pytest.mark.parametrize("brought", [printed, lambda data: photographed(data, "PDF")])
def test_a_print_or_a_scan_is_not_called_a_stranger(
    brought: Brought, small: bytes, key: SealingKey
) -> None:
    verdict = verify_record(brought(small), key.certificate)
    assert verdict.status is Status.NOT_OURS
    assert verdict.status.label == "这份文件上没有本站的封印，核对不了。"
    assert "不等于内容是假的" in verdict.next_step


@pytest.mark.parametrize("brought", [d.rewritten, d.append_title, lambda data: data[:-9]])
def test_a_file_saved_again_is_not_called_forged(
    brought: Brought, small: bytes, key: SealingKey
) -> None:
    verdict = verify_record(brought(small), key.certificate)
    assert verdict.status is Status.ALTERED
    assert "不一定是有人故意改" in verdict.next_step


def lines(verdict: Verdict) -> list[str]:
    return list(sentences(verdict))


def test_what_is_not_proved_is_called_claimed(
    small: bytes, key: SealingKey, other_key: SealingKey
) -> None:
    foreign = verify_record(small, other_key.certificate)
    spoilt = verify_record(d.flip(small, 5000), key.certificate)
    for verdict in (foreign, spoilt):
        told = lines(verdict)
        assert told.index(CLAIMED) < told.index(f"记录编号 {verdict.record_number}")
    assert CLAIMED not in lines(verify_record(small, key.certificate))
    assert CLAIMED not in lines(verify_record(d.plain_pdf(), key.certificate))


def test_every_answer_says_what_to_do(key: SealingKey) -> None:
    assert NEXT.keys() == set(Status) - {Status.UNREADABLE}
    for data in (b"", b"x", d.encrypted(d.plain_pdf())):
        (fault,) = verify_record(data, key.certificate).faults
        assert "请" in fault.text or fault.code == "empty"


def test_no_password_is_asked_for_where_none_would_help(
    small: bytes, key: SealingKey, other_key: SealingKey
) -> None:
    foreign = locked_copy(small, PASSWORD, key=other_key, at=MADE_AT, stamp=None).data
    for data in (foreign, d.encrypted(small)):
        (fault,) = verify_record(data, Given(key.certificate, password=PASSWORD)).faults
        assert fault.code == "encrypted"
        assert "所以不打开" in fault.text
