"""Visits by their main points: for a clerk who has three minutes, where the record comes along."""

from typing import Any

import pytest

from borrower_guide.letters.compose import compose
from borrower_guide.letters.layout import laid_out
from borrower_guide.letters.paper import Paper
from tests.letters.made import PAPERS, chosen, state_of
from tests.letters.test_sources import left_over
from tests.schema.samples import FULL, MINIMAL

TICKED = frozenset({"main_points"})
OFFERED = sorted(
    form.id for form in PAPERS.values() if any(one.id == "main_points" for one in form.options)
)


def points(form: str, case: dict[str, Any]) -> Paper:
    to = PAPERS[form].channels[0] if PAPERS[form].channels else ""
    return compose(chosen(form, case, to, options=TICKED))


def facts(paper: Paper) -> list[tuple[str, ...]]:
    block = paper.block("facts")
    assert block is not None
    return [line.cells for line in block.lines]


def test_papers_about_many_visits_offer_it() -> None:
    assert OFFERED == ["complaint_letter", "fact_statement", "follow_up", "report_letter"]


@pytest.mark.parametrize("form", sorted({*OFFERED} - {"follow_up"}))  # all of that is told before
def test_it_tells_when_where_who_what_and_by_what_evidence(form: str) -> None:
    seen = FULL["visits"][0] | {"knowledge": "firsthand"}
    told = facts(points(form, FULL | {"visits": [seen, *FULL["visits"][1:]]}))
    assert [*told[:4], told[-1]] == [
        ("来访 1", "2026年1月3日（周六）22:40（大约） 到 23:05"),
        ("在什么地方", "租住处，某某小区 3 号楼"),
        ("来的人", "2 人以上，自称 平台、催收，自称 某某信息咨询公司，自称 姓𠮷"),
        ("做了什么", "骂人、羞辱、叫走不肯走"),
        ("证据", "证据 1"),
    ]


@pytest.mark.parametrize(
    ("knowledge", "lines"),
    [
        ({"knowledge": "hearsay", "told_by": "邻居"}, ["怎么知道的", "听谁说的"]),
        ({"knowledge": "camera"}, ["怎么知道的"]),
        ({"knowledge": "firsthand"}, []),
        ({}, []),
    ],
)
def test_what_was_not_seen_says_so(knowledge: dict[str, str], lines: list[str]) -> None:
    case = MINIMAL | {"visits": [{"id": "V1", "acts": ["insulted"], **knowledge}]}
    _, *told, acts = [cells[0] for cells in facts(points("fact_statement", case))]
    assert (told, acts) == (lines, "做了什么")


@pytest.mark.parametrize("form", OFFERED)
def test_each_word_of_it_has_its_source(form: str) -> None:
    to = PAPERS[form].channels[0] if PAPERS[form].channels else ""
    assert left_over(chosen(form, FULL, to, options=TICKED)) == []


def test_the_words_of_whoever_was_there_still_stand_whole() -> None:
    state = state_of(FULL)
    to = "lender_own"
    told = [compose(chosen("complaint_letter", state, to, options=o)) for o in (TICKED, None)]
    assert told[0].block("words") == told[1].block("words") is not None


def test_a_visit_of_which_nothing_is_known_is_one_line() -> None:
    case = MINIMAL | {"visits": [{"id": "V1"}]}
    assert facts(points("fact_statement", case)) == [("来访 1", "没有写时间")]


def test_without_the_tick_all_is_told() -> None:
    assert len(facts(compose(chosen("fact_statement", FULL)))) > 20


def test_it_takes_a_third_of_the_room() -> None:
    visits = [FULL["visits"][0] | {"id": f"V{number}"} for number in range(1, 13)]
    case = FULL | {"visits": visits}
    lines = [
        sum(
            len(part.items) for part in laid_out(compose(chosen("fact_statement", case, options=o)))
        )
        for o in (TICKED, frozenset())
    ]
    assert lines[0] * 3 < lines[1]


@pytest.mark.parametrize(
    ("form", "channel", "label", "stands"),
    [
        ("report_letter", "personal_information", "张贴的东西", True),
        ("report_letter", "nifa_report", "张贴的东西", False),
        ("complaint_letter", "lender_own", "原话", True),
        ("complaint_letter", "hotline_12345", "原话", False),
    ],
)
def test_what_the_addressee_asks_for_is_a_main_point(
    form: str, channel: str, label: str, stands: bool
) -> None:
    told = facts(compose(chosen(form, FULL, channel, options=TICKED)))
    assert (label in [cells[0] for cells in told]) is stands


def test_who_did_not_say_claimed_nothing() -> None:
    case = MINIMAL | {"visits": [{"id": "V1", "visitors": [{"claimed_role": "unknown"}]}]}
    assert facts(points("fact_statement", case)) == [("来访 1", "没有写时间")]
