"""从文件放进来: what is wrong is told whole, and writes nothing."""

import json
import re
import zipfile

import pytest

from tests.cases.pages import CONSENT, Browser
from tests.record.bringing import ADDRESS, archive, bring, nothing_is_written
from tests.schema.samples import MINIMAL, PICTURE, as_bytes

pytestmark = pytest.mark.django_db


def test_all_faults_are_told_at_once_each_with_its_place() -> None:
    wrong = MINIMAL | {
        "visits": [
            {"id": "V1", "visitor_count": -1, "acts": ["no_such"]},
            {"id": "V1", "started_at": "gestern"},
        ],
        "loans": [{"id": "L1", "principal": "abc"}],
        "exhibits": [{"id": "E1", "file": "../etc/passwd"}, {"id": "E2", "file": "E2.jpg"}],
        "strange": 1,
    }
    page = bring(Browser(), as_bytes(wrong))
    assert page.status == 422
    for path in (
        "$.visits[0].visitor_count",
        "$.visits[0].acts[0]",
        "$.visits[1].started_at",
        "$.visits[1].id",
        "$.loans[0].principal",
        "$.exhibits[0].file",
        "$.exhibits[1].file",
        "$.strange",
    ):
        assert path in page.text, path
    assert "来访第 1 条，" in page.words
    assert nothing_is_written()
    [hidden] = [value for name, value in page.hidden.items() if name == "into"]
    assert hidden


def test_so_many_faults_are_counted_and_not_all_told() -> None:
    wrong = MINIMAL | {"visits": [{"id": f"V{n}", "visitor_count": -1} for n in range(250)]}
    page = bring(Browser(), as_bytes(wrong))
    assert len(re.findall(r"<li>来访第", page.text)) == 100
    assert "还有 150 处" in page.words


UNREADABLE = {
    "no json": b"{",
    "empty": b"",
    "utf-16": json.dumps(MINIMAL).encode("utf-16"),
    "gbk": json.dumps(MINIMAL | {"title": "记录"}, ensure_ascii=False).encode("gbk"),
    "a list": b"[]",
    "not a number": b'{"format": NaN}',
    "deep": b"[" * 5000 + b"]" * 5000,
    "a picture": PICTURE,
    "broken zip": archive({"a.json": b"{}"})[:-9],
    "no json in the zip": archive({"a.txt": b"x"}),
    "two of them": archive({"a.json": b"{}", "b.json": b"{}"}),
    "climbing out": archive({"jilu.json": as_bytes(MINIMAL), "../../x.jpg": b"x"}),
    "climbing out, json": archive({"../jilu.json": as_bytes(MINIMAL)}),
    "absolute": archive({"jilu.json": as_bytes(MINIMAL), "/etc/x": b"x"}),
    "backslash": archive({"jilu.json": as_bytes(MINIMAL), "..\\x": b"x"}),
    "line break": archive({"jilu.json": as_bytes(MINIMAL), "a\nb": b"x"}),
    "many files": archive({"jilu.json": as_bytes(MINIMAL)} | {f"{n}": b"" for n in range(600)}),
    "bomb": archive({"jilu.json": bytes(20_000_000)}, zipfile.ZIP_DEFLATED),
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_refused_with_a_page(data: bytes) -> None:
    page = bring(Browser(), data)
    assert page.status == 422
    assert "什么都还没存" in page.words
    assert nothing_is_written()


def test_without_the_tick_nothing_is_written() -> None:
    page = bring(Browser(), as_bytes(MINIMAL), consent=None)
    assert page.status == 422
    assert page.faults.keys() == {"f-consent"}
    assert nothing_is_written()


def test_without_a_file_it_asks_for_one() -> None:
    browser = Browser()
    page = browser.post(ADDRESS, **browser.get(ADDRESS).hidden, **CONSENT)
    assert page.status == 422
    assert "还没有选文件" in page.words


def test_too_large_is_told() -> None:
    page = bring(Browser(), b" " * (16 * 1024 * 1024 + 1))
    assert page.status == 422
    assert "最多 16 MB" in page.words


def test_what_comes_up_never_lies_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def begun(*_: object, **__: object) -> None:
        raise AssertionError("a file was begun on the disk")

    for place in ("uploadedfile", "uploadhandler"):
        monkeypatch.setattr(f"django.core.files.{place}.TemporaryUploadedFile", begun)
    assert bring(Browser(), b" " * 6_000_000 + as_bytes(MINIMAL)).status in (302, 422)
