"""Chosen cases, chosen papers: one PDF for the printer, or the single files."""

import csv
import io

import pytest
from django.conf import settings
from django.urls import reverse

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.models import Access
from borrower_guide.record.sealing.key import sealing_key
from borrower_guide.record.verdict import Status
from borrower_guide.record.verify import verify_record
from tests.cases.made import a_visit
from tests.cases.pages import Browser
from tests.desk.batches.made import Office, a_letter, hang_up, page_texts, records_in, whole

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
    assert Browser(office.desk.client).write(address, **said).status == 302
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


def test_a_letter_that_the_case_has_outgrown_is_printed_and_says_so() -> None:
    office = Office(1)
    office.made[0].append(a_letter(), a_letter("materials_receipt", "材料收据"))
    office.made[0].append(a_visit(account="后来的一次"))
    batch = office.begin(paper=[], letters="letters.unsent")
    words = "有的文书写好以后，记录又变了。"
    assert words in office.go(batch)
    assert words[:-1] in office.desk.client.get(office.address(batch)).content.decode()
    assert office.states(batch) == ["made"]


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


@pytest.mark.parametrize("asked", [True, False])
def test_a_record_without_the_timestamp_that_was_asked_for_says_so(
    asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody_answers = "http://127.0.0.1:9/"  # the port of RFC 863
    monkeypatch.setattr(settings, "TSA_URL", nobody_answers if asked else "")
    office = Office(1)
    batch = office.begin()
    words = "来访记录没有时间戳，时间戳机构没有回答"
    assert (words in office.go(batch)) is asked
    assert (words in office.desk.client.get(office.address(batch)).content.decode()) is asked
    assert office.states(batch) == ["made"]
