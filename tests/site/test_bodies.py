"""Files go to one page; everywhere else they, and large bodies, are refused unread."""

from typing import Any

import pytest
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

PLACES = ["/cases/open/", "/cases/new/", "/cases/abc/visits/new/", "/guide/visit/", "/leave/"]


@pytest.fixture
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any start of a file is a failure."""

    def kept(*_: object, **__: object) -> None:
        raise AssertionError("a file was begun")

    for name in ("TemporaryFileUploadHandler", "MemoryFileUploadHandler"):
        monkeypatch.setattr(getattr(uploadhandler, name), "new_file", kept)


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("address", PLACES)
@pytest.mark.parametrize("checked", [True, False])
@pytest.mark.django_db
def test_a_file_is_refused_before_it_is_written(
    address: str, checked: bool, caplog: pytest.LogCaptureFixture
) -> None:
    file = SimpleUploadedFile("a.bin", bytes(3_000_000))
    response = Client(enforce_csrf_checks=checked).post(address, {"any": file})
    if address in ("/leave/", "/guide/visit/") and not checked:
        assert response.status_code == 405  # takes no form, and so reads none
        return
    assert response.status_code == 400
    assert "不收文件" in response.content.decode()
    assert "Traceback" not in caplog.text


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("address", PLACES)
def test_a_large_body_is_refused_by_its_stated_length(client: Client, address: str) -> None:
    file = SimpleUploadedFile("a.bin", bytes(6_000_000))
    response = client.post(address, {"any": file})
    assert response.status_code == 413
    assert "内容太大" in response.content.decode()


def test_the_page_that_checks_records_takes_a_large_file(client: Client) -> None:
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7" + bytes(6_000_000))
    assert client.post("/verify/", {"file": file}).status_code == 200


def test_uploads_lie_in_our_own_folder(settings: Any) -> None:
    assert settings.FILE_UPLOAD_TEMP_DIR == settings.DATA_DIR / "tmp"
    assert settings.FILE_UPLOAD_TEMP_DIR.stat().st_mode & 0o777 == 0o700
