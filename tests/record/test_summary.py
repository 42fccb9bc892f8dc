"""The sentence over the timeline counts what is told and claims no day for what has none."""

from typing import Any

import pytest

from borrower_guide.cases.entries import Action, Entry, Kind, NewEntry
from borrower_guide.cases.state import project
from borrower_guide.record.paper.timeline import summary_of
from borrower_guide.record.paper.visits import visit_sheet
from tests.record.sample import CASE, at, follow, journal_of
from tests.record.test_cover import composed, taps

BARE = {"format": CASE["format"], "version": 1, "reporter_role": "borrower"}
CALL = {"id": "C1", "at": "2026-11-03", "channel": "call"}
FIRST, SAME, LATER, NEXT_YEAR = (
    "2026-11-03",
    "2026-11-03T22:40:00+08:00",
    "2026-11-20",
    "2027-01-02",
)


def case(*days: str | None, **more: Any) -> list[Entry]:
    visits = [{"id": f"V{n}", "started_at": day} for n, day in enumerate(days, start=1)]
    return journal_of({**BARE, "visits": visits, **more})


def without_first(entries: list[Entry]) -> list[Entry]:
    first = next(entry for entry in entries if entry.kind is Kind.VISIT)
    gone = NewEntry(
        kind=Kind.VISIT, subject=first.subject, action=Action.WITHDRAW, payload={"reason": ""}
    )
    return [*entries, follow(entries, gone, at(23, 9, 0))]


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        (case(FIRST), "来访 1 次：11月3日。"),
        (case(FIRST, LATER), "18 天里，来访 2 次：11月3日、11月20日。"),
        (case(FIRST, SAME), "来访 2 次：11月3日（2 次）。其中 1 次开始于 22 点到 8 点之间。"),
        (case(FIRST, LATER, None), "18 天里，来访 2 次：11月3日、11月20日。另有 1 次没有写哪天。"),
        (case(None, None), "来访 2 次，没有写哪天。"),
        (case(LATER, NEXT_YEAR), "44 天里，来访 2 次：2026年11月20日、2027年1月2日。"),
        (without_first(case(FIRST, LATER)), "来访 1 次：11月20日。另有 1 次已撤回。"),
        (without_first(case(FIRST)), "还没有写下来访。另有 1 次已撤回。"),
        (case(contacts=[CALL]), "电话和信息 1 条。"),
        (case(), "还没有写下来访。"),
    ],
)
def test_only_visits_of_a_day_are_within_its_days(entries: list[Entry], told: str) -> None:
    assert summary_of(project(entries)) == told


@pytest.mark.parametrize(
    ("started", "told"),
    [
        ("2026-11-03T22:40:00+08:00", "当天 23:00"),
        ("2026-11-02", "第二天 23:00"),
        ("2026-10-01", "2026年11月3日 23:00（过了 33 天）"),
        (None, "2026年11月3日 23:00"),
        ("2026-11-04", "2026年11月3日 23:00"),
    ],
)
def test_how_long_after_it_was_written_is_told(started: str | None, told: str) -> None:
    new = NewEntry(kind=Kind.VISIT, subject="1" * 32, payload={"started_at": started})
    begun = journal_of(BARE)
    (visit,) = project([*begun, follow(begun, new, at(3, 23, 0))]).visits
    assert told in [
        row.value.text for line in visit_sheet(visit, {}).blocks[0].lines for row in line
    ]


def test_one_thing_alone_makes_no_timeline_and_calls_alone_are_no_visits() -> None:
    one, two, calls = (
        composed(one) for one in (case(FIRST), case(FIRST, LATER), case(contacts=[CALL]))
    )
    assert one.parts[0].title == "逐次记录"
    assert two.parts[0].title == "时间线"
    assert composed(taps(41)).parts[0].title == "时间线"  # a tap has no page of its own
    assert (one.title, calls.title) == ("上门走访情况记录", "电话和信息情况记录")


def test_what_came_from_a_file_was_written_before_and_nobody_knows_when() -> None:
    (visit,) = project(case("2026-10-01")).visits
    assert not any("过了" in str(block) for block in visit_sheet(visit, {}).blocks)
