"""What the first page costs a person on a metered line."""

import gzip
import re
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.templatetags.static import static as address
from django.test import Client


def static(name: str) -> bytes:
    """The bytes of one of our static files."""
    return Path(str(finders.find(name))).read_bytes()


def test_the_first_page_is_three_requests_and_24_kilobytes(client: Client, parsed: Any) -> None:
    response = client.get("/", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    page = parsed(client.get("/"))
    loaded = [link["href"] for link in page.all("link") if not link["href"].startswith("data:")]
    loaded += [script["src"] for script in page.all("script")]
    assert len(loaded) <= 2
    assert not [tag for tag, _ in page.elements if tag in ("img", "iframe", "object")]
    weights = [len(gzip.compress(static(place.removeprefix("/static/")))) for place in loaded]
    assert len(response.content) + sum(weights) <= 24_000
    assert len(response.content) <= 4_000


def test_the_script_of_reading_pages_is_small_and_keeps_nothing() -> None:
    script = static("js/leave.js")
    assert len(gzip.compress(script)) <= 1024
    assert not re.search(rb"Storage|cookie|indexedDB|Audio|innerHTML|eval|://", script)


def test_the_sheet_asks_nobody_else() -> None:
    sheet = static("css/app.css").decode()
    assert "url(" not in sheet
    assert "@import" not in sheet


def test_static_files_get_hashed_names_and_are_compressed(settings: Any, tmp_path: Path) -> None:
    hashed = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": hashed}}
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", verbosity=0, interactive=False)
    name = address("css/app.css").removeprefix("/static/")
    assert re.fullmatch(r"css/app\.[0-9a-f]{12}\.css", name)
    assert gzip.decompress((tmp_path / f"{name}.gz").read_bytes()) == static("css/app.css")
