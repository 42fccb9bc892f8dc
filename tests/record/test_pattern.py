"""来访汇总: what is counted, over which periods, and that the drawings say it in words as well."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.cases.entries import Action, NewEntry
from borrower_guide.cases.state import project
from borrower_guide.record.paper.drawings import WIDTH, bars, hour_strip
from borrower_guide.record.paper.pattern import pattern_of
from borrower_guide.record.paper.whole import Pattern
from tests.record.sample import CASE, MADE_AT, follow, journal_of, rich_journal

SVG = "{http://www.w3.org/2000/svg}"


def pattern(*visits: dict[str, Any]) -> Pattern:
    named = [{"id": f"V{number}", **one} for number, one in enumerate(visits, start=1)]
    case = {"format": CASE["format"], "version": 1, "reporter_role": "borrower", "visits": named}
    (found,) = pattern_of(project(journal_of(case)))
    return found


def at(*days: str) -> Pattern:
    return pattern(*({"started_at": day} for day in days))


def test_one_visit_has_no_pattern() -> None:
    case = {"format": CASE["format"], "version": 1, "reporter_role": "borrower"}
    assert pattern_of(project(journal_of(case | {"visits": [{"id": "V1"}]}))) == ()


def test_a_withdrawn_visit_is_not_counted() -> None:
    entries = journal_of(
        {
            "format": CASE["format"],
            "version": 1,
            "reporter_role": "borrower",
            "visits": [{"id": f"V{n}", "started_at": f"2026-11-0{n}"} for n in (1, 2, 3)],
        }
    )
    gone = NewEntry(
        kind=entries[2].kind,
        subject=entries[2].subject,
        action=Action.WITHDRAW,
        payload={"reason": "x"},
    )
    entries.append(follow(entries, gone, MADE_AT))
    (found,) = pattern_of(project(entries))
    assert "2026年10月26日起 1 次，2026年11月2日起 1 次。" in found.drawings[0].words


@pytest.mark.parametrize(("told", "sheets"), [(1, 0), (2, 1)])
def test_one_line_alone_is_not_told_twice(told: int, sheets: int) -> None:
    heard = [{"relation": "neighbour", "heard": f"第 {n} 句"} for n in range(told)]
    visits = [{"id": "V1", "third_parties_told": heard}, {"id": "V2"}]
    case = {"format": CASE["format"], "version": 1, "reporter_role": "borrower", "visits": visits}
    assert len(pattern_of(project(journal_of(case)))) == sheets


@pytest.mark.parametrize(
    ("days", "titles"),
    [
        (("2026-11-02", "2026-11-08"), []),  # one week: one bar
        (("2026-11-02", "2026-11-09"), ["每周来访几次"]),
        (("2026-11-02T20:14:00+08:00", "2026-11-08"), ["一天里几点来（灰色是 22 点到 8 点）"]),
    ],
)
def test_nothing_is_drawn_that_shows_nothing(days: tuple[str, ...], titles: list[str]) -> None:
    visits = [{"id": f"V{n}", "started_at": day} for n, day in enumerate(days, start=1)]
    case = {"format": CASE["format"], "version": 1, "reporter_role": "borrower", "visits": visits}
    found = pattern_of(project(journal_of(case)))
    assert [drawing.title for one in found for drawing in one.drawings] == titles


@pytest.mark.parametrize(
    ("days", "title", "words"),
    [
        # Sunday and Monday: two weeks.
        (
            ("2026-11-01", "2026-11-02"),
            "每周来访几次",
            "一周从周一算起。2026年10月26日起 1 次，2026年11月2日起 1 次。",
        ),
        # Over the turn of the year.
        (
            ("2026-12-31", "2027-01-04"),
            "每周来访几次",
            "一周从周一算起。2026年12月28日起 1 次，2027年1月4日起 1 次。",
        ),
        # Twenty-four weeks are weeks, twenty-five are months.
        (
            ("2026-01-05", "2026-06-21"),
            "每周来访几次",
            "一周从周一算起。2026年1月5日起 1 次，2026年6月15日起 1 次。",
        ),
        (("2026-01-05", "2026-06-22"), "每月来访几次", "2026年1月 1 次，2026年6月 1 次。"),
        (("2024-01-31", "2026-06-22"), "每年来访几次", "2024年 1 次，2026年 1 次。"),
    ],
)
def test_visits_are_counted_by_periods(days: tuple[str, ...], title: str, words: str) -> None:
    drawing = at(*days).drawings[0]
    assert (drawing.title, drawing.words) == (title, words)


@pytest.mark.parametrize(
    ("hour", "told"),
    [
        ("22:00", "22 点到 8 点之间开始 1 次，其余时间开始 1 次"),
        ("07:59", "22 点到 8 点之间开始 1 次，其余时间开始 1 次"),
        ("08:00", "22 点到 8 点之间开始 0 次，其余时间开始 2 次"),
        ("21:59", "22 点到 8 点之间开始 0 次，其余时间开始 2 次"),
    ],
)
def test_hours_are_told_in_words(hour: str, told: str) -> None:
    drawing = at(f"2026-11-03T{hour}:00+08:00", "2026-11-04T12:00:00+08:00").drawings[-1]
    assert drawing.words == f"{told}。来访 1 在 {hour}；来访 2 在 12:00。"


def test_the_same_words_of_several_visits_stand_in_one_line() -> None:
    said = {"visitors": [{"claimed_employer": "某某公司", "phone": "139 开头"}]}
    other = {"visitors": [{"claimed_employer": "某某公司 "}, {"claimed_employer": "平台"}]}
    (table,) = pattern(said, {}, other).tables
    lines = [tuple(value.text for value in line) for line in table.lines]
    assert lines == [
        ("公司", "某某公司", "来访 1、3", "2"),
        ("公司", "平台", "来访 3", "1"),
        ("留的电话", "139 开头", "来访 1", "1"),
    ]
    assert [line[1].tag for line in table.lines] == ["自称", "自称", ""]


def test_what_others_were_told_names_its_visit_and_how_it_is_known() -> None:
    (found,) = pattern_of(project(rich_journal()))
    (line,) = found.tables[1].lines
    assert [value.text for value in line] == [
        "来访 1，2026年11月3日",
        "邻居",
        "这家欠钱不还",
        "听人转述",
    ]
    assert line[3].tag == "转述"


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def test_a_drawing_has_a_title_for_those_who_cannot_see_it() -> None:
    for drawing in at("2026-11-03T12:00:00+08:00", "2026-11-04").drawings:
        assert drawn(drawing.svg).findtext(f"{SVG}title") == drawing.title
        assert not re.search("style=|href|script", drawing.svg)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=24).filter(any))
def test_bars_stay_on_the_paper_and_bear_their_numbers(counts: list[int]) -> None:
    svg = drawn(bars("x", [("12月", "28日", count) for count in counts]))
    boxes = svg.findall(f"{SVG}rect")
    assert len(boxes) == len(counts)
    for box in boxes:
        x, width = float(box.attrib["x"]), float(box.attrib["width"])
        assert x >= 0
        assert x + width <= WIDTH
        assert float(box.attrib["y"]) >= 0
    told = [text.text for text in svg.findall(f"{SVG}text")]
    assert told[::3] == [str(count) for count in counts]


@given(st.lists(st.integers(0, 1439), max_size=60))
def test_numbers_over_the_hours_never_cover_each_other(minutes: list[int]) -> None:
    svg = drawn(hour_strip("x", [(minute, "88") for minute in minutes]))
    height = float(svg.attrib["viewBox"].split()[3])
    places = [
        (float(text.attrib["y"]), float(text.attrib["x"]))
        for text in svg.findall(f"{SVG}text")
        if text.text == "88"
    ]
    assert all(0 < y < height for y, _ in places)
    for at_one, (y, x) in enumerate(sorted(places)):
        for other_y, other_x in sorted(places)[at_one + 1 :]:
            assert y != other_y or abs(x - other_x) >= 12
    ticks = [one for one in svg.findall(f"{SVG}line") if one.attrib["stroke-width"] == "1.5"]
    assert len(ticks) == len(minutes)


def test_no_line_runs_through_a_number() -> None:
    """Three visits at nine climb over each other: a number has white behind it, lines go first."""
    shapes = list(drawn(hour_strip("x", [(540, "8"), (540, "9"), (540, "10")])))
    lines = [at for at, one in enumerate(shapes) if one.attrib.get("stroke-width") == "1.5"]
    numbers = [at for at, one in enumerate(shapes) if one.text in ("8", "9", "10")][-3:]
    assert len(lines) == 3
    assert max(lines) < min(numbers)
    for at in numbers:
        behind, x, y = shapes[at - 1].attrib, *(float(shapes[at].attrib[one]) for one in "xy")
        left, top = float(behind["x"]), float(behind["y"])
        assert behind["fill"] == "#fff"
        assert left < x < left + float(behind["width"])
        assert top < y < top + float(behind["height"])
