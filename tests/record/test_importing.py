"""从文件放进来: what goes out comes in again; what is wrong is told whole, and writes nothing."""

import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from borrower_guide.cases import blobs
from borrower_guide.cases.access import cookies
from borrower_guide.cases.access.cookies import PREFIX
from borrower_guide.cases.entries import Action, NewEntry
from borrower_guide.cases.models import Blob, CaseFile, SealedEntry
from borrower_guide.cases.state import CaseState, project
from borrower_guide.cases.taking.exporting import exported
from borrower_guide.cases.taking.from_file import new_entries
from borrower_guide.record.make import make_record
from borrower_guide.record.sealing.key import sealing_key
from borrower_guide.schema.json_text import MAX_BYTES
from tests.cases.exhibits.made import ANY, a_photo, added
from tests.cases.made import Made, a_case
from tests.cases.pages import CONSENT, Browser, Page
from tests.schema.samples import FULL, MINIMAL, PICTURE, as_bytes, read

pytestmark = pytest.mark.django_db
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


def whole_case() -> Made:
    case = read(FULL | {"exhibits": [one | {"file": None} for one in FULL["exhibits"]]})
    made = a_case()
    made.append(*list(new_entries(case, imported=False))[1:])
    return made


def archive(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return packed.getvalue()


def nothing_is_written() -> bool:
    return not CaseFile.objects.exists() and not SealedEntry.objects.exists()


def test_an_export_comes_in_again_with_the_same_values_and_new_entries() -> None:
    made, browser = whole_case(), Browser()
    state = project(made.entries())
    page = bring(browser, json.dumps(exported(state)).encode())
    assert "/number/" in page.moved_to
    back = written(browser)
    assert told(back) == told(state)
    assert back.imported
    assert all(thing.imported_id for thing in back.things if thing.kind != "case")
    old = {entry.digest for entry in state.entries} | {entry.id for entry in state.entries}
    assert not old & {value for entry in back.entries for value in (entry.digest, entry.id)}
    assert {entry.action for entry in back.entries} == {Action.ADD}


def test_the_next_page_shows_the_number_and_says_what_stayed_behind() -> None:
    browser = Browser()
    page = browser.get(bring(browser, as_bytes(exported(project(whole_case().entries())))).moved_to)
    assert "由文件导入" in page.words
    assert "修改经过没有带进来" in page.words
    plain = Browser()
    page = plain.get(bring(plain, as_bytes(MINIMAL)).moved_to)
    assert "由文件导入" in page.words
    assert "没有带进来" not in page.words


def test_the_pages_mark_what_came_from_the_file() -> None:
    browser = Browser()
    case = bring(browser, as_bytes(MINIMAL | {"visits": [{"id": "V1"}]})).moved_to
    overview = case.split("number/")[0]
    assert "由文件导入" in browser.get(overview).words
    browser.write(f"{overview}visits/new/", visitor_count="2")
    second = browser.get(overview)
    assert second.words.count("由文件导入") == 1
    visits = [link for link in second.links("/visits/") if re.fullmatch(r".*/[0-9a-f]{32}/", link)]
    assert sorted("由文件导入" in browser.get(link).words for link in visits) == [False, True]


def test_a_sealed_record_comes_in_as_it_stood() -> None:
    made, browser = whole_case(), Browser()
    state = project(made.entries())
    page = bring(browser, sealed(made), "jilu.pdf")
    assert "/number/" in page.moved_to
    assert told(written(browser)) == told(state)


def sealed(made: Made) -> bytes:
    key = sealing_key(settings.DATA_DIR / "seal")
    return make_record(made.entries(), key=key, made_at=timezone.now()).data


def test_a_record_changed_by_one_byte_is_refused() -> None:
    data = bytearray(sealed(a_case()))
    data[len(data) // 2] ^= 1
    before = SealedEntry.objects.count()
    page = bring(Browser(), bytes(data), "jilu.pdf")
    assert page.status == 422
    assert "被改过" in page.words
    assert SealedEntry.objects.count() == before


def test_a_pdf_of_others_is_refused() -> None:
    page = bring(Browser(), b"%PDF-1.7\nnothing of ours", "a.pdf")
    assert page.status == 422
    assert nothing_is_written()


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


def test_sent_twice_it_is_one_case_and_another_file_another() -> None:
    browser = Browser()
    form = browser.get(ADDRESS).hidden | CONSENT
    first, again, other = (
        browser.post(ADDRESS, **form, file=as_file(as_bytes(case)))
        for case in (MINIMAL, MINIMAL, MINIMAL | {"title": "另一份"})
    )
    assert first.moved_to.split("?")[0] == again.moved_to.split("?")[0]
    assert other.moved_to.split("?")[0] != first.moved_to.split("?")[0]
    assert CaseFile.objects.count() == 2
    assert SealedEntry.objects.count() == 2


def test_a_form_whose_key_is_forgotten_still_brings_the_file_in() -> None:
    browser = Browser()
    form = browser.get(ADDRESS).hidden | CONSENT
    browser.client.cookies.clear()
    page = browser.post(ADDRESS, **form, file=as_file(as_bytes(MINIMAL)))
    assert "/number/" in page.moved_to
    assert CaseFile.objects.count() == 1


def test_the_largest_case_with_a_long_history_comes_in() -> None:
    """Its export is larger than a case may be; what it says now is not."""
    visit = {"account": "经过" * 300, "visitor_count": 2, "acts": ["insulted"]}
    case = read(MINIMAL | {"visits": [{"id": f"V{n}", **visit} for n in range(500)]})
    made = a_case(*list(new_entries(case, imported=False))[1:])
    things = project(made.entries()).visits
    for text in ("甲", "乙", "丙"):
        changed = {"based_on": 1, "changed": {"account": text * 700}}
        made.append(
            *(
                NewEntry(kind=one.kind, subject=one.subject, action=Action.AMEND, payload=changed)
                for one in things
            )
        )
    state = project(made.entries())
    data = json.dumps(exported(state), ensure_ascii=False, indent=1).encode()
    assert len(data) > MAX_BYTES
    browser = Browser()
    assert "/number/" in bring(browser, data).moved_to
    assert told(written(browser)) == told(state)


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


def test_the_way_there() -> None:
    assert Browser().get("/cases/open/").links("/cases/import/") == [ADDRESS]
