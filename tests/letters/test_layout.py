"""How lines lie on a paper: a label once, digests in eights, room for the pen only where needed."""

import pytest

from borrower_guide.letters.compose import compose
from borrower_guide.letters.layout import laid_out
from borrower_guide.letters.paper import Block, Line, Origin, Paper
from borrower_guide.letters.printing import html_of
from tests.letters.made import chosen, text
from tests.letters.papers import AT
from tests.schema.samples import FULL, MINIMAL

DIGEST = "0123456789abcdef" * 4
EIGHTS = "01234567 89abcdef 01234567 89abcdef 01234567 89abcdef 01234567 89abcdef"
BARE = MINIMAL | {"visits": [{"id": "V1"}]}


def items(*lines: tuple[str, str]) -> list[tuple[str, str]]:
    told = tuple(Line(one, Origin.OWN) for one in lines)
    [part] = laid_out(Paper("x", "纸", "", (Block("a", "", told),)))
    return [(item.label, item.text) for item in part.items]


def test_lines_of_one_label_are_one_row() -> None:
    assert items(("做了什么", "敲门"), ("做了什么", "喊话"), ("证据", "证据 1")) == [
        ("做了什么", "敲门\n喊话"),
        ("证据", "证据 1"),
    ]


def test_blanks_are_never_joined() -> None:
    assert (
        items(("", ""), ("", ""), ("电话", ""), ("电话", "")) == [("", "")] * 2 + [("电话", "")] * 2
    )


@pytest.mark.parametrize(
    ("told", "shown"),
    [(DIGEST, EIGHTS), (DIGEST.upper(), DIGEST.upper()), (DIGEST + "0", DIGEST + "0"), ("1", "1")],
)
def test_a_digest_is_told_in_eights(told: str, shown: str) -> None:
    assert items(("文件摘要", told)) == [("文件摘要", shown)]


def test_only_rows_with_an_empty_cell_have_room_for_the_pen() -> None:
    rows = (Line(("1", "照片"), Origin.OWN), Line(("2", ""), Origin.OWN))
    html = html_of(Paper("x", "纸", "", (Block("a", "", rows, ("编号", "名称")),)), AT)
    assert html.count('<tr class="empty">') == 1


@pytest.mark.parametrize(
    ("form", "key"), [("complaint_letter", "agent"), ("police_statement", "harmed")]
)
def test_a_block_that_few_need_stands_only_when_ticked(form: str, key: str) -> None:
    for ticked in (frozenset(), frozenset({"for_another"})):
        paper = compose(chosen(form, FULL, options=ticked))
        assert bool(paper.block(key)) is bool(ticked)


def test_a_list_without_evidence_is_one_to_fill_in_by_hand() -> None:
    paper = compose(chosen("exhibit_list", BARE))
    table = paper.block("table")
    assert table is not None
    assert {line.cells for line in table.lines} == {("",) * 9}
    assert "0" not in text(paper)


BEGAN = "2026-11-20T22:40:00+08:00"
HEAD = "来访 1|2026年11月20日（周五）22:40"
LEFT = "什么时候走的|2026年11月20日（周五）"
# What a visit says of its end: the first line, and what more is told of it.
ENDS = [
    ({}, HEAD, ()),
    ({"ended_at": "23:05"}, f"{HEAD} 到 23:05", ()),
    ({"ended_at": "23:05", "ended_precision": "about"}, f"{HEAD} 到 23:05（大约）", ()),
    ({"left_at": "23:05"}, f"{HEAD} 到 23:05", (f"{LEFT}23:05",)),
    ({"ended_at": "23:05", "left_at": "23:05"}, f"{HEAD} 到 23:05", (f"{LEFT}23:05",)),
    (
        {"ended_at": "23:05", "ended_precision": "about", "left_at": "23:20"},
        f"{HEAD} 到 23:20",
        ("结束时间|2026年11月20日（周五）23:05（大约）", f"{LEFT}23:20"),
    ),
    ({"ended_at": "23:20", "left_at": "23:05"}, f"{HEAD} 到 23:20", (f"{LEFT}23:05",)),
    ({"ended_at": ""}, HEAD, ()),
]


@pytest.mark.parametrize("form", ["complaint_letter", "police_statement"])
@pytest.mark.parametrize(("end", "head", "more"), ENDS)
def test_every_end_of_a_visit_is_told(
    form: str, end: dict[str, str], head: str, more: tuple[str, ...]
) -> None:
    times = {
        name: hour if hour == "about" else f"2026-11-20T{hour}:00+08:00" if hour else "2026-11-20"
        for name, hour in end.items()
    }
    case = MINIMAL | {"visits": [{"id": "V1", "started_at": BEGAN, **times}]}
    told = text(compose(chosen(form, case))).split("\n")
    assert head in told
    ends = [one for one in told if one.startswith(("结束时间|", "什么时候走的|"))]
    assert ends == list(more)


def test_an_end_without_a_beginning_is_told() -> None:
    visit = {"id": "V1", "ended_at": "2026-11-20T23:05:00+08:00"}
    paper = text(compose(chosen("complaint_letter", MINIMAL | {"visits": [visit]})))
    assert "来访 1|没有写时间" in paper
    assert "结束时间|2026年11月20日（周五）23:05" in paper


def test_who_did_not_say_who_they_are_claimed_nothing() -> None:
    visit = {"id": "V1", "visitors": [{"claimed_role": "unknown", "claimed_name": "姓王"}]}
    paper = text(compose(chosen("complaint_letter", MINIMAL | {"visits": [visit]})))
    assert "身份：没有说" in paper
    assert "姓名：自称 姓王" in paper
