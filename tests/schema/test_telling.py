"""How a case reads: every filled field on a line, every code and time in Chinese."""

from typing import Any

import pytest
from hypothesis import given, settings

from borrower_guide.schema.telling import QUALIFIERS, text_of, time_text, told
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.when import When
from tests.schema.samples import FULL, read
from tests.schema.strategies import CASES

VISIT = Visit.read(FULL["visits"][0])


def lines(**fields: Any) -> dict[str, str]:
    return {line.label: line.text for line in told(Visit.read({"id": "V1", **fields}))}


def test_every_filled_field_is_told_in_order() -> None:
    filled = [name for name in Visit.model_fields if name not in {"id", *QUALIFIERS}]
    assert [line.name for line in told(VISIT)] == filled


TOLD = [
    ({"started_at": "2026-11-03T20:14"}, {"开始时间": "2026年11月3日（周二）20:14"}),
    ({"started_at": "2026-11-01"}, {"开始时间": "2026年11月1日（周日）"}),
    ({"started_at": "2026-11-02T16:05Z"}, {"开始时间": "2026年11月3日（周二）00:05"}),
    (
        {"started_at": "2026-11-03T20:14", "started_precision": "about"},
        {"开始时间": "2026年11月3日（周二）20:14（大约）"},
    ),
    ({"visitor_count": 0}, {"来了几个人": "0 人"}),
    ({"visitor_count": 3, "visitor_count_or_more": True}, {"来了几个人": "3 人以上"}),
    ({"acts": ["insulted", "used_force"]}, {"做了什么": "骂人、羞辱、动手"}),
    ({"filming": "no"}, {"他们有没有拍照录像": "没有"}),
    (
        {"visitors": [{"claimed_name": "姓张", "id_shown": "refused"}]},
        {"来的人": "叫什么：自称 姓张；给你看证件了吗：问了，不肯给看"},
    ),
    ({"visitors": [{}, {"phone": "1"}]}, {"来的人 1": "没有写细节", "来的人 2": "留的电话：1"}),
    (
        {"present": [{"relation": "孩子", "minor": True}]},
        {"我们这边谁在场": "是你什么人：孩子；不满 18 岁"},
    ),
    (
        {"documents_to_sign": [{"title": "欠条", "signed": False, "copy_kept": True}]},
        {"让签的东西": "让签什么：欠条；签了：否；自己留了一份"},
    ),
    (
        {"police": {"called_at": "2026-11-03T20:30"}},
        {"报警": "什么时候报警：2026年11月3日（周二）20:30"},
    ),
    ({"exhibits": ["E1", "E3"]}, {"有关的证据": "证据 1、证据 3"}),
    ({"account": "一\n二"}, {"经过": "一\n二"}),
    ({}, {}),
]


@pytest.mark.parametrize(("fields", "expected"), TOLD)
def test_a_field_is_told_in_words(fields: dict[str, Any], expected: dict[str, str]) -> None:
    assert lines(**fields) == expected


def test_a_page_can_tell_a_nested_thing_line_under_line() -> None:
    fields = {"visitors": [{"claimed_name": "姓张", "phone": "1；2"}]}
    [line] = told(Visit.read({"id": "V1", **fields}), between="\n")
    assert line.text == "叫什么：自称 姓张\n留的电话：1；2"


def test_what_visitors_said_of_themselves_is_marked() -> None:
    marked = {line.name for line in told(VISIT.visitors[0]) if line.claimed}
    assert marked == {"claimed_name", "claimed_role", "claimed_employer", "claimed_lender"}


def test_each_day_of_the_week_has_its_name() -> None:
    days = [time_text(When.parse(f"2026-11-0{day}"))[-2] for day in range(2, 9)]
    assert "".join(days) == "一二三四五六日"


def test_no_and_yes_are_words() -> None:
    assert (text_of(True), text_of(False)) == ("是", "否")


@settings(max_examples=60, deadline=None)
@given(plain=CASES)
def test_nothing_that_is_filled_is_left_untold(plain: dict[str, Any]) -> None:
    case = read(plain)
    for thing in (*case.loans, *case.visits, *case.contacts, *case.exhibits, *case.complaints):
        filled = set(thing.to_payload()) - {"id"} - QUALIFIERS
        assert {line.name for line in told(thing)} == filled
