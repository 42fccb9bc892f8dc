"""Pictures on paper: their bytes stand in the file once, are named in `record.json`, and replay."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from borrower_guide.cases.entries import Action, Kind, NewEntry
from borrower_guide.cases.state import project
from borrower_guide.record.attachment import attached, read_manifest
from borrower_guide.record.make import Made, make_record
from borrower_guide.record.pictures import pictures_in
from borrower_guide.record.render import print_manifest
from borrower_guide.record.replay import replay
from borrower_guide.record.sealing.key import SealingKey, sealing_key
from borrower_guide.record.sealing.seal import seal
from borrower_guide.record.small_copies import MOST_BYTES, live, pictures_beside
from borrower_guide.record.verdict import Status
from borrower_guide.record.verify import verify_record
from borrower_guide.schema.canonical import canonical
from tests.cases.exhibits.made import a_photo, added
from tests.cases.pages import Browser
from tests.record.damage import manifest, resealed, unsealed
from tests.record.photos import jpeg, photo_journal, pictures_for
from tests.record.sample import MADE_AT, follow, journal_of

ROOT = Path(__file__).resolve().parents[2]
JOURNAL = photo_journal()
PICTURES = pictures_for(JOURNAL)
DIGESTS = {hashlib.sha256(data).hexdigest() for data in PICTURES.values()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def own_key(folder: Path) -> SealingKey:
    return sealing_key(folder / "seal")


@pytest.fixture(scope="module")
def shown(own_key: SealingKey) -> Made:
    return make_record(JOURNAL, key=own_key, made_at=MADE_AT, pictures=PICTURES)


def test_each_picture_is_in_the_file_once_byte_for_byte(shown: Made) -> None:
    for data in PICTURES.values():
        assert shown.data.count(data) == 1
    assert pictures_in(shown.data, DIGESTS).keys() == DIGESTS
    content = manifest(shown.data)
    assert (content["version"], set(content["pictures"].values())) == (3, DIGESTS)


def test_a_record_without_pictures_keeps_its_version(small: bytes) -> None:
    content = manifest(small)
    assert (content["version"], "pictures" in content) == (1, False)


def test_a_common_tool_takes_the_very_pictures_out(shown: Made, tmp_path: Path) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(shown.data)
    subprocess.run(["pdfimages", "-j", path, tmp_path / "p"], check=True, timeout=600)
    found = {hashlib.sha256(one.read_bytes()).hexdigest() for one in tmp_path.glob("p-*.jpg")}
    assert found == DIGESTS


def test_a_picture_has_its_words_and_is_archival(shown: Made) -> None:
    with pikepdf.open(BytesIO(shown.data)) as pdf:
        alts = [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
        images = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]
    assert {"证据 1　照片：门上的纸条", "证据 2　截图：短信", "证据 6　图：收据"} <= set(alts)
    assert "每周来访几次" in alts
    assert len(images) == len(PICTURES)
    assert not any(bool(one.get("/Interpolate", False)) for one in images)


def test_numbers_digests_and_places_stand_beside_the_pictures(shown: Made, tmp_path: Path) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(shown.data)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    flat = "".join(text.stdout.split())
    for words in ("证据5照片", "邻居手机", "44977712" * 8, "0123456789abcdef" * 4, "两个人在门口"):
        assert words in flat
    assert "未随附" not in flat


def test_replay_prints_the_same_bytes_in_another_process(
    shown: Made, folder: Path, tmp_path: Path
) -> None:
    here = replay(shown.data, folder / "seal").data
    assert unsealed(shown.data).startswith(here[:-20])
    path, out = tmp_path / "record.pdf", tmp_path / "out.pdf"
    path.write_bytes(shown.data)
    environment = os.environ | {
        "PYTHONHASHSEED": "99",
        "LC_ALL": "C",
        "TZ": "Europe/Berlin",
        "BORROWER_GUIDE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "borrower_guide.settings",
    }
    line = [sys.executable, ROOT / "manage.py", "make_record", "--replay", path, "--output", out]
    subprocess.run(line, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert out.read_bytes() == here


def test_a_page_with_a_hole_is_never_printed(shown: Made) -> None:
    found = read_manifest(next(attached(shown.data)))
    assert found is not None
    with pytest.raises(KeyError):
        print_manifest(found)


Spoil = Callable[[bytes, dict[str, Any], SealingKey], bytes]


def _swapped(data: bytes, _: dict[str, Any], key: SealingKey) -> bytes:
    """Another picture in the place of one, sealed by ourselves."""
    with pikepdf.open(BytesIO(unsealed(data))) as pdf:
        image = next(
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        )
        image.write(jpeg((30, 30), 7), filter=pikepdf.Name.DCTDecode)
        out = BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return seal(out.getvalue(), key, number=_number(data), at=MADE_AT)


def _number(data: bytes) -> str:
    found = read_manifest(next(attached(data)))
    assert found is not None
    return found.number


def _named(data: bytes, content: dict[str, Any], key: SealingKey) -> bytes:
    content["pictures"][next(iter(content["pictures"]))] = "ab" * 32
    return resealed(data, canonical(content), key)


def _no_list(data: bytes, content: dict[str, Any], key: SealingKey) -> bytes:
    return resealed(data, canonical(content | {"pictures": ["x"]}), key)


def _no_text(data: bytes, content: dict[str, Any], key: SealingKey) -> bytes:
    return resealed(data, canonical(content | {"pictures": {"x": 1}}), key)


def _bit(data: bytes, _: dict[str, Any], __: SealingKey) -> bytes:
    at = data.index(next(iter(PICTURES.values()))) + 900
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_swapped, "picture"),
        (_named, "picture"),
        (_no_list, "manifest_form"),
        (_no_text, "manifest_form"),
        (_bit, "content_changed"),
    ],
)
def test_a_changed_picture_is_refused(
    spoil: Spoil, code: str, shown: Made, own_key: SealingKey
) -> None:
    spoilt = spoil(shown.data, manifest(shown.data), own_key)
    verdict = verify_record(spoilt, own_key.certificate)
    assert verdict.status is Status.ALTERED
    assert code in {fault.code for fault in verdict.faults}


def test_a_withdrawn_exhibit_is_told_of_and_not_shown() -> None:
    entries = list(JOURNAL)
    first = next(entry for entry in entries if entry.kind is Kind.EXHIBIT)
    gone = NewEntry(
        kind=first.kind,
        subject=first.subject,
        action=Action.WITHDRAW,
        payload={"reason": "传错了"},
    )
    entries.append(follow(entries, gone, MADE_AT))
    assert first.subject not in {thing.subject for thing in live(project(entries))}


def test_a_case_file_brings_the_pictures_beside_it(tmp_path: Path) -> None:
    (tmp_path / "E1.jpg").write_bytes(jpeg((3000, 2000)))
    (tmp_path / "E2.pdf").write_bytes(b"%PDF-1.4 not a picture")
    exhibits = [
        {"id": "E1", "file": "E1.jpg", "sha256": "a" * 64},
        {"id": "E2", "file": "E2.pdf", "sha256": "b" * 64},
        {"id": "E3", "title": "物业的监控"},
    ]
    case = {"format": "borrower-guide/case", "version": 1, "reporter_role": "borrower"}
    state = project(journal_of(case | {"exhibits": exhibits}))
    pictures = pictures_beside(state, tmp_path)
    assert list(pictures) == [state.exhibits[0].subject]
    assert all(len(data) < MOST_BYTES for data in pictures.values())


def test_a_trap_of_overlapping_pictures_is_read_once() -> None:
    head = b"1 0 obj\n<</Filter /DCTDecode/Length 99999999>>\nstream\n"
    assert pictures_in(head * 2000 + bytes(4096), {"a" * 64}) == {}


@pytest.mark.django_db
def test_a_photo_sent_to_the_site_is_printed_without_its_place(
    tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    browser = Browser()
    case = browser.begun(visitor_count="2")
    added(browser, case, a_photo(), title="门口")
    for pictures, count in (({"pictures": "1"}, 1), ({}, 0)):
        sent = {"entry": f"{count}" * 32, "pictures_shown": "1"} | pictures
        assert browser.post(f"{case}record/", **sent).status == 302
        data = browser.client.get(f"{case}record.pdf").content
        assert verify_record(data, sealing_key(tmp_path / "seal").certificate).status == "intact"
        assert len(manifest(data).get("pictures", {})) == count
        assert data.count(b"/DCTDecode") == count
        assert b"canary" not in data
