"""The pages of the record: look, make, take away, check."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from borrower_guide.cases import blobs
from borrower_guide.cases.entries import new_id
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.models import Blob, KeySlot, SealedEntry
from borrower_guide.printing import render
from borrower_guide.printing.faults import CannotRender
from borrower_guide.record import keeping
from borrower_guide.record.pages import checking
from borrower_guide.record.verdict import Status
from borrower_guide.record.verify import verify_record
from borrower_guide.record.wanted import Wanted
from borrower_guide.turns import Turns
from tests.record.authority import Authority, served
from tests.record.damage import flip, plain_pdf
from tests.record.opened import OpenedCase, open_with_record, open_with_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(client: Client) -> OpenedCase:
    return open_with_visit(client)


def entry_of(page: str) -> str:
    found = re.search(r'name="entry" value="([0-9a-f]{32})"', page)
    assert found
    return found[1]


def make(opened: OpenedCase, **more: str) -> str:
    """Press the button; gives the id of the entry it was pressed with."""
    entry = entry_of(opened.get("record:preview").content.decode())
    answer = opened.post("record:make", entry=entry, **more)
    assert (answer.status_code, answer.url) == (302, opened.url("record:preview"))
    return entry


def test_the_page_shows_what_will_be_printed(opened: OpenedCase) -> None:
    page = opened.get("record:preview").content.decode()
    assert "来访 1" in page
    assert "做成 PDF 时才有" in page
    assert "style=" not in page
    assert SealedEntry.objects.count() == opened.entries


def test_a_made_record_is_kept_and_handed_out_as_it_is(opened: OpenedCase) -> None:
    make(opened)
    first, second = opened.get("record:pdf"), opened.get("record:pdf")
    assert first.content == second.content
    assert first["Content-Type"] == "application/pdf"
    assert re.fullmatch(
        r'attachment; filename="jilu-(\d{8})\.pdf"; filename\*=UTF-8\'\'jilu-\1\.pdf',
        first["Content-Disposition"],
    )
    verdict = verify_record(
        first.content, checking.certificate(checking.settings.DATA_DIR / "seal")
    )
    assert verdict.status is Status.INTACT
    assert (Blob.objects.count(), SealedEntry.objects.count()) == (1, opened.entries + 1)
    assert str(verdict.record_number) in opened.get("record:preview").content.decode()


def test_the_same_press_twice_makes_one_record(opened: OpenedCase) -> None:
    entry = make(opened)
    again = opened.post("record:make", entry=entry)
    assert again.status_code == 302
    assert Blob.objects.count() == 1


def test_of_the_files_of_records_the_newest_are_kept(
    opened: OpenedCase,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """Pages give the newest alone; without an end they would fill the disk."""
    monkeypatch.setattr(keeping, "KEPT", 2)
    made = keeping.make(open_case_of(opened), Wanted())
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(4):
            keeping.keep(open_case_of(opened), made, new_id())
    folder = checking.settings.DATA_DIR / "files" / opened.made.case.pk
    assert {path.name for path in folder.iterdir()} == set(
        Blob.objects.values_list("pk", flat=True)
    )
    assert (Blob.objects.count(), SealedEntry.objects.count()) == (2, opened.entries + 4)
    assert opened.get("record:pdf").content == made.data


def open_case_of(opened: OpenedCase) -> OpenCase:
    """The case as a request of its browser finds it."""
    slot = KeySlot.objects.get(case=opened.made.case)
    return OpenCase(HttpRequest(), opened.made.holding, opened.made.case, slot)


def test_two_presses_at_once_make_one_record(
    opened: OpenedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = entry_of(opened.get("record:preview").content.decode())
    kept, again = keeping.keep, iter([True])

    def second_tap_first(*given: Any) -> None:
        if next(again, False):
            opened.post("record:make", entry=entry)
        kept(*given)

    monkeypatch.setattr(keeping, "keep", second_tap_first)
    assert opened.post("record:make", entry=entry).status_code == 302
    assert (Blob.objects.count(), SealedEntry.objects.count()) == (1, opened.entries + 1)
    folder = checking.settings.DATA_DIR / "files" / opened.made.case.pk
    assert [path.name for path in folder.iterdir()] == [Blob.objects.get().pk]


def test_what_is_handed_out_is_what_the_journal_names(opened: OpenedCase) -> None:
    make(opened)
    named = opened.get("record:pdf").content
    blobs.store(opened.made.case, opened.made.holding.key, b"in no journal")
    assert opened.get("record:pdf").content == named


def test_findings_come_in_only_when_asked_for(opened: OpenedCase) -> None:
    make(opened)
    plain = len(opened.get("record:pdf").content)
    make(opened, findings="1")
    assert len(opened.get("record:pdf").content) > plain


def test_without_a_record_the_download_leads_to_the_page(opened: OpenedCase) -> None:
    answer = opened.get("record:pdf")
    assert (answer.status_code, answer.url) == (302, opened.url("record:preview"))


def test_where_nothing_can_be_printed_nothing_is_lost(
    opened: OpenedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(*_: object, **__: object) -> None:
        raise CannotRender("请安装排版库。")

    monkeypatch.setattr(keeping, "make_record", cannot)
    answer = opened.post("record:make", entry="0" * 32)
    assert answer.status_code == 503
    assert "请安装排版库。" in answer.content.decode()
    assert (Blob.objects.count(), SealedEntry.objects.count()) == (0, opened.entries)


def test_a_full_disk_leaves_no_half_record(
    opened: OpenedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("borrower_guide.cases.blobs._write", full)
    assert opened.post("record:make", entry="1" * 32).status_code == 507
    assert (Blob.objects.count(), SealedEntry.objects.count()) == (0, opened.entries)


def test_another_browser_gets_nothing(client: Client) -> None:
    opened = open_with_record(client)
    stranger = Client()
    for name in ("record:preview", "record:pdf"):
        assert stranger.get(opened.url(name)).status_code == 404


def upload(client: Client, data: bytes, name: str = "jilu.pdf") -> str:
    file = BytesIO(data)
    file.name = name
    answer = client.post(reverse("record:verify"), {"file": file})
    assert answer.status_code == 200
    return answer.content.decode()


def test_checking_answers_in_plain_words(client: Client) -> None:
    opened = open_with_record(client)
    data = opened.get("record:pdf").content
    stranger = Client(enforce_csrf_checks=True)
    assert "做成以后没有改动。" in upload(stranger, data)
    spoilt = upload(stranger, flip(data, 5000))
    assert "做成以后被改过" in spoilt
    assert "内容和盖封印的时候不一样" in spoilt
    assert "没有本站的封印，核对不了" in upload(stranger, plain_pdf())
    assert "没能核对" in upload(stranger, b"hello")


def test_no_file_is_a_fault_of_the_form(client: Client) -> None:
    answer = client.post(reverse("record:verify"))
    assert answer.status_code == 422
    assert "还没有选文件" in answer.content.decode()


def test_a_file_too_large_is_not_read(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "LIMIT", 1000 - checking.FORM)
    assert "超过 100 MB" in upload(client, bytes(2000))


def test_who_gets_no_turn_is_told(
    opened: OpenedCase, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Turns("test", at_once=1, waiting=1, seconds=0.01)
    monkeypatch.setattr(checking, "TURNS", full)
    monkeypatch.setattr(render, "TURNS", full)
    with full.turn():
        checked = client.post(reverse("record:verify"), {"file": BytesIO(b"%PDF-")})
        made = opened.post("record:make", entry="0" * 32)
    for answer in (checked, made):
        assert answer.status_code == 503
        assert "现在做的人多，请过一会儿再点一次。" in answer.content.decode()
    assert opened.post("record:make", entry="0" * 32).status_code == 302


def test_the_certificate_is_the_one_that_seals(client: Client) -> None:
    pem = client.get(reverse("record:certificate"))
    assert pem.content.startswith(b"-----BEGIN CERTIFICATE-----")
    assert b"PRIVATE" not in pem.content


@pytest.mark.parametrize("there", [True, False])
def test_the_page_says_whether_there_is_a_timestamp(
    there: bool, opened: OpenedCase, authority: Authority, settings: Any
) -> None:
    with served(authority) as url:
        settings.TSA_URL = url if there else "http://127.0.0.1:1/"
        preview = opened.get("record:preview").content.decode()
        make(opened)
    assert "向第三方的机构要过" in preview
    page = opened.get("record:preview").content.decode()
    data = opened.get("record:pdf").content
    checked = upload(Client(), data)
    assert ("有第三方的时间戳：2026年11月24日 21:00" in page) is there
    assert ("没有拿到第三方的时间戳" in page) is not there
    assert ("没有核对发它的机构是谁" in checked) is there
    assert ("没有第三方时间戳，时间是本站服务器的钟" in checked) is not there


def test_a_page_without_an_authority_says_that_there_is_no_timestamp(opened: OpenedCase) -> None:
    assert "可信时间戳：没有" in opened.get("record:preview").content.decode()
    make(opened)
    assert "时间戳：" not in opened.get("record:preview").content.decode().split('class="paper"')[0]
