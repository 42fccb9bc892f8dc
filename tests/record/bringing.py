"""A browser that brings a case in from a file, and what it then holds."""

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from borrower_guide.cases.access import cookies
from borrower_guide.cases.access.cookies import PREFIX
from borrower_guide.cases.models import CaseFile, SealedEntry
from borrower_guide.cases.state import CaseState, project
from borrower_guide.cases.taking.exporting import exported
from tests.cases.made import Made
from tests.cases.pages import CONSENT, Browser, Page

ADDRESS = "/cases/import/"


def bring(browser: Browser, data: bytes, name: str = "jilu.json", **fields: Any) -> Page:
    """Open the page and send a file from it."""
    hidden = browser.get(ADDRESS).hidden
    return browser.post(ADDRESS, **{**hidden, **CONSENT, **fields}, file=as_file(data, name))


def as_file(data: bytes, name: str = "jilu.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def written(browser: Browser) -> CaseState:
    """The newest case of the browser, read from its pages alone."""
    [held] = [name for name in browser.client.cookies if name.startswith(PREFIX)]
    case = CaseFile.objects.get(pk=held.removeprefix(PREFIX))
    token = browser.client.cookies[held].value
    data = cookies.unseal(token, purpose=cookies.PURPOSE, max_age=None)
    assert data is not None
    holding = cookies.Holding(**{**data, "key": cookies.base64.b64decode(data["key"])})
    return project(Made(case, holding).entries())


def told(state: CaseState) -> dict[str, Any]:
    return {name: value for name, value in exported(state).items() if name != "history"}


def archive(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return packed.getvalue()


def taken(browser: Browser, case: str) -> bytes:
    response = browser.client.get(f"{case}export.zip")
    name = f"jilu-{timezone.localdate():%Y%m%d}.zip"
    assert response["Content-Disposition"].startswith(f'attachment; filename="{name}"; filename*=')
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Disposition"].isascii()
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def nothing_is_written() -> bool:
    return not CaseFile.objects.exists() and not SealedEntry.objects.exists()
