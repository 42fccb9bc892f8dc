"""Every field of the case format takes what its kind takes, and nothing else."""

from pathlib import Path
from typing import Any

import pytest

from borrower_guide.schema.case import Case
from tests.schema.kinds import GROUPS, KINDS, LISTS, PLACES
from tests.schema.samples import FULL, at, changed, faults, full, read, steps

WOMAN = "👩🏽‍🦱"  # four code points on one place
NOT_TEXT: list[Any] = [True, 2, 2.5, ["字"], {"a": "字"}]
BROKEN = {
    "a\0": "U+0000",
    "a\x1b[2J": "U+001B",
    "a\x0b": "U+000B",
    "a\x7f": "U+007F",
    "a\x85": "U+0085",
    "\ud83d": "不完整的字符",
    "\udc68字": "不完整的字符",
}
REFUSED: dict[str, dict[str, Any]] = {
    "money": {
        "金额请只填数字": [
            *("", "12,000", "1.234", "-5", "+5", "1e3", ".5", "5.", "0.001", " 5", "5元"),
            *("１２０", "١٢", "100\n", "\n100", "1" * 13, "100\r\n"),
        ],
        "要写成文字": [120, 12.5, True, ["120"]],
    },
    "time": {
        "不是有效的时间": [
            *("", "昨天", "2026-02-30", "2025-02-29", "2026-13-01", "2026-1-3", "20260103"),
            *("2026-01-03T", "2026-01-03T24:00", "2026-01-03T22:60", "2026-01-03 22:40"),
            *("2026-01-03T22:40:60", "2026-01-03T22:40+25:00", "2026-01-03T22:40\n"),
            *("２０２６-01-03", "2026-01-03T22", "2026-W01-6", "1767451200"),
            *("0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"),
        ],
        "年份请写 1990 到 2100": ["1989-12-31", "2101-01-01", "0026-01-03T22:40"],
        "带引号的时间": [1767451200, 1767451200.5, True, ["2026-01-03"]],
    },
    "day": {
        "只写日期": ["2026-01-03T22:40:00+08:00", "2026-01-03T00:00"],
        "不是有效的时间": ["2026-02-30", "2026-1-3", "03.01.2026", ""],
        "带引号的时间": [1767451200, True, {"day": 3}],
    },
    "code": {"只能是这些之一": ["", "Yes", "nonsense", "bank ", 1, True, 1.5, ["yes"], {"yes": 1}]},
    "id": {
        "编号要用字母开头": ["", "1", "_a", "a b", "a.b", "编号", "a" * 33, "V1\n", "Ａ1", "V١"],
        "要写成文字": [1, True, ["V1"]],
    },
    "flag": {"只能是 true 或 false": ["true", "yes", 1, 0, 1.0, [True]]},
    "count": {"要写成整数": [True, False, "2", 2.0, 2.5, 1e300, [2]]},
    "own": {},
}


@pytest.mark.parametrize(("kind", "place"), PLACES, ids=[place for _, place in PLACES])
def test_a_place_refuses_what_is_not_of_its_kind(kind: str, place: str, folder: Path) -> None:
    for says, values in _refused(kind):
        for value in values:
            found = faults(changed(FULL, place, value), folder)
            told = [fault.message for fault in found if fault.path == f"$.{place}"]
            assert len(told) == 1, (value, found)
            assert says in told[0], value
            # A reference to a broken id leads nowhere; nothing else is drawn in.
            others = [fault for fault in found if fault.path != f"$.{place}"]
            assert all("找不到编号" in other.message for other in others), others


def _refused(kind: str) -> list[tuple[str, list[Any]]]:
    if kind not in LIMITS:
        return [*REFUSED[kind].items()]
    limit = LIMITS[kind]
    too_long = [letter * (limit + 1) for letter in "字𠮷👨\n"] + [WOMAN * (limit // 4) + "字"]
    broken = [(says, [text]) for text, says in BROKEN.items()]
    return [(f"最多 {limit} 字，现在 {limit + 1} 字", too_long), ("要写成文字", NOT_TEXT), *broken]


LIMITS = {"short": 200, "quoted": 2_000, "long": 5_000}
TEXTS = [(kind, place) for kind, place in PLACES if kind in LIMITS]


@pytest.mark.parametrize(("kind", "place"), TEXTS, ids=[place for _, place in TEXTS])
def test_a_text_keeps_every_code_point_up_to_its_limit(kind: str, place: str, folder: Path) -> None:
    limit = LIMITS[kind]
    for text in (*(letter * limit for letter in "字𠮷👨\n"), WOMAN * (limit // 4), "", " a\tb "):
        assert _kept(place, text, folder) == text
    # Line ends are made one before anything is counted or refused.
    assert _kept(place, "字\r\n" * (limit // 2), folder) == "字\n" * (limit // 2)
    assert _kept(place, "一\r二\r\r\n三", folder) == "一\n二\n\n三"


def _kept(place: str, value: Any, folder: Path) -> Any:
    return at(read(changed(FULL, place, value), folder).to_payload(), steps(place))


@pytest.mark.parametrize("place", LISTS)
def test_a_list_is_a_list(place: str, folder: Path) -> None:
    for value in ("V1", {"0": "V1"}, True, 1):
        told = faults(changed(FULL, place, value), folder)
        assert f"$.{place}：要写成列表" in map(str, told)


THINGS = [f"{place}[0]" for place in LISTS if not place.endswith((".acts", ".exhibits"))]


@pytest.mark.parametrize("place", GROUPS + THINGS)
def test_a_thing_with_fields_is_no_text(place: str, folder: Path) -> None:
    for value in ("字", 1, False, [1], []):
        assert f"$.{place}：要写成一组带名字的内容" in map(
            str, faults(changed(FULL, place, value), folder)
        )


@pytest.mark.parametrize("place", [place for kind, place in PLACES if kind != "own"] + LISTS)
def test_whatever_is_not_required_may_be_null(place: str, folder: Path) -> None:
    found = faults(changed(FULL, place, None), folder)
    told = {fault.path: fault.message for fault in found}
    if place in ("reporter_role", "version") or place.endswith(".id"):
        assert told[f"$.{place}"] == "必须填写"
    elif place.endswith("]"):
        assert f"$.{place}" in told, "an item of a list is there or is not"
    else:
        assert f"$.{place}" not in told


def test_every_field_of_every_type_stands_in_the_filled_case(folder: Path) -> None:
    case = read(full(), folder)
    for model, filled in _things(case):
        unfilled = set(model.model_fields) - set(filled.model_dump(exclude_defaults=True))
        # A no is the default of no field that is filled here; history is for exports.
        assert unfilled <= {"history"}, model
    leaves = set(_leaves(FULL, ""))
    assert leaves == {place for places in KINDS.values() for place in places}


def _things(value: Any) -> Any:
    if isinstance(value, tuple):
        for item in value:
            yield from _things(item)
    elif hasattr(type(value), "model_fields"):
        yield type(value), value
        for name in type(value).model_fields:
            yield from _things(getattr(value, name))


def _leaves(value: Any, place: str) -> Any:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{place}[{index}]")
    else:
        yield place


def test_the_filled_case_comes_back_as_it_was(folder: Path) -> None:
    case = read(full(), folder)
    assert isinstance(case, Case)
    assert case.to_payload() == FULL
