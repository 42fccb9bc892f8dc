"""A file is kept whole or not at all, in little memory, and nowhere in clear."""

import hashlib
import io
import itertools
import logging
import tracemalloc
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from borrower_guide.cases import blobs, journal
from borrower_guide.cases.exhibits import files as exhibit_files
from borrower_guide.cases.exhibits import uploads
from borrower_guide.cases.models import Blob, CaseFile
from borrower_guide.cases.retention import GRACE, purge
from tests.cases.exhibits.made import (
    HTML,
    PDF,
    a_photo,
    add,
    added,
    body,
    files_of,
    full_disk,
)
from tests.cases.pages import Browser
from tests.cases.test_privacy import at_rest

pytestmark = pytest.mark.django_db


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
    assert b"\xff\xd8\xff\xe0\x00\x10JFIF" not in stored  # four letters may come by chance
