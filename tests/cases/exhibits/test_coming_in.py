"""What comes in goes out the same, and nothing else comes in."""

import hashlib
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from borrower_guide.cases.exhibits import files as exhibit_files
from borrower_guide.cases.exhibits import uploads
from borrower_guide.cases.gate import open_case
from borrower_guide.cases.models import Blob
from tests.cases.exhibits.made import (
    ANY,
    HTML,
    PDF,
    add,
    added,
    body,
    files_of,
)
from tests.cases.pages import Browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", sorted(ANY))
def test_the_uploaded_bytes_come_back(name: str) -> None:
    browser = Browser()
    case = browser.begun()
    address = add(browser, case, name, ANY[name], title="门口").moved_to.split("?")[0]
    shown = browser.get(address)
    assert "门口" in shown.words
    assert hashlib.sha256(ANY[name]).hexdigest() in shown.words.replace(" ", "")
    sent = browser.get(address + "file/")
    assert body(sent) == ANY[name]
    headers = sent.response.headers
    ending = name.rpartition(".")[2]
    assert headers["Content-Disposition"] == (
        f"attachment; filename=\"jilu-E1.{ending}\"; filename*=UTF-8''%E8%AE%B0%E5%BD%95E1.{ending}"
    )
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Length"] == str(len(ANY[name]))
    assert "Content-Encoding" not in headers
    assert "html" not in headers["Content-Type"]


def test_the_function_for_the_zip_gives_the_same_bytes() -> None:
    browser = Browser()
    case = browser.begun()
    subject = added(browser, case).split("/")[-2]
    request = RequestFactory().get(case)
    request.COOKIES = {name: cookie.value for name, cookie in browser.client.cookies.items()}
    opened = open_case(request, case.split("/")[2])
    assert b"".join(exhibit_files.exhibit_bytes(opened, subject)) == PDF
    with pytest.raises(exhibit_files.NoFile):
        exhibit_files.exhibit_bytes(opened, "0" * 32)


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'

REFUSED = {
    "page.html": HTML,
    "photo.jpg": HTML,
    "x.svg": SVG,
    "x.zip": b"PK\x03\x04" + b"\0" * 40,
    "x.exe": b"MZ" + b"\0" * 40,
    "x.docx": b"PK\x03\x04" + b"\0" * 40,
    "x.avi": b"RIFF\0\0\0\0AVI LIST",
    "x.tiff": b"II*\0" + b"\0" * 40,
    "short.jpg": b"\xff",
    "x.txt": "我要告你".encode(),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_other_types_are_refused_and_what_was_typed_stays(name: str) -> None:
    browser = Browser()
    case = browser.begun()
    page = add(browser, case, name, REFUSED[name], title="写了这些", proof_purpose="几点到")
    assert page.status == 422
    assert page.faults == {"f-file": uploads.TYPE}
    assert page.value("title") == "写了这些"
    assert "几点到" in page.text
    assert not Blob.objects.exists()
    assert not files_of(case)


def test_an_empty_file_is_refused() -> None:
    browser = Browser()
    assert add(browser, browser.begun(), "x.pdf", b"").faults == {"f-file": uploads.EMPTY}


def test_a_fault_elsewhere_asks_for_the_file_again(tmp_path: Path) -> None:
    browser = Browser()
    case = browser.begun()
    page = add(browser, case, "x.pdf", PDF, made_at="不知道", title="门口")
    assert set(page.faults) == {"f-file", "f-made_at"}
    assert page.faults["f-file"] == "文件要再选一次"
    assert page.summary == ["f-file", "f-made_at"]
    assert page.value("title") == "门口"
    assert not list((tmp_path / "tmp").iterdir())


def test_a_large_file_is_refused_beside_its_field(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", len(PDF) - 1)
    browser = Browser()
    case = browser.begun()
    page = add(browser, case, "x.pdf", PDF, title="门口")
    assert page.faults == {"f-file": uploads.LARGE}
    assert page.value("title") == "门口"
    assert not list((tmp_path / "tmp").iterdir())
    assert add(browser, case, "x.pdf", PDF[:-1]).status == 302


def test_a_case_holds_so_much_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exhibit_files, "CASE_MOST_BYTES", 2 * len(PDF))
    browser = Browser()
    case = browser.begun()
    added(browser, case, PDF + b"1"[:0])
    assert add(browser, case, "x.pdf", PDF + b"22").faults["f-file"].startswith("这份记录的文件")
    assert len(files_of(case)) == 1
    assert Browser().begun()  # another case is not concerned


def test_a_body_that_broke_off_is_not_kept() -> None:
    browser = Browser()
    case = browser.begun()
    hidden = browser.get(f"{case}exhibits/new/").hidden
    del hidden["whole"]
    page = browser.post(f"{case}exhibits/new/", **hidden, file=SimpleUploadedFile("a.pdf", PDF))
    assert page.faults == {"f-file": "文件没有传完，请再选一次"}
    assert not files_of(case)


def test_a_second_file_and_other_pages_take_none() -> None:
    browser = Browser()
    case = browser.begun()
    page = add(browser, case, "a.pdf", PDF, other=SimpleUploadedFile("b.pdf", PDF))
    assert page.status == 400
    assert browser.post(f"{case}about/", file=SimpleUploadedFile("b.pdf", PDF)).status == 400
    assert not files_of(case)


def test_a_closed_case_asks_for_number_and_file_and_then_takes_both(tmp_path: Path) -> None:
    browser = Browser()
    begin = browser.begin()
    browser.write(begin, consent="yes", impact="没睡好")
    case = "/".join(begin.split("/")[:3]) + "/"
    code = "".join(re.findall(r"<span>(\d{4})</span>", browser.get(case + "number/").text))
    address = f"{case}exhibits/new/"
    hidden = browser.get(address).hidden
    other = Browser()
    page = other.post(
        address, **hidden, title="门口", visits="V1", file=SimpleUploadedFile("a.pdf", PDF)
    )
    assert page.status == 403
    assert "文件要再选一次" in page.words
    assert "门口" in page.text
    assert page.hidden["whole"] == "1"
    assert page.hidden["visits"] == "V1"
    refused = other.post(address, **hidden, title="门口", file=SimpleUploadedFile("a.x", HTML))
    assert 'type="file"' in refused.text
    assert not list((tmp_path / "tmp").iterdir())
    assert not files_of(case)
    sent = {**page.hidden, "title": "门口", "resume_code": code}
    done = other.post(address, **sent, file=SimpleUploadedFile("a.pdf", PDF))
    assert body(other.get(done.moved_to.split("?")[0] + "file/")) == PDF
