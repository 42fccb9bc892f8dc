"""从文件放进来: a zip with its files."""

import json
import zipfile

import pytest

from borrower_guide.cases import blobs
from borrower_guide.cases.access.cookies import PREFIX
from borrower_guide.cases.models import Blob, CaseFile
from tests.cases.exhibits.made import ANY, a_photo, added
from tests.cases.pages import CONSENT, Browser
from tests.record.bringing import (
    ADDRESS,
    archive,
    as_file,
    bring,
    contents,
    nothing_is_written,
    taken,
    written,
)
from tests.schema.samples import MINIMAL, PICTURE, as_bytes

pytestmark = pytest.mark.django_db


def test_an_archive_comes_in_with_its_files_measured() -> None:
    browser = Browser()
    exhibit = {"id": "E1", "title": "门上的纸条", "file": "E1.jpg"}
    photo = a_photo()
    text = as_bytes(MINIMAL | {"exhibits": [exhibit]})
    page = bring(browser, archive({"jilu.json": text, "E1.jpg": photo}), "jilu.zip")
    assert "/number/" in page.moved_to
    [thing] = written(browser).exhibits
    assert thing.value.size == len(photo)
    assert thing.value.file is None
    assert {blob.size for blob in Blob.objects.all()} >= {len(photo)}
    assert Blob.objects.count() == 2, "and a small copy"


def test_a_zip_goes_out_and_comes_in_with_every_file() -> None:
    sender, browser = Browser(), Browser()
    case = sender.begun(visitor_count="2")
    for name, data in ANY.items():
        added(sender, case, data, title=name)
    packed = taken(sender, case)
    assert "/number/" in bring(browser, packed, "jilu.zip").moved_to
    [held] = [name for name in browser.client.cookies if name.startswith(PREFIX)]
    back = taken(browser, f"/cases/{held.removeprefix(PREFIX)}/")
    first, second = (contents(data) for data in (packed, back))
    assert list(first) == ["jilu.json", "E1.jpg", "E2.pdf", "E3.m4a"]
    assert list(first.values())[1:] == list(second.values())[1:] == list(ANY.values())
    one, two = (json.loads(files["jilu.json"]) for files in (first, second))
    assert one.pop("history") != two.pop("history")
    assert one == two


def test_a_file_that_is_broken_or_withdrawn_is_left_out_of_the_zip() -> None:
    sender = Browser()
    case = sender.begun(visitor_count="2")
    first, *_ = [added(sender, case, data, title=name) for name, data in ANY.items()]
    sender.post(f"{first}withdraw/", reason="传错了")
    size = len(ANY["x.pdf"])
    broken = Blob.objects.get(size=size)
    path = blobs.folder_of(broken.case_id) / broken.pk
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    files = contents(taken(sender, case))
    assert list(files) == ["jilu.json", "E3.m4a"]
    named = [one.get("file") for one in json.loads(files["jilu.json"])["exhibits"]]
    assert named == [None, "E3.m4a"]


def test_a_file_of_a_kind_that_is_not_taken_is_told() -> None:
    text = as_bytes(MINIMAL | {"exhibits": [{"id": "E1", "file": "E1.jpg"}]})
    page = bring(Browser(), archive({"jilu.json": text, "E1.jpg": b"MZ program"}))
    assert "$.exhibits[0].file" in page.text
    assert nothing_is_written()


def test_where_files_cannot_be_kept_a_second_press_adds_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = Browser()
    text = as_bytes(MINIMAL | {"exhibits": [{"id": "E1", "file": "E1.jpg"}]})
    data = archive({"jilu.json": text, "E1.jpg": a_photo()})
    form = browser.get(ADDRESS).hidden | CONSENT
    with monkeypatch.context() as full:

        def no_room(*_: object) -> None:
            raise OSError(28, "No space left on device")

        full.setattr(blobs.os, "replace", no_room)
        assert browser.post(ADDRESS, **form, file=as_file(data)).status == 507
    assert not Blob.objects.exists()
    assert "/number/" in browser.post(ADDRESS, **form, file=as_file(data)).moved_to
    assert (CaseFile.objects.count(), Blob.objects.count()) == (1, 2)


def test_a_bomb_that_lies_about_its_size_stops_at_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("borrower_guide.cases.taking.unpacking.MOST_JSON", 1_000)
    data = archive({"jilu.json": bytes(5_000_000)}, zipfile.ZIP_DEFLATED)
    small, large = (5).to_bytes(4, "little"), (5_000_000).to_bytes(4, "little")
    page = bring(Browser(), data.replace(large, small))
    assert page.status == 422
    assert nothing_is_written()


def test_a_file_in_the_archive_that_is_another_is_told() -> None:
    exhibit = {"id": "E1", "file": "E1.jpg", "sha256": "0" * 64, "size": 3}
    text = as_bytes(MINIMAL | {"exhibits": [exhibit, {"id": "E2", "file": "E2.jpg"}]})
    page = bring(Browser(), archive({"jilu.json": text, "E1.jpg": PICTURE}))
    for path in ("$.exhibits[0].sha256", "$.exhibits[0].size", "$.exhibits[1].file"):
        assert path in page.text
    assert nothing_is_written()
