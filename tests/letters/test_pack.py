"""The archive that goes with a letter: what is in it, how large it is, and what is not."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.http import HttpRequest

from borrower_guide.cases import blobs
from borrower_guide.cases.entries import Kind, NewEntry, new_id
from borrower_guide.cases.exhibits import files as exhibit_files
from borrower_guide.cases.exhibits.files import sealed_bytes
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.models import KeySlot
from borrower_guide.law.content import load_library
from borrower_guide.letters.packing import limit_of
from tests.letters.opened import Desk
from tests.schema.samples import FULL

pytestmark = pytest.mark.django_db

LIMIT = 2_000_000
COMPLAINT = "paper=complaint_letter&to=lender_own&v=V1"
REPORT = "paper=report_letter&to=nifa_report&v=V1"


@pytest.fixture
def desk() -> Desk:
    return Desk(FULL)


def add(desk: Desk, title: str, original: bytes, small: bytes | None = None) -> str:
    """An exhibit whose bytes are here; gives its subject."""
    made, subject = desk.made, new_id()
    slot = KeySlot.objects.get(pk=made.holding.slot)
    opened = OpenCase(HttpRequest(), made.holding, made.case, slot)
    staged = sealed_bytes(made.case.pk, original)
    copy = sealed_bytes(made.case.pk, small) if small else None
    about = {"kind": "photo", "title": title, "sha256": staged.sha256, "size": staged.size}
    with exhibit_files.kept(opened, staged, copy):
        opened.append(NewEntry(kind=Kind.EXHIBIT, subject=subject, payload=about))
    return subject


def jpeg(size: int, mark: str) -> bytes:
    return b"\xff\xd8\xff\xe0" + mark.encode() * (size // len(mark.encode()))


def taken(desk: Desk, part: int = 1) -> dict[str, bytes]:
    data = packed(desk, part)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def packed(desk: Desk, part: int = 1) -> bytes:
    response: Any = desk.get(desk.one(f"pack.zip?part={part}")).response
    assert response.status_code == 200
    return b"".join(response)


def test_only_one_channel_is_known_to_limit_what_is_attached() -> None:
    limits = {one.id: limit_of(one) for one in load_library().channels if limit_of(one)}
    assert limits == {"nifa_report": LIMIT}


def test_originals_go_along_where_no_limit_is_known(desk: Desk) -> None:
    photo = jpeg(3_000_000, "大")
    add(desk, "大照片", photo, jpeg(500_000, "小"))
    desk.write(COMPLAINT)
    files = taken(desk)
    assert files["letter.pdf"].startswith(b"%PDF")
    assert files["E2.jpg"] == photo
    assert desk.get(desk.one("letter.pdf")).response.content == files["letter.pdf"]


def test_an_exhibit_without_a_file_is_named(desk: Desk) -> None:
    desk.write(COMPLAINT)
    page = desk.get(desk.one("pack/"))
    assert "证据 1：门上的纸条：文件不在这里" in page.words
    assert set(taken(desk)) == {"letter.pdf"}


def test_under_a_limit_small_copies_are_split_and_the_rest_is_named(desk: Desk) -> None:
    small = {f"E{number}.jpg": jpeg(900_000, str(number)) for number in (2, 3, 4)}
    for name, data in small.items():
        add(desk, f"照片{name[1]}", jpeg(5_000_000, name[1]), data)
    add(desk, "录像", b"\0\0\0\x18ftypmp42" + b"v" * 2_100_000)
    desk.write(REPORT)
    page = desk.get(desk.one("pack/"))
    parts = [taken(desk, number) for number in (1, 2)]
    together = {name: data for part in parts for name, data in part.items()}
    assert {name: together[name] for name in small} == small
    assert "letter.pdf" in parts[0]
    assert "证据 5：录像：太大" in page.words
    assert "证据 1：门上的纸条：文件不在这里" in page.words
    assert all(len(packed(desk, number)) <= LIMIT for number in (1, 2))
    assert desk.get(desk.one("pack.zip?part=3")).status == 404


def test_the_size_that_is_told_is_the_size_that_comes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from borrower_guide.letters.pages import packs as packs_page

    told = []
    plain = packs_page.render

    def watch(request: HttpRequest, name: str, page: dict[str, Any]) -> Any:
        told.extend(size for _, size, _ in page["pack"].told)
        return plain(request, name, page)

    monkeypatch.setattr(packs_page, "render", watch)
    for number in (2, 3, 4):
        add(desk, "照片", jpeg(5_000_000, str(number)), jpeg(700_000, str(number)))
    desk.write(REPORT)
    desk.get(desk.one("pack/"))
    assert told == [len(packed(desk, number)) for number in range(1, len(told) + 1)]
    assert len(told) == 2


def test_a_broken_file_is_named_and_does_not_break_the_rest(desk: Desk) -> None:
    add(desk, "好的", jpeg(1000, "好"))
    add(desk, "坏的", jpeg(2_000_000, "坏"))
    files = blobs.folder_of(desk.made.case.pk).iterdir()
    largest = max(files, key=lambda file: file.stat().st_size)
    data = bytearray(largest.read_bytes())
    data[len(data) // 2] ^= 1
    largest.write_bytes(data)
    desk.write(COMPLAINT)
    assert "证据 3：坏的：存的文件打不开了" in desk.get(desk.one("pack/")).words
    assert set(taken(desk)) == {"letter.pdf", "E2.jpg"}


@pytest.mark.parametrize("part", ["0", "01", "x", "", "99", "²", "-1"])
def test_a_part_that_is_not_there_is_not_found(desk: Desk, part: str) -> None:
    desk.write(COMPLAINT)
    assert desk.get(desk.one(f"pack.zip?part={part}")).status == 404


def test_file_names_tell_nothing(desk: Desk) -> None:
    desk.write(COMPLAINT)
    for name in ("letter.pdf", "letter.docx", "pack.zip"):
        response: Any = desk.get(desk.one(name)).response
        b"".join(response)
        assert re.fullmatch(
            r"attachment; filename=\"(wen-\d{8}-1\.(pdf|docx|zip))\"; filename\*=UTF-8''\1",
            response["Content-Disposition"],
        )


def test_two_letters_of_a_day_have_names_of_their_own(desk: Desk) -> None:
    for _ in range(2):
        desk.write(COMPLAINT)
    answers = [desk.get(desk.one("letter.docx", which)).response for which in (0, 1)]
    first, second = (one["Content-Disposition"] for one in answers)
    assert first.replace("-1.docx", "-2.docx") == second
