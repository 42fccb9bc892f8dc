"""Exhibits for tests: files of each kind, and what a browser does with them."""

import io
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from borrower_guide.cases import blobs
from borrower_guide.cases.exhibits.chunks import CHUNK
from tests.cases.pages import Browser, Page

GPS, CAMERA = 0x8825, 0x010F

SECRET = b"canary-9f2e-bytes"


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

HTML = b"<!doctype html><script>alert(1)</script>"


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


def full_disk(*_args: object, **_more: object) -> None:
    raise OSError(28, "No space left on device")
