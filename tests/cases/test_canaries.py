"""A canary in everything of a case that is no form field: files and their names, drafts, taps."""

import io
import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from PIL import Image

from borrower_guide.cases.models import Blob, Draft, Glance, Pickup
from borrower_guide.record import keeping
from borrower_guide.record.make import Made
from tests.cases.exhibits.made import add, body
from tests.cases.pages import CONSENT, Browser, Page
from tests.cases.test_privacy import at_rest

CANARY, PLAIN = "金丝雀7f3a", b"canary-7f3a-bytes"
CAMERA, COMMENT = 0x010F, 0x9286


def photo() -> bytes:
    """The canary in the camera's name, in a comment of EXIF, and in one of JPEG."""
    picture, out = Image.new("RGB", (400, 300), "red"), io.BytesIO()
    exif = picture.getexif()
    exif[CAMERA], exif[COMMENT] = PLAIN.decode(), CANARY.encode()
    picture.save(out, "JPEG", exif=exif, comment=PLAIN)
    return out.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    f"{CANARY}.jpg": photo,
    f"{CANARY}.pdf": lambda: b"%PDF-1.7\n/Author (" + PLAIN + b")\n" + CANARY.encode() * 9_000,
    f"{CANARY}.m4a": lambda: b"\0\0\0\x20ftypM4A " + PLAIN * 5_000 + CANARY.encode(),
    f"{CANARY}.mp4": lambda: b"\0\0\0\x20ftypisom" + PLAIN * 5_000,
    f"{CANARY}.html": lambda: b"<p>" + PLAIN + CANARY.encode(),  # refused
}


class Walking(Browser):
    """Notes every address and cookie that it meets, as a history or a proxy would."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def _noted(self, address: str, page: Page) -> Page:
        heads = "\n".join(f"{name}: {value}" for name, value in page.response.headers.items())
        links = (
            ""
            if page.response.streaming
            else " ".join(re.findall(r'(?:href|src|action)="([^"]*)"', page.text))
        )
        self.seen += [address, heads, links, page.response.cookies.output()]
        return page

    def get(self, address: str) -> Page:
        return self._noted(address, super().get(address))

    def post(self, address: str, **fields: Any) -> Page:
        return self._noted(address, super().post(address, **fields))


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record with the canary in it, made at once."""
    data = b"%PDF-1.7\n" + PLAIN + CANARY.encode()
    record = Made(data, "20261124-00000000", "0" * 64, 1)
    monkeypatch.setattr(keeping, "make_record", lambda *entries, **how: record)


def walked(browser: Walking) -> str:
    """A whole case by its pages: the first save a tap, then files, a draft, a record offered."""
    begin = browser.get("/cases/door/").moved_to
    door = browser.get(begin).hidden | {"tap": "knocked", "note": CANARY} | CONSENT
    assert browser.post(begin, **door).status == 302
    case = begin.removesuffix("door/")
    browser.post(case + "number/", skip="1")
    for name, data in FILES.items():
        page = add(browser, case, name, data(), title=CANARY)
        assert page.status == (422 if "html" in name else 302), page.faults
        if page.status == 302:
            shown = page.moved_to.split("?")[0]
            assert name in browser.get(shown).text
            assert PLAIN in body(browser.get(shown + "file/"))
    browser.write(case + "notes/new/", text=CANARY)
    browser.write(case + "notes/new/", text=CANARY * 3, keep_draft="1")
    preview = browser.get(case + "record/")
    keep = preview.checked("keep")
    browser.post(case + "record/", **preview.hidden | ({"keep": keep} if keep else {}))
    browser.post(case + "record/pickup/")
    return case


@pytest.mark.django_db(transaction=True)
def test_files_drafts_taps_and_what_is_offered_are_nowhere_in_clear(
    caplog: pytest.LogCaptureFixture, printed: None, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    caplog.set_level(logging.DEBUG)
    browser = Walking()
    case = walked(browser)
    for _ in range(2):  # the second is the glance
        assert browser.get(case).text.count(CANARY) > 5
    for table in (Blob, Draft, Glance, Pickup):
        assert table.objects.exists(), table
    connection.close()
    database = Path(connection.settings_dict["NAME"])
    stored = at_rest() + b"".join(p.read_bytes() for p in database.parent.glob(database.name + "*"))
    told = "\n".join(browser.seen) + browser.client.cookies.output() + caplog.text
    for secret in (CANARY, PLAIN.decode(), CANARY[:3]):
        assert secret.encode() not in stored
        assert secret not in told
        assert quote(secret) not in told
    assert b"\xff\xd8\xff\xe0\x00\x10JFIF" not in stored  # four letters may come by chance
