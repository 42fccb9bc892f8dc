"""Chosen cases, chosen papers: one PDF for the printer, or the single files."""

import csv
import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.models import Access, Blob
from borrower_guide.desk.batches.files import folder_of
from borrower_guide.desk.emptying import empty_desk
from borrower_guide.desk.models import Batch, BatchItem, Matter
from borrower_guide.record.sealing.key import sealing_key
from borrower_guide.record.verdict import Status
from borrower_guide.record.verify import verify_record
from tests.cases.made import a_visit
from tests.desk.batches.made import Office, a_letter, hang_up, page_texts, records_in, whole
from tests.desk.made import a_desk

pytestmark = pytest.mark.django_db


def test_each_case_is_printed_sealed_and_numbered_within_itself() -> None:
    office = Office(2)
    batch = office.begin(way="cover")
    page = office.go(batch)
    assert page.count("做好了：来访记录") == 2
    assert "这一批做完了" in page
    assert office.states(batch) == ["made", "made"]
    texts = page_texts(office.pdf(batch))
    each = len(texts) // 6  # two cases of three copies
    for begin in range(0, len(texts), each):
        cover, *record = texts[begin : begin + each]
        assert "材料封面" in cover
        wanted = [f"第{n}页共{len(record)}页" for n in range(1, len(record) + 1)]
        assert all(one in text for one, text in zip(wanted, record, strict=True))


def test_the_cover_tells_numbers_and_no_word_of_the_case() -> None:
    office = Office(1, label="老李家")
    batch = office.begin(way="cover", opponents="2")
    office.go(batch)
    covers = [one for one in page_texts(office.pdf(batch)) if "材料封面" in one]
    assert len(covers) == 4
    assert ["给对方（1）" in covers[0], "给对方（2）" in covers[1]] == [True, True]
    assert ["机关" in covers[2], "我们自己留" in covers[3]] == [True, True]
    for number, cover in enumerate(covers, start=1):
        assert f"第{number}份，共4份" in cover
        assert office.matters[0].number in cover
        assert "第1家" not in cover
        assert "收到的人签名" in cover
    # The desk's own name for the case goes to nobody else.
    assert ["老李家" in cover for cover in covers] == [False, False, False, True]


def test_the_zip_holds_the_record_byte_for_byte_and_a_list() -> None:
    office = Office(1)
    batch = office.begin(way="cover", form="form.materials_receipt")
    office.go(batch)
    archive, number = office.zip(batch), office.matters[0].number
    record = next(name for name in archive.namelist() if "/01-jilu-" in name)
    assert all(name.isascii() for name in archive.namelist())
    assert {f"{number}/00-fengmian.pdf", "blank/materials_receipt.pdf", "list.csv"} < set(
        archive.namelist()
    )
    data = archive.read(record)
    certificate = sealing_key(settings.DATA_DIR / "seal").certificate
    assert verify_record(data, certificate).status is Status.INTACT
    assert (
        data == office.desk.client.get(reverse("record:pdf", args=[office.made[0].case.pk])).content
    )
    rows = list(csv.reader(io.StringIO(archive.read("list.csv").decode("utf-8-sig"))))
    assert [row[:3] for row in rows[1:3]] == [
        [number, f"{number}/00-fengmian.pdf", "封面"],
        [number, record, "来访记录"],
    ]


def test_a_record_that_still_tells_all_is_taken_as_it_is() -> None:
    office = Office(1)
    for _ in range(2):
        office.go(office.begin())
    assert records_in(office.made[0]) == 1
    office.made[0].append(a_visit())
    office.go(office.begin())
    assert records_in(office.made[0]) == 2


def test_a_record_of_a_part_does_not_stand_for_the_case() -> None:
    office = Office(1)
    visit = office.made[0].append(a_visit(account="只有这一次"))[0].subject
    shown = [one.subject for one in office.made[0].entries() if one.kind is Kind.VISIT]
    address = reverse("record:preview", args=[office.made[0].case.pk])
    said = {"entry": "0" * 32, "shown": shown, "keep": [visit]}
    assert office.desk.client.post(address, said).status_code == 302
    office.go(office.begin())
    assert records_in(office.made[0]) == 2


def test_what_is_made_bears_the_advocates_name() -> None:
    office = Office(1)
    office.go(office.begin())
    last = office.made[0].entries()[-1]
    assert (last.kind, last.by) == (Kind.RECORD, office.desk.advocate.label)


def test_everything_is_written_down_before_it_is_done() -> None:
    office = Office(2)
    batch = office.begin()
    assert not Access.objects.filter(doing="print").exists()
    office.go(batch)
    office.pdf(batch)
    office.zip(batch)
    for made in office.made:
        rows = Access.objects.filter(case=made.case, doing="print").order_by("pk")
        assert list(rows.values_list("place", flat=True)) == [
            "desk:batch_go",
            "desk:batch_pdf",
            "desk:batch_zip",
        ]


def test_letters_as_they_stand() -> None:
    office = Office(1)
    first, second, other = a_letter(), a_letter(), a_letter("complaint_letter", "投诉书", "x")
    office.made[0].append(first, second, other)
    batch = office.begin(paper=[], letters="letters.newest")
    page = office.go(batch)
    assert (page.count("情况说明"), page.count("投诉书")) == (1, 1)
    names = [name for name in office.zip(batch).namelist() if name.endswith(".pdf")]
    assert len(names) == 2
    assert records_in(office.made[0]) == 0


def test_a_letter_that_was_handed_over_is_printed_only_if_wanted() -> None:
    from borrower_guide.cases import writing
    from borrower_guide.cases.state import project

    office = Office(1)
    letter = a_letter()
    office.made[0].append(letter)
    [thing] = [
        one for one in project(office.made[0].entries()).things if one.subject == letter.subject
    ]
    sent = {"sent_on": "2026-11-20", "sent_how": "post"}
    office.made[0].append(*writing.amendment(thing, sent, based_on=thing.last_seq))
    assert "还没有要印的材料" in office.go(office.begin(paper=[], letters="letters.unsent"))
    assert "情况说明" in office.go(office.begin(paper=[], letters="letters.newest"))


def test_for_both_sides_nothing_begins_on_a_back() -> None:
    office = Office(1)
    batch = office.begin(way=["cover", "sides"], form="form.materials_receipt", blanks="2")
    office.go(batch)
    texts = page_texts(office.pdf(batch))
    fronts = [n for n, text in enumerate(texts) if "材料封面" in text or "第1页共" in text]
    assert len(fronts) == 3 * 2 + 2
    assert all(front % 2 == 0 for front in fronts)


def test_the_page_tells_copies_and_pages() -> None:
    office = Office(2)
    second = office.matters[1].pk
    batch = office.begin(opponents="2", **{f"opponents.{second}": "0"})
    page = office.get(batch).content.decode()
    assert "对方 2＋机关 1＋自留 1＝4 份" in page
    assert "对方 0＋机关 1＋自留 1＝2 份" in page
    assert "一共 6 份" in page
    office.go(batch)
    pages = len(page_texts(office.pdf(batch)))
    assert f"要印 {pages} 页" in office.get(batch).content.decode()


def test_names_and_headers_of_what_is_given() -> None:
    office = Office(1)
    batch = office.begin()
    office.go(batch)
    for name in ("pdf", "zip"):
        answer = office.get(batch, name)
        whole(answer)
        assert answer["Cache-Control"] == "no-store"
        assert f".{name}" in answer["Content-Disposition"]
        assert answer["Content-Disposition"].isascii()
        assert "filename*=UTF-8''%E6%89%B9" in answer["Content-Disposition"]


def test_the_growing_page_comes_a_case_at_a_time() -> None:
    office = Office(2)
    batch = office.begin()
    answer = office.desk.client.post(office.address(batch, "go"), HTTP_ACCEPT_ENCODING="gzip")
    assert "Content-Encoding" not in answer
    assert answer["Cache-Control"] == "no-store"
    pieces = iter(answer.streaming_content)
    assert b"<h1>" in next(pieces)
    assert office.states(batch) == ["waiting", "waiting"]
    assert b"\xe5\x81\x9a\xe5\xa5\xbd" in next(pieces)  # 做好
    assert office.states(batch) == ["made", "waiting"]
    hang_up(answer)


def test_without_a_case_nothing_begins() -> None:
    office = Office(0)
    page = office.desk.client.get(reverse("desk:batch_new"))
    assert page.status_code == 200
    answer = office.desk.client.post(reverse("desk:batch_new"), {"paper": "record"})
    assert answer.status_code == 422
    assert "至少选一个个案" in answer.content.decode()
    assert not Batch.objects.exists()


def test_what_was_typed_comes_back_with_a_fault() -> None:
    office = Office(1)
    said = {"m": office.matters[0].pk, "opponents": "99", "own": "3", "paper": "record"}
    page = office.desk.client.post(reverse("desk:batch_new"), said).content.decode()
    assert 'value="99"' in page
    assert 'value="3"' in page
    assert f'value="{office.matters[0].pk}" checked' in page


def test_the_cases_offered_are_open_mine_and_asked_for() -> None:
    office, other = Office(3), a_desk("li")
    Matter.objects.filter(pk=office.matters[1].pk).update(status="closed", label="西街")
    office.made[2].case.slots.filter(kind="advocate").delete()
    address = reverse("desk:batch_new")

    def offered(query: str = "", client: Client = office.desk.client) -> list[bool]:
        page = client.get(address + query).content.decode()
        return [f'name="m" value="{one.pk}"' in page for one in office.matters]

    assert offered() == [True, False, False]
    assert offered("?show=") == [True, True, False]
    assert offered("?show=&q=西") == [False, True, False]
    assert offered(f"?show=&q={office.matters[0].number}") == [True, False, False]
    assert offered("?show=", other.client) == [False, False, False]


def test_nobody_else_reaches_a_batch() -> None:
    office = Office(1)
    batch = office.begin()
    office.go(batch)
    others = [a_desk("li", organisation=office.desk.advocate.organisation).client, Client()]
    for client, refused in zip(others, [{404}, {302, 403}], strict=True):
        for name in ("", "pdf", "zip"):
            assert client.get(office.address(batch, name)).status_code in refused
        for name in ("go", "drop"):
            assert client.post(office.address(batch, name)).status_code in refused
    assert Batch.objects.exists()
    assert Access.objects.filter(doing="print").count() == 1


def test_another_advocates_case_is_not_taken_into_a_batch() -> None:
    office = Office(1)
    other = a_desk("li", organisation=office.desk.advocate.organisation)
    said = {"m": office.matters[0].pk, "paper": "record"}
    assert other.client.post(reverse("desk:batch_new"), said).status_code == 422


def test_after_a_day_it_is_gone_with_its_files() -> None:
    office = Office(1)
    batch = office.begin()
    office.go(batch)
    assert [path for path in folder_of(batch.pk).iterdir() if path.is_file()]
    Batch.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert office.get(batch).status_code == 404
    office.begin()
    assert not Batch.objects.filter(pk=batch.pk).exists()
    assert not folder_of(batch.pk).exists()


def test_throwing_it_away_leaves_nothing_but_the_record() -> None:
    office = Office(1)
    batch = office.begin()
    office.go(batch)
    assert office.desk.client.post(office.address(batch, "drop")).status_code == 302
    assert not BatchItem.objects.exists()
    assert not folder_of(batch.pk).exists()
    assert Blob.objects.filter(kind=Kind.RECORD).count() == 1


def test_no_word_of_a_case_lies_in_clear() -> None:
    office = Office(1)
    office.made[0].append(a_letter(), a_visit(account="金丝雀在唱歌"))
    office.go(office.begin(letters="letters.newest", way="cover"))
    for path in settings.DATA_DIR.joinpath("batches").rglob("*"):
        if path.is_file():
            assert b"%PDF" not in path.read_bytes()
    rows = repr(list(BatchItem.objects.values()) + list(Batch.objects.values()))
    assert "金丝雀" not in rows
    assert "情况说明" not in rows


def test_what_is_ticked_on_the_list_is_ticked_here() -> None:
    office = Office(2)
    said = {"m": office.matters[1].pk, "batch": "1"}
    answer = office.desk.client.post(reverse("desk:list"), said)
    page = office.desk.client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    ticked = [f'value="{one.pk}" checked' in page for one in office.matters]
    assert ticked == [False, True]


def test_the_daily_purge_takes_what_is_past_and_what_nobody_has() -> None:
    office = Office(1)
    past, here = office.begin(), office.begin()
    for name in (past.pk, here.pk, "0" * 16):
        folder_of(name).mkdir(parents=True)
        (folder_of(name) / "a").write_bytes(b"x")
    Batch.objects.filter(pk=past.pk).update(ends_at=timezone.now())
    call_command("purge_expired", stdout=io.StringIO())
    assert [one.pk for one in Batch.objects.all()] == [here.pk]
    there = [folder_of(name).exists() for name in (past.pk, here.pk, "0" * 16)]
    assert there == [False, True, False]


def test_with_the_vault_go_the_batches() -> None:
    office = Office(1)
    office.begin()
    empty_desk(office.desk.advocate)
    assert not BatchItem.objects.exists()
