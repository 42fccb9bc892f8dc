"""Each answer in each field of each kind of thing is on paper once, after its label, in its place.

Read back with pdftotext in the order in which it is drawn. What is told twice stands in AGAIN.
"""

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest

from borrower_guide.cases.entries import Action, Kind
from borrower_guide.cases.things import LETTERS, MODELS
from borrower_guide.record.make import make_record
from borrower_guide.record.paper.compose import PARTS
from borrower_guide.record.paper.things import NAMES
from borrower_guide.record.sealing.key import SealingKey
from borrower_guide.schema.model import Payload, paper_label
from borrower_guide.schema.people import Visitor
from borrower_guide.schema.vocabulary import ExhibitKind
from tests.record.every_field import (
    FATES,
    SECOND,
    TITLE,
    Fate,
    Journal,
    Told,
    every_field,
    reason_of,
    subject_of,
)
from tests.record.photos import jpeg
from tests.record.sample import MADE_AT
from tests.record.test_places import part_of

# Told again, and why. Withdrawn things are not counted or written out again: LIVE is without them.
LINE = "its line in the timeline"
LINE_OF_POLICE = "the line of the call to the police, which rests on the same telling"
LIVE = COUNTED, TRANSCRIPT = "来访汇总 counts the same words", "beside the recording they are in"
AGAIN: dict[str, tuple[str, ...]] = {
    "visit.started_at": (LINE, COUNTED),
    "visit.left_at": (LINE,),  # the later of the two ends
    "visit.told_by": (LINE, LINE_OF_POLICE),
    "visit.visitors.claimed_name": (LINE, COUNTED),
    "visit.visitors.claimed_employer": (LINE, COUNTED),
    "visit.visitors.claimed_lender": (COUNTED,),
    "visit.visitors.id_number": (COUNTED,),
    "visit.visitors.phone": (COUNTED,),
    "visit.visitors.vehicle_plate": (COUNTED,),
    "visit.third_parties_told.heard": (COUNTED,),
    "visit.statements.speaker": (TRANSCRIPT,),
    "visit.statements.words": (TRANSCRIPT,),
    "visit.statements.position": (TRANSCRIPT,),
    "visit.police.called_at": (LINE_OF_POLICE,),
    "visit.police.arrived_at": (LINE_OF_POLICE,),
    "visit.police.station": (LINE_OF_POLICE,),
    "visit.police.call_no": (LINE_OF_POLICE,),
    "visit.police.receipt_no": (LINE_OF_POLICE,),
    "visit.police.outcome_words": (LINE_OF_POLICE,),
    "contact.at": (LINE,),
    "contact.counterpart": (LINE,),
    "contact.content": (LINE,),
    "complaint.channel": (LINE,),
    "complaint.reference_no": (LINE,),
    "complaint.reply": (LINE,),
    "note.at": (LINE,),
    "note.text": (LINE,),
}
# Where no label stands straight before the answer: what stands there instead.
INSTEAD = {
    "visit.started_at": "时间{}",
    "visit.started_precision": r"时间[^（]*（周.）\d\d:\d\d（{}）至",
    "visit.ended_at": "至{}",
    "visit.ended_precision": r"至[^（]*（周.）\d\d:\d\d（{}）",
    "visit.told_by": "怎么知道的.{{2,6}}，{}",
    "visit.place_text": "在什么地方.{{2,6}}，{}",
    "visit.visitor_count": "来的人数{}人",
    "visit.visitor_count_or_more": "人，也许更多",
    "visit.present.relation": "在场人.{{0,20}}{}（不满18岁，老人）",
    "exhibit.kind": r"证据\d{}",
}
WITH_RELATION = ("visit.present.minor", "visit.present.elderly")
HEADS = {"statements": "谁说的原话什么时候说的录音位置"}
GRIDS = ("statements", "documents_to_sign", "items_taken", "third_parties_told", "witnesses")
OPENING = "(?:补\\d+)?(?:显示或自称|自称|转述|监控)?“?"
CHAPTERS = "|".join(title for _, title, _ in PARTS) + "|如何核对|完整性说明"
THINGS = "|".join(NAMES.values())
TITLED = "|".join([*(one.label for one in ExhibitKind), "转述", "监控"])
HEADING = re.compile(
    rf"(?!证据 \d$)(?:({THINGS}) (\d)|.+、逐次记录：来访 (\d))(?: (?:{TITLED}))?"
    rf"|.{{1,2}}、({CHAPTERS})"
)
EDGE = re.compile(r"上门走访情况记录 \d{8}-|.*做成 第 \d+ 页 共")
BY_NAME = {name: LETTERS[kind] for kind, name in NAMES.items()}


@pytest.fixture(scope="module")
def case() -> Journal:
    return every_field()


@pytest.fixture(scope="module")
def sections(case: Journal, key: SealingKey) -> dict[str, str]:
    """What is printed of each thing, by label (V1), and in each other chapter, by its title."""
    made = make_record(
        case.entries,
        key=key,
        made_at=MADE_AT,
        pictures={subject_of(Kind.EXHIBIT, 1): jpeg((90, 120))},
    )
    return sections_of(made.data)


def sections_of(data: bytes) -> dict[str, str]:
    run = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True
    )
    found: dict[str, str] = defaultdict(str)
    name = "cover"
    for line in run.stdout.decode().replace("\f", "").splitlines():
        if EDGE.match(line):
            continue
        if heading := HEADING.fullmatch(line):
            thing, number, visit, chapter = heading.groups()
            name = chapter or (f"V{visit}" if visit else f"{BY_NAME[thing]}{number}")
        found[name] += "".join(line.split())
    return dict(found)


def test_every_field_of_every_kind_is_filled(case: Journal) -> None:
    wanted = {path for kind, model in MODELS.items() for path in paths(kind, model)}
    for fate in Fate:
        assert {one.field for one in case.told if one.fate is fate} == wanted
    marks = [one.mark for one in case.told if one.mark]
    assert len(marks) == len(set(marks)) > 300


def paths(kind: Kind, model: type[Payload]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        part = part_of(info.annotation)
        if name != "id":
            yield from (
                (f"{kind}.{name}.{one}" for one in part.model_fields)
                if part
                else [f"{kind}.{name}"]
            )


def test_each_is_printed_as_often_as_it_should(case: Journal, sections: dict[str, str]) -> None:
    assert list(miscounted(case.told, sections)) == []


def miscounted(told: Iterable[Told], sections: dict[str, str]) -> Iterator[tuple[Told, int]]:
    whole = "".join(sections.values())
    for one in told:
        if one.mark and (found := whole.count(one.mark)) != times(one):
            yield one, found


def times(one: Told) -> int:
    """Once in its place; what it was before once in the note of the change, what it is too."""
    if one.fate is Fate.BEFORE:
        return 1
    again = [
        why for why in AGAIN.get(one.field, ()) if one.fate is not Fate.GONE or why not in LIVE
    ]
    in_note = one.fate is Fate.AFTER and not one.field.startswith("moment.")
    return 1 + len(again) + in_note


def test_each_stands_after_its_label_in_its_place(case: Journal, sections: dict[str, str]) -> None:
    assert list(misplaced(case.told, sections)) == []


def misplaced(told: Iterable[Told], sections: dict[str, str]) -> Iterator[tuple[Told, str]]:
    for one in told:
        if one.fate is Fate.BEFORE or in_grid(one) or one.field in WITH_RELATION:
            continue
        place, pattern = sections[section_of(one)], pattern_of(one)
        if len(re.findall(pattern, place)) != 1:
            yield one, pattern


def section_of(one: Told) -> str:
    return "时间线" if one.thing.startswith("M") else one.thing


def pattern_of(one: Told) -> str:
    words = re.escape(one.words) + ("(?!没有)" if one.words == "有" else "")
    if one.thing.startswith("M"):
        return TAP[one.field].format(words)
    label = re.escape("".join(one.label.split()))
    return INSTEAD[one.field].format(words) if one.field in INSTEAD else label + OPENING + words


TAP = {"moment.tap": "{}：q", "moment.note": "：{}。"}


def in_grid(one: Told) -> bool:
    """Whether its label heads a column, or a row for two visitors."""
    within = one.field.split(".")[1]
    return within in GRIDS or (within == "visitors" and one.thing == f"V{SECOND}")


def test_rows_stand_under_their_heads(case: Journal, sections: dict[str, str]) -> None:
    told = [one for one in case.told if in_grid(one) and one.fate is not Fate.BEFORE]
    patterns = [*rows(told), *visitors(told)]
    assert len(patterns) == len(GRIDS) * len(FATES) + len(Visitor.model_fields)
    assert [one for one in patterns if len(re.findall(one[1], sections[one[0]])) != 1] == []


def rows(told: Iterable[Told]) -> Iterator[tuple[str, str]]:
    """(thing, pattern) of each table: its heads, then its rows cell by cell."""
    tables: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        if (within := one.field.split(".")[1]) in GRIDS:
            tables[one.thing, within].append(one)
    for (thing, within), cells in tables.items():
        labels = dict.fromkeys(one.label for one in cells)
        heads = "".join(HEADS.get(within, "".join(labels)).split())
        yield thing, re.escape(heads) + "".join(f"{OPENING}{one.words}”?" for one in cells)


def visitors(told: Iterable[Told]) -> Iterator[tuple[str, str]]:
    """A line for each question, an answer for each visitor."""
    lines: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if ".visitors." in one.field:
            lines[one.label].append(one)
    for label, answers in lines.items():
        yield f"V{SECOND}", label + "".join(OPENING + re.escape(one.words) for one in answers)


def test_a_change_tells_what_was_and_what_is(case: Journal, sections: dict[str, str]) -> None:
    for kind in MODELS:
        thing = f"{LETTERS[kind]}3"
        for one in case.told:
            if one.thing == thing and one.fate in (Fate.BEFORE, Fate.AFTER) and kind != "moment":
                assert note_tells(one, kind, sections[thing]), one


def note_tells(one: Told, kind: Kind, said: str) -> bool:
    label = "".join(paper_label(MODELS[kind], one.field.split(".")[1]).split())
    pattern = rf"补充或改动“{re.escape(label)}”。原来：(.*?)。现在：(.*?)。"
    [(was, now)] = re.findall(pattern, said)
    words = one.label if one.words == "是" and one.field.count(".") == 2 else one.words
    return "".join(words.split("☑")[-1].split()) in (was if one.fate is Fate.BEFORE else now)


def test_a_withdrawal_tells_why_and_leaves_what_was_said(sections: dict[str, str]) -> None:
    whole = "".join(sections.values())
    for kind in MODELS:
        assert whole.count(reason_of(kind)) == 1, kind
        place = "时间线" if kind is Kind.MOMENT else f"{LETTERS[kind]}4"
        assert reason_of(kind) in sections[place]


def test_the_check_would_notice(case: Journal, sections: dict[str, str]) -> None:
    """One value gone, one twice, one in another visit, one before its label."""
    first = sections["V1"]
    one = next(one for one in case.told if one.field == "visit.injury")
    for wrong in (
        {"V1": first.replace(one.words, "")},
        {"V1": first + one.label + one.words},
        {"V1": first.replace(one.words, ""), "V2": sections["V2"] + one.label + one.words},
        {"V1": first.replace(one.label + one.words, one.words + one.label)},
    ):
        found = {
            told
            for told, _ in (
                *miscounted([one], sections | wrong),
                *misplaced([one], sections | wrong),
            )
        }
        assert found == {one}


def test_few_loans_are_named_on_the_cover_too(key: SealingKey) -> None:
    case = Journal()
    case.write(Kind.CASE, 1, Action.ADD, {"title": TITLE, "reporter_role": "landlord"})
    case.write(Kind.LOAN, 1, Action.ADD, case.thing(Kind.LOAN, 1, Fate.KEPT))
    found = sections_of(make_record(case.entries, key=key, made_at=MADE_AT).data)
    named = ("loan.lender", "loan.platform", "loan.contract_last4")
    told = {one.field: "".join(found.values()).count(one.mark) for one in case.told if one.mark}
    assert {field for field, count in told.items() if count == 2} == {*named}
    assert all(count in (1, 2) for count in told.values())
    marks = [one.mark for one in case.told if one.field in named]
    assert all(mark in found["cover"] for mark in marks)
    assert "记录人房东" in found["cover"]
    assert "".join(found.values()).count(TITLE) == 1
    assert f"名称{TITLE}" in found["cover"]
