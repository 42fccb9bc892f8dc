"""Exhibits through their pages: what comes in goes out the same, and nothing else comes in."""

import hashlib
import io
import itertools
import logging
import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone
from PIL import Image

from borrower_guide.cases import blobs, journal
from borrower_guide.cases.exhibits import files as exhibit_files
from borrower_guide.cases.exhibits import small_copy, uploads
from borrower_guide.cases.exhibits.chunks import CHUNK
from borrower_guide.cases.gate import open_case
from borrower_guide.cases.models import Blob, CaseFile
from borrower_guide.cases.retention import GRACE, purge
from tests.cases.pages import Browser, Page
from tests.cases.test_privacy import at_rest

pytestmark = pytest.mark.django_db
GPS, CAMERA = 0x8825, 0x010F
SECRET = b"canary-9f2e-bytes"


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path


def a_photo(size: tuple[int, int] = (400, 300), form: str = "JPEG", orientation: int = 1) -> bytes:
    """A photo with a place, a camera, a comment and an orientation."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, 0, size[0] // 2, size[1]))
    exif = picture.getexif()
    exif[0x0112], exif[CAMERA] = orientation, "canary-camera"
    exif.get_ifd(GPS).update({1: "N", 2: (39.0, 54.0, 20.0), 3: "E", 4: (116.0, 23.0, 29.0)})
    out = io.BytesIO()
    picture.save(out, form, exif=exif, **({"comment": SECRET} if form == "JPEG" else {}))
    return out.getvalue()


PDF = b"%PDF-1.7\n" + SECRET * 20_000  # six chunks
ANY = {"photo.jpg": a_photo(), "x.pdf": PDF, "one.m4a": b"\0\0\0\x20ftypM4A " + b"s" * CHUNK}


def add(browser: Browser, case: str, name: str, data: bytes, **fields: Any) -> Page:
    """Open the form and send it with a file, as a browser does: the file in its place."""
    address = f"{case}exhibits/new/"
    hidden = browser.get(address).hidden
    file = SimpleUploadedFile(name, data, "text/html")
    return browser.post(address, **hidden | {"file": file} | fields)


def added(browser: Browser, case: str, data: bytes = PDF, **fields: Any) -> str:
    return add(browser, case, "canary-name.pdf", data, **fields).moved_to.split("?")[0]


def body(page: Page) -> bytes:
    return b"".join(page.response.streaming_content)  # type: ignore[attr-defined]


def files_of(case: str) -> list[Path]:
    folder = blobs.folder_of(case.split("/")[2])
    return sorted(folder.iterdir()) if folder.is_dir() else []


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


def test_an_exhibit_needs_no_file() -> None:
    browser = Browser()
    case = browser.begun()
    page = browser.get(f"{case}exhibits/new/")
    sent = browser.post(
        f"{case}exhibits/new/",
        **page.hidden,
        title="信封",
        kind="physical",
        original_carrier="家里抽屉",
        made_at="11月3日",
    )
    shown = browser.get(sent.moved_to)
    assert all(word in shown.words for word in ("信封", "物品", "家里抽屉", "11月3日"))
    assert browser.get(sent.moved_to.split("?")[0] + "file/").status == 404
    assert "信封" in browser.get(case).words


def test_nothing_at_all_is_said() -> None:
    browser = Browser()
    case = browser.begun()
    page = browser.get(f"{case}exhibits/new/")
    assert list(browser.post(f"{case}exhibits/new/", **page.hidden).faults) == ["f-file"]


HTML = b"<!doctype html><script>alert(1)</script>"
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


def test_sent_twice_it_is_there_once() -> None:
    browser = Browser()
    case = browser.begun()
    address = f"{case}exhibits/new/"
    hidden = browser.get(address).hidden
    pages = [
        browser.post(
            address, **hidden, title="门口", visits="V1", file=SimpleUploadedFile("a.pdf", PDF)
        )
        for _ in range(2)
    ]
    assert [page.moved_to.partition("saved=")[2] for page in pages] == ["new", "same"]
    assert len(files_of(case)) == Blob.objects.count() == 1
    assert browser.get(case).text.count("证据 1：门口") == 1
    # Sent again without the file, from a page that came back empty: the file stays.
    again = browser.post(address, **hidden, title="大门口", visits="V1", kind="document")
    assert body(browser.get(again.moved_to.split("?")[0] + "file/")) == PDF


def test_a_visit_lists_it_and_lists_it_no_more() -> None:
    browser = Browser()
    case = browser.begun()
    visit = browser.get(case).links("/visits/")[1]
    subject = visit.split("/")[-2]
    page = browser.get(f"{case}exhibits/new/?visit={subject}")
    assert page.checked("visits") == ["V1"]
    address = added(browser, case, visits="V1")
    assert "来访 1" in browser.get(address).words
    assert "证据 1" in browser.get(case).words
    edit = browser.get(address + "edit/")
    assert edit.checked("visits") == ["V1"]
    browser.post(address + "edit/", **edit.hidden, kind="document")
    assert "来访 1" not in browser.get(address).words


def test_a_file_is_added_later_and_stays_the_only_one() -> None:
    browser = Browser()
    case = browser.begun()
    page = browser.get(f"{case}exhibits/new/")
    address = browser.post(f"{case}exhibits/new/", **page.hidden, title="录音").moved_to.split("?")[
        0
    ]
    edit = browser.get(address + "edit/")
    file = SimpleUploadedFile("a.pdf", PDF)
    browser.post(address + "edit/", **edit.hidden, title="录音", file=file)
    assert body(browser.get(address + "file/")) == PDF
    edit = browser.get(address + "edit/")
    assert 'type="file"' not in edit.text
    other = SimpleUploadedFile("a.pdf", PDF + b"x")
    refused = browser.post(address + "edit/", **edit.hidden, title="录音", file=other)
    assert refused.status == 422
    assert refused.faults == {"f-file": "这份证据已有文件。另一个文件，请新加一份"}
    changed = browser.post(address + "edit/", **edit.hidden, title="录音 2", kind="audio")
    assert "补1" in browser.get(changed.moved_to).words
    assert body(browser.get(address + "file/")) == PDF


def test_a_file_that_is_not_here_is_brought_later_and_must_be_the_same() -> None:
    """As after an import of the JSON alone."""
    browser = Browser()
    case = browser.begun()
    address = added(browser, case)
    Blob.objects.all().delete()
    assert "只有它的摘要" in browser.get(address).words
    hidden = browser.get(address + "edit/").hidden
    sent = {"kind": "document", "file": SimpleUploadedFile("a.pdf", PDF + b"x")}
    assert browser.post(address + "edit/", **hidden, **sent).faults["f-file"].startswith("和记下")
    sent["file"] = SimpleUploadedFile("a.pdf", PDF)
    assert browser.post(address + "edit/", **hidden, **sent).status == 302
    assert body(browser.get(address + "file/")) == PDF


def test_a_withdrawn_one_stays_to_be_read() -> None:
    browser = Browser()
    case = browser.begun()
    address = added(browser, case)
    assert browser.post(address + "withdraw/", reason="").status == 422
    browser.post(address + "withdraw/", reason="传错了")
    assert "传错了" in browser.get(address).words
    assert body(browser.get(address + "file/")) == PDF


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


def flipped(data: bytes) -> bytes:
    return data[:100_000] + bytes([data[100_000] ^ 1]) + data[100_001:]


SEALED = CHUNK + 28
TOUCHED = {
    "flipped": flipped,
    "dropped": lambda data: data[:SEALED] + data[2 * SEALED :],
    "swapped": lambda data: data[SEALED : 2 * SEALED] + data[:SEALED] + data[2 * SEALED :],
    "repeated": lambda data: data[:SEALED] + data[:SEALED] + data[2 * SEALED :],
    "cut off": lambda data: data[: 3 * SEALED],
    "made longer": lambda data: data + b"x",
    "emptied": lambda data: b"",
}


@pytest.mark.parametrize("how", sorted(TOUCHED))
def test_a_touched_file_is_not_given(how: str, caplog: pytest.LogCaptureFixture) -> None:
    browser = Browser()
    case = browser.begun()
    address = added(browser, case)
    [path] = files_of(case)
    path.write_bytes(TOUCHED[how](path.read_bytes()))
    browser.client.raise_request_exception = True
    page = browser.get(address + "file/")
    assert page.status == 500
    assert "打不开了" in page.words
    assert SECRET not in page.response.content


def test_a_shorter_file_with_a_fitting_row_is_not_given() -> None:
    """Chunks are cut off and the row made to fit: the last chunk is bound to the whole."""
    browser = Browser()
    case = browser.begun()
    address = added(browser, case)
    [path] = files_of(case)
    path.write_bytes(path.read_bytes()[: 3 * SEALED])
    Blob.objects.update(size=3 * CHUNK)
    assert browser.get(address + "file/").status == 500


def test_a_file_in_the_place_of_another_is_not_given() -> None:
    browser = Browser()
    case = browser.begun()
    address = added(browser, case, PDF)
    added(browser, case, PDF[:-1] + b"!")
    first, second = files_of(case)
    first_bytes = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(first_bytes)
    assert browser.get(address + "file/").status == 500


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_small_copy_has_its_pixels_alone(form: str) -> None:
    browser = Browser()
    case = browser.begun()
    address = added(browser, case, a_photo((2400, 1200), form, orientation=6))
    assert "小图" in browser.get(address).words
    sent = browser.get(address + "small.jpg")
    data = body(sent)
    assert sent.response["Content-Type"] == "image/jpeg"
    assert len(data) <= small_copy.MOST_BYTES
    picture = Image.open(io.BytesIO(data))
    assert picture.size == (800, 1600)  # upright
    assert picture.getpixel((400, 100))[2] > 200  # blue was on the left, and is on top
    assert not dict(picture.getexif())
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"canary" not in data
    assert b"Exif" not in data


def test_a_long_screenshot_can_still_be_read() -> None:
    out = io.BytesIO()
    Image.new("RGB", (1080, 9000), "white").save(out, "PNG")
    copy = small_copy.small_copy(io.BytesIO(out.getvalue()))
    assert copy
    assert Image.open(io.BytesIO(copy)).size == (800, 6667)


def test_a_noisy_picture_is_made_small_enough() -> None:
    out = io.BytesIO()
    Image.effect_noise((3000, 3000), 200).save(out, "PNG")
    copy = small_copy.small_copy(io.BytesIO(out.getvalue()))
    assert copy
    assert len(copy) <= small_copy.MOST_BYTES


@pytest.mark.parametrize("side", [6_400, 9_500, 14_000])
def test_a_bomb_is_refused(side: int) -> None:
    out = io.BytesIO()
    Image.new("1", (side, side)).save(out, "PNG")
    browser = Browser()
    case = browser.begun()
    page = add(browser, case, "x.png", out.getvalue())
    assert page.faults == {"f-file": "这张照片的尺寸太大，请换一张小的"}
    assert not files_of(case)


def test_a_broken_photo_is_kept_as_it_came() -> None:
    logging.disable(logging.CRITICAL)
    try:
        browser = Browser()
        case = browser.begun()
        data = a_photo()[:200]
        address = added(browser, case, data)
    finally:
        logging.disable(logging.NOTSET)
    assert browser.get(address + "small.jpg").status == 404
    assert body(browser.get(address + "file/")) == data


class Coming(io.RawIOBase):
    """A body with a film of `size` bytes in it that is never whole in memory."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        super().__init__()
        self.parts = itertools.chain(
            [head], itertools.repeat(b"x" * 1000, size // 1000), [b"x" * (size % 1000)], [tail]
        )

    def read(self, size: int = -1) -> bytes:
        """One part, whatever was asked for; parts are shorter than what anyone asks."""
        part = next(self.parts, b"")
        assert size < 0 or len(part) <= size
        return part


def test_memory_stays_flat_while_a_large_file_comes_in() -> None:
    browser = Browser()
    case = browser.begun()
    address = f"{case}exhibits/new/"
    fields = browser.get(address).hidden
    whole = fields.pop("whole")
    size = uploads.MOST_BYTES - 100

    def part(name: str, value: str, more: str = "") -> bytes:
        return f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}'.encode()

    head = b"".join(part(name, value) + b"\r\n" for name, value in fields.items())
    head += part("file", "", '; filename="f.mp4"') + b"\0\0\0\x20ftypisom"
    tail = b"\r\n" + part("whole", whole) + b"\r\n--b--\r\n"
    tracemalloc.start()
    try:
        response = browser.client.generic(
            "POST",
            address,
            CONTENT_TYPE="multipart/form-data; boundary=b",
            CONTENT_LENGTH=str(len(head) + size + len(tail)),
            **{"wsgi.input": Coming(head, size, tail)},  # type: ignore[arg-type]
        )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert response.status_code == 302
    assert Blob.objects.get().size == size + 12
    assert peak < 2 * 1024 * 1024


@pytest.fixture
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_a_full_disk_while_it_comes_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, quiet: None
) -> None:
    browser = Browser()
    case = browser.begun()
    for where in ("_put", "__init__", "finish"):
        with monkeypatch.context() as patch:
            patch.setattr(uploads.Sealing, where, full_disk)
            page = add(browser, case, "x.pdf", PDF, title="门口")
        assert page.faults == {"f-file": uploads.FULL_DISK}
        assert page.value("title") == "门口"
        assert not list((tmp_path / "tmp").iterdir())


def full_disk(*_args: object, **_more: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("where", ["file", "database", "journal", "small"])
def test_a_full_disk_while_it_is_kept(
    where: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, quiet: None
) -> None:
    browser = Browser()
    case = browser.begun()
    places = {
        "file": (blobs, "_sync"),
        "database": (Blob, "save"),
        "journal": (journal, "_sealed"),
        "small": (exhibit_files, "Sealing"),
    }
    with monkeypatch.context() as patch:
        patch.setattr(*places[where], full_disk)
        page = add(browser, case, "x.jpg", a_photo(), title="门口")
    assert page.status == 507
    assert "门口" in page.text
    assert "文件要再选一次" in page.words
    assert not Blob.objects.exists()
    assert not files_of(case)
    assert not list((tmp_path / "tmp").iterdir())
    assert add(browser, case, "x.jpg", a_photo(), title="门口").status == 302


def test_a_kill_while_it_comes_in_leaves_nothing_after_the_sweep(tmp_path: Path) -> None:
    browser = Browser()
    case = browser.begun()
    address = added(browser, case)
    left = uploads.Sealing(case.split("/")[2])
    left.write(PDF)
    moved = left.finish()  # killed before the row, or after the move
    blobs.move_in(moved.path, moved.ref, moved.id)
    half = uploads.Sealing(moved.ref)
    half.write(PDF)
    assert purge(timezone.now()).files == 0
    assert purge(timezone.now() + GRACE * 2).files == 2
    half.discard()
    assert not list((tmp_path / "tmp").iterdir())
    assert len(files_of(case)) == 1
    assert body(browser.get(address + "file/")) == PDF


def test_erasing_the_case_takes_the_files() -> None:
    browser = Browser()
    case = browser.begun()
    added(browser, case, a_photo())
    assert len(files_of(case)) == 2
    journal.erase(CaseFile.objects.get())
    assert not files_of(case)
    assert not Blob.objects.exists()


def test_a_stranger_gets_nothing() -> None:
    browser = Browser()
    case = browser.begun()
    address = added(browser, case, a_photo())
    other = Browser()
    other.begun()
    for page in ("", "file/", "small.jpg", "edit/", "withdraw/"):
        assert other.get(address + page).status == 404


@pytest.mark.django_db(transaction=True)
def test_name_and_bytes_are_nowhere_in_clear(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = Browser()
    case = browser.begun()
    address = add(browser, case, "canary-name.jpg", a_photo(), title="canary-title").moved_to
    added(browser, case, PDF)
    add(browser, case, "canary-name.html", b"canary " + HTML)
    assert "canary-name.jpg" in browser.get(address).words
    body(browser.get(address.split("?")[0] + "file/"))
    connection.close()
    database = Path(connection.settings_dict["NAME"])
    stored = at_rest() + b"".join(p.read_bytes() for p in database.parent.glob(database.name + "*"))
    digest = hashlib.sha256(PDF).hexdigest()
    for secret in ("canary", digest, "alert(1)"):
        assert secret.encode() not in stored
        assert secret not in caplog.text
        assert secret not in browser.client.cookies.output()
    assert bytes.fromhex(digest) not in stored
    assert b"JFIF" not in stored
