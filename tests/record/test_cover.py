"""The cover says who, about whom, what and when; it is one page whatever was typed."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from borrower_guide.cases.entries import Entry, Kind, NewEntry
from borrower_guide.cases.state import project
from borrower_guide.record.attachment import read_manifest
from borrower_guide.record.manifest import manifest_bytes
from borrower_guide.record.paper.compose import compose
from borrower_guide.record.paper.gaps import gaps_of
from borrower_guide.record.paper.opinions import opinions_of
from borrower_guide.record.paper.whole import Record
from borrower_guide.record.render import print_copy
from tests.record.sample import CASE, LOAN, MADE_AT, at, follow, journal_of, rich_journal

BARE = {"format": CASE["format"], "version": 1, "reporter_role": "borrower"}
HELPER = "王某（某某区法律援助中心）"


def composed(entries: list[Entry]) -> Record:
    data = manifest_bytes(entries, made_at=MADE_AT, versions={}, certificate_sha256="0" * 64)
    manifest = read_manifest(data)
    assert manifest
    return compose(manifest)


def rows(entries: list[Entry]) -> dict[str, str]:
    return {row.label: row.value.text for row in composed(entries).cover}


def taps(*minutes: int) -> list[Entry]:
    entries = journal_of(BARE)
    for minute in minutes:
        new = NewEntry(kind=Kind.MOMENT, subject=f"{minute:032x}", payload={"tap": "knocked"})
        entries.append(follow(entries, new, at(20, 22, minute)))
    return entries


def test_taps_alone_are_counted_and_dated() -> None:
    found = composed(taps(41, 44, 52))
    told = {row.label: row.value.text for row in found.cover}
    assert (told["内容"], told["起止时间"]) == ("当时点下的 3 条", "2026年11月20日")
    assert found.summary == "当时点下的 3 条，还没有写成来访。"


def test_calls_to_the_police_are_counted() -> None:
    assert rows(rich_journal())["内容"].startswith("来访 3 次，报警 1 次，")


@pytest.mark.parametrize(
    ("companies", "told"),
    [
        ([], "没有记"),
        (["甲公司"], "甲公司"),
        (["甲公司", "甲公司 ", "乙公司"], "甲公司；乙公司"),
        (["甲公司", "乙公司", "丙公司"], "有 3 种说法，看“逐次记录”一章"),
    ],
)
def test_who_visitors_said_had_sent_them(companies: list[str], told: str) -> None:
    visitors = [{"claimed_employer": one} for one in companies]
    cover = composed(journal_of(BARE | {"visits": [{"id": "V1", "visitors": visitors}]})).cover
    (row,) = [one for one in cover if one.label == "来的人的公司"]
    assert row.value.text == told
    assert row.value.tag == ("自称" if len(set(companies)) in (1, 3) and "有" not in told else "")


def test_who_else_wrote_is_on_the_cover_and_beside_what_was_changed() -> None:
    entries: list[Entry] = []
    for entry in rich_journal():
        new = NewEntry(
            kind=entry.kind,
            subject=entry.subject,
            payload=entry.payload,
            action=entry.action,
            by=HELPER if entry.seq > 8 else "owner",
        )
        entries.append(follow(entries, new, MADE_AT))
    found = composed(entries)
    told = {row.label: row.value.text for row in found.cover}
    assert told["代写"] == f"{HELPER} 7 条，一共 15 条"
    assert {note.by for sheet in found.visits for note in sheet.notes} == {HELPER}
    assert found.visits[3].withdrawn
    assert found.visits[3].withdrawn.by == HELPER
    written = [
        row.value.text
        for sheet in found.visits
        for line in sheet.blocks[0].lines  # type: ignore[union-attr]
        for row in line
        if row.label == "代写"  # type: ignore[union-attr]
    ]
    assert written == [HELPER, HELPER]  # the third and the fourth


def test_a_journal_of_the_owner_names_no_one_else() -> None:
    assert "代写" not in rows(rich_journal())


def crowded() -> list[Entry]:
    """A cover with every row, all chapters and a second signature."""
    loans = [LOAN | {"id": f"L{number}"} for number in (1, 2)]
    visits = [
        {"id": f"V{number}", "visitors": [{"claimed_employer": "某某公司" * 50}]}
        for number in (1, 2)
    ]
    case = CASE | {"title": "冬天的来访", "loans": loans, "visits": visits}
    case["reporter_role"] = "family"  # a row more: who the borrower is
    entries: list[Entry] = []
    for entry in journal_of(case):
        payload: dict[str, Any] = dict(entry.payload)
        new = NewEntry(kind=entry.kind, subject=entry.subject, payload=payload, by=HELPER)
        entries.append(follow(entries, new, at(22, 9, 0)))
    note = NewEntry(kind=Kind.NOTE, subject="9" * 32, payload={"text": "记一笔"})
    return [*entries, follow(entries, note, at(22, 9, 1))]


def test_a_crowded_cover_is_one_page(tmp_path: Path) -> None:
    """The copy for the print shop, which has a box more."""
    entries = crowded()
    state = project(entries)
    data = manifest_bytes(
        entries,
        made_at=MADE_AT,
        versions={},
        certificate_sha256="0" * 64,
        opinions=opinions_of(state),
        gaps=gaps_of(state),
    )
    manifest = read_manifest(data)
    assert manifest
    path = tmp_path / "copy.pdf"
    path.write_bytes(print_copy(manifest).data)
    run = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    first = "".join(run.stdout.split("\f")[0].split())
    for words in (
        "姓名（手写）",
        "和记录人的关系",
        "要求什么（手写）",
        "记录人签名（按指印）",
        "代写人签名",
        "身份证号",
    ):
        assert words in first
