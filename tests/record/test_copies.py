"""打印店版 covers what it says it covers, everywhere in the file; 还缺什么 is for who helps."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.cases.entries import Action, Entry, NewEntry
from borrower_guide.cases.state import project
from borrower_guide.printing.render import Printed
from borrower_guide.record.attachment import attached, read_manifest
from borrower_guide.record.make import Made, make_record
from borrower_guide.record.paper.compose import compose
from borrower_guide.record.paper.gaps import gaps_of
from borrower_guide.record.paper.masking import Mask, covered, mask_for, masked
from borrower_guide.record.render import html_of, print_copy
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.record.verify import verify_record
from tests.cases.made import a_visit
from tests.record.fetching import take
from tests.record.opened import open_with_visit
from tests.record.photos import jpeg
from tests.record.sample import CASE, LOAN, MADE_AT, follow, journal_of

NAME, OTHER, RARE = "欧阳某甲", "司徒某乙", "𠮷某丙"
PHONE, SECOND, PLATE = "13912345678", "021-6789 0123", "沪B·D9527"
CARD, LAST, OLD = "310101199003078888", "9527", "慕容某丁"
SECRETS = (
    NAME,
    OTHER,
    RARE,
    PHONE,
    SECOND,
    "6789 0123",
    PLATE,
    "D9527",
    CARD,
    LAST,
    OLD,
    "WF-0217",
)
EXHIBIT = {"id": "E1", "kind": "photo", "title": f"{NAME}的证件", "sha256": "cd" * 32}
VISIT = {
    "id": "V1",
    "started_at": "2026-11-20T22:40:00+08:00",
    "loan": "L1",
    "exhibits": ["E1"],
    "visitors": [
        {
            "claimed_name": NAME,
            "phone": PHONE,
            "vehicle_plate": PLATE,
            "id_number": "WF-0217",
            "appearance": f"胸牌上写着{NAME}",
        },
        {"claimed_name": RARE, "claimed_role": "collector"},
    ],
    "statements": [{"speaker": NAME, "words": f"我叫{NAME}，打我电话{SECOND}。"}],
    "payment_demanded": {"amount": "1234567.00", "payee": OTHER, "method": f"转给{OTHER}"},
    "third_parties_told": [{"relation": "neighbour", "heard": f"合同尾号{LAST}没还"}],
    "account": f"{NAME}和{RARE}一起来，2026-11-20 那天车牌{PLATE}。身份证{CARD}。",
}
CALL = {"id": "C1", "counterpart": PHONE, "content": f"自称{NAME}"}
PAPER = {
    "format": CASE["format"],
    "version": 1,
    "title": f"{NAME}来访",
    "reporter_role": "borrower",
    "loans": [LOAN | {"contract_last4": LAST}],
    "exhibits": [EXHIBIT],
    "visits": [VISIT, {"id": "V2", "visitors": [{"phone": PHONE}]}],
    "contacts": [CALL],
    "complaints": [{"id": "P1", "channel": "放款机构", "reference_no": "TS2026112300017"}],
}


def journal() -> list[Entry]:
    """With a name that was amended away and one in a withdrawal."""
    entries = journal_of(PAPER)
    visits = [entry for entry in entries if entry.kind == "visit"]
    for payload in (
        {"based_on": visits[1].seq, "changed": {"visitors": [{"claimed_name": OLD}]}},
        {"based_on": visits[1].seq, "changed": {"visitors": [{"claimed_name": OTHER}]}},
    ):
        _add(entries, visits[1], Action.AMEND, payload)
    _add(entries, visits[1], Action.WITHDRAW, {"reason": f"记错了，不是{OLD}"})
    return entries


def _add(entries: list[Entry], on: Entry, action: Action, payload: dict[str, Any]) -> None:
    new = NewEntry(kind=on.kind, subject=on.subject, action=action, payload=payload)
    entries.append(follow(entries, new, MADE_AT))


@pytest.fixture(scope="module")
def whole(key: SealingKey) -> Made:
    entries = journal()
    state = project(entries)
    subject = state.exhibits[0].subject
    return make_record(
        entries,
        key=key,
        made_at=MADE_AT,
        pictures={subject: jpeg((60, 60))},
        gaps=gaps_of(state),
    )


@pytest.fixture(scope="module")
def copy(whole: Made) -> Printed:
    manifest = read_manifest(next(attached(whole.data)))
    assert manifest is not None
    return print_copy(manifest)


def flat(data: bytes, folder: Path) -> str:
    path = folder / "copy.pdf"
    path.write_bytes(data)
    run = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return "".join(run.stdout.split())


def test_the_whole_record_says_all_of_it(whole: Made, tmp_path: Path) -> None:
    text = flat(whole.data, tmp_path)
    assert [one for one in SECRETS if "".join(one.split()) not in text] == []


def test_nothing_covered_is_anywhere_in_the_file(copy: Printed, tmp_path: Path) -> None:
    text = flat(copy.data, tmp_path)
    told = "".join(_unpacked(copy.data))
    for secret in SECRETS:
        if secret == LAST:  # four digits also turn up in a digest or a drawing, by chance
            assert not re.search(rf"(?<![0-9a-f]){LAST}(?![0-9a-f])", text)
            continue
        bare = "".join(secret.split())
        assert bare not in text
        assert bare not in told
        assert all(secret.encode(form) not in copy.data for form in ("utf-8", "utf-16-be"))


def _unpacked(data: bytes) -> list[str]:
    """Every stream unpacked and every string of the file, as text."""
    with pikepdf.open(BytesIO(data)) as pdf:
        assert list(pdf.attachments) == []
        raw = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        texts = [text for one in pdf.objects for text in _strings(one)]
    return texts + [one.decode(form, "ignore") for one in raw for form in ("utf-8", "utf-16-be")]


def _strings(one: Any) -> list[str]:
    """The strings of one object; those that it points to come of themselves."""
    if isinstance(one, pikepdf.String):
        return [str(one)]
    inner: list[Any] = []
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        inner = [one.get(name) for name in one.keys()]  # noqa: SIM118 - not a dict
    elif isinstance(one, pikepdf.Array):
        inner = list(one)
    return [
        text for item in inner if not getattr(item, "is_indirect", False) for text in _strings(item)
    ]


def test_no_picture_no_seal_no_attachment(copy: Printed, key: SealingKey) -> None:
    assert b"/DCTDecode" not in copy.data
    assert verify_record(copy.data, key.certificate).status == "not_ours"


def test_every_page_says_what_it_is_and_the_whole_is_named(
    copy: Printed, whole: Made, tmp_path: Path
) -> None:
    text = flat(copy.data, tmp_path)
    assert text.count("打印店版，已遮盖") >= copy.pages
    assert whole.record_number in text
    assert whole.digest in text
    for words in (
        "没有特意要盖的地址",
        "这一份没有封印",
        "不能拿来核对",
        "TS2026112300017",
        "1234567.00",
        "2026-11-20",
    ):
        assert words in text


def test_the_frame_stays(whole: Made) -> None:
    manifest = read_manifest(next(attached(whole.data)))
    assert manifest is not None
    html = html_of(compose(manifest, covered=True))
    for words in (covered(NAME), "1＊＊", "9＊＊", "已撤回", "来访 1", "借款 1", "证据 1"):
        assert words in html


@given(st.text(max_size=80))
def test_a_long_number_never_survives_in_free_text(around: str) -> None:
    said = Mask(frozenset()).text(f"{around}x13912345678x{around}")
    assert "13912345678" not in said


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("2026-11-20 来的", "2026-11-20 来的"),
        ("2026-11-20 22:40 来的", "2026-11-20 22:40 来的"),
        ("139 1234 5678", "1＊＊"),
        ("139　1234　5678", "1＊＊"),
        ("139—1234–5678", "1＊＊"),
        ("139.1234.5678", "1＊＊"),
        ("欠 15300.50 元", "欠 15300.50 元"),
        ("１３９１２３４５６７８", "１＊＊"),
        ("欠 120000 元", "欠 120000 元"),
        ("京A12345停在楼下", "京＊＊停在楼下"),
        ("粤B·D12345", "粤＊＊"),
        ("21楼1203", "21楼1203"),
        ("姓王的说", "姓＊＊的说"),
        ("尾号9527，房号19527", "尾号9＊＊，房号19527"),
    ],
)
def test_free_text(said: str, told: str) -> None:
    assert Mask(frozenset({"姓王", "9527"})).text(said) == told


def test_one_character_alone_is_covered_whole() -> None:
    assert (covered("王"), covered("王某"), covered(" ")) == ("＊＊", "王＊＊", "＊＊")


def test_masking_changes_no_reference() -> None:
    entries = journal()
    state = project(entries)
    told = masked(state, mask_for(entries))
    assert [thing.label for thing in told.things] == [thing.label for thing in state.things]
    assert told.visits[0].value.exhibits == ("E1",)
    assert told.visits[0].value.loan == "L1"
    assert told.visits[0].value.started_at == state.visits[0].value.started_at


def test_what_is_missing_is_told_by_thing(key: SealingKey) -> None:
    told = {one["of"]: one["gaps"] for one in gaps_of(project(journal()))}
    assert told["证据 1"] == ["补上原件在哪里。", "补上能说明什么。"]
    assert "投诉 1" not in told
    assert "来访 2" not in told  # withdrawn
    assert told["来访 1"]


def test_what_is_missing_is_printed_only_if_chosen(whole: Made, made: Made, tmp_path: Path) -> None:
    assert "还缺什么" in flat(whole.data, tmp_path)
    assert "还缺什么" not in flat(made.data, tmp_path)


ASKED = "欧阳某戊"


def test_what_was_asked_for_is_covered_wherever_a_person_wrote_it(tmp_path: Path) -> None:
    told = f"{ASKED}，2026年"
    visit = {"id": "V1", "started_at": "2026-11-20T22:40:00+08:00", "place_text": told}
    visit |= {"told_by": told, "account": told, "posted_notice": {"words": told}}
    complaint = {"id": "P1", "channel": told, "reference_no": f"9-{ASKED}"}
    case = CASE | {"visits": [visit], "complaints": [complaint], "title": told, "contacts": []}
    entries = [replace(entry, by=f"{ASKED}律所") for entry in journal_of(case)]
    mask = mask_for(entries, [ASKED, "2026", "9"])
    state = masked(project(entries), mask)
    for thing in state.things:
        said = str((thing.value, thing.payload, thing.entry.payload, thing.entry.by))
        assert ASKED not in said
    assert state.visits[0].value.started_at.day == date(2026, 11, 20)  # a day is no word
    assert state.complaints[0].value.reference_no == "＊＊-欧＊＊"


@pytest.mark.django_db
def test_the_page_asks_which_words_and_keeps_none(client: Client, tmp_path: Path) -> None:
    opened = open_with_visit(client)
    opened.made.append(a_visit(account=f"{ASKED}在家，骂人。", acts=["insulted"]))
    assert "还要盖住哪些字" not in opened.get("record:preview").content.decode()
    opened.post("record:make", entry="a" * 32)
    assert "还要盖住哪些字" in opened.get("record:preview").content.decode()
    before = len(opened.made.entries())
    found = opened.post("record:shop", cover=f" {ASKED} \r\n\r\n骂人")
    text = flat(found.content, tmp_path)
    assert "欧＊＊在家，骂＊＊。" in text
    assert "骂人、羞辱" in text  # words of ours stay
    assert ASKED in flat(opened.get("record:shop").content, tmp_path)
    opened.post("record:pickup_make", copy="shop", cover=ASKED)
    shown = opened.get("record:pickup").content.decode()
    given = take("".join(re.findall(r"<span>(\d{4})</span>", shown)))
    assert ASKED not in flat(given.content, tmp_path)
    assert len(opened.made.entries()) == before


@pytest.mark.django_db
def test_the_site_gives_the_copy_of_the_newest_record(client: Client, tmp_path: Path) -> None:
    opened = open_with_visit(client)
    assert opened.get("record:shop").status_code == 302
    opened.post("record:make", entry="a" * 32, gaps="1")
    answer = opened.get("record:shop")
    assert answer["Content-Type"] == "application/pdf"
    assert "-dayin.pdf" in answer["Content-Disposition"]
    assert "打印店版" in flat(answer.content, tmp_path)
    assert opened.url("record:shop") in opened.get("record:preview").content.decode()
