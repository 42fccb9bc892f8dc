"""The timeline: one line a thing, with what came of it, and no more than a line."""

from typing import Any

import pytest

from borrower_guide.cases.entries import Action, Kind, NewEntry
from borrower_guide.cases.state import project
from borrower_guide.letters.facts import contact_lines
from borrower_guide.record.paper.timeline import events_of
from borrower_guide.record.paper.whole import Event
from tests.record.sample import CASE, LOAN, at, follow, journal_of

BARE = {"format": CASE["format"], "version": 1, "reporter_role": "borrower"}
NIGHT = "2026-11-20T22:40:00+08:00"


def events(**case: Any) -> list[Event]:
    return list(events_of(project(journal_of({**BARE, "loans": [LOAN], **case}))))


def told(event: Event) -> str:
    return "".join(value.text for value in event.text)


@pytest.mark.parametrize(
    ("visit", "hour"),
    [
        ({"started_at": NIGHT}, "22:40"),
        ({"started_at": "2026-11-20"}, "几点没有记"),
        ({}, ""),
        ({"started_at": NIGHT, "ended_at": "2026-11-20T23:10:00+08:00"}, "22:40 至 23:10"),
        ({"started_at": NIGHT, "ended_at": "2026-11-21T00:10:00+08:00"}, "22:40 至 11月21日 00:10"),
        ({"started_at": NIGHT, "left_at": "2026-11-21T00:10:00+08:00"}, "22:40 至 11月21日 00:10"),
        (
            {
                "started_at": NIGHT,
                "started_precision": "about",
                "ended_at": "2026-11-20T23:10:00+08:00",
                "ended_precision": "about",
            },
            "22:40（大约） 至 23:10（大约）",
        ),
        (  # how exact the end is was not said of the hour at which they left
            {
                "started_at": NIGHT,
                "ended_at": "2026-11-20T23:00:00+08:00",
                "ended_precision": "about",
                "left_at": "2026-11-20T23:10:00+08:00",
            },
            "22:40 至 23:10",
        ),
    ],
)
def test_hours_of_a_visit(visit: dict[str, Any], hour: str) -> None:
    (event,) = events(visits=[{"id": "V1", **visit}])
    assert event.hour == hour


@pytest.mark.parametrize(
    ("direction", "tag"), [("in", "显示或自称"), (None, "显示或自称"), ("out", "")]
)
def test_whom_the_writer_called_claims_nothing(direction: str | None, tag: str) -> None:
    call = {"id": "C1", "counterpart": "12368", "direction": direction}
    (event,) = events(contacts=[call])
    assert event.text[0].tag == tag
    (line,) = contact_lines(project(journal_of({**BARE, "contacts": [call]})).contacts[0])
    assert line.cells[1].endswith(f"{tag} 12368".strip())


def test_perhaps_more_is_not_left_out() -> None:
    visit = {"id": "V1", "visitor_count": 2, "visitor_count_or_more": True}
    (event,) = events(visits=[visit])
    assert told(event) == "2 人，也许更多。"


@pytest.mark.parametrize(
    ("police", "hour", "words"),
    [
        ({"called_at": "2026-11-20T23:02:00+08:00"}, "23:02", "警察怎么说没有记。"),
        ({"outcome_words": "自己协商。"}, "几点没有记", "警察说：“自己协商。”"),
        (
            {
                "called_at": "2026-11-20T23:02:00+08:00",
                "arrived_at": "2026-11-20T23:25:00+08:00",
                "station": "某某派出所",
                "call_no": "J12",
                "outcome_words": "这是经济纠纷。",
            },
            "23:02",
            "某某派出所，报警编号 J12。警察 23:25 到场。警察说：“这是经济纠纷。”",
        ),
    ],
)
def test_a_call_to_the_police_has_its_line_and_outcome(
    police: dict[str, str], hour: str, words: str
) -> None:
    visit, call = events(visits=[{"id": "V1", "started_at": NIGHT, "police": police}])
    assert (visit.kind, call.kind, call.day) == ("来访 1", "报警", visit.day)
    assert (call.hour, told(call)) == (hour, words)


def test_a_call_to_the_police_without_any_day() -> None:
    _, call = events(visits=[{"id": "V1", "police": {"station": "某某派出所"}}])
    assert (call.day, call.hour) == ("时间没有记", "")


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ({}, ["向某局。还没有答复。"]),
        ({"reply": "已收到"}, ["向某局。答复了，哪天没有记。"]),
        ({"reply": "已收到", "replied_on": "2026-11-25"}, ["向某局。", "已收到"]),
    ],
)
def test_a_complaint_tells_what_is_known_of_the_reply(
    reply: dict[str, str], words: list[str]
) -> None:
    complaint = {"id": "P1", "channel": "某局", "filed_on": "2026-11-23", **reply}
    assert [told(event) for event in events(complaints=[complaint])] == words


def test_a_paper_that_was_handed_over_has_its_line() -> None:
    entries = journal_of(BARE)
    paper = {"paper": "complaint", "title": "投诉书", "to": "", "order": [], "chosen": {}}
    for action, payload in (
        (Action.ADD, paper),
        (Action.AMEND, {"based_on": 2, "changed": {"sent_on": "2026-11-23", "sent_how": "post"}}),
    ):
        new = NewEntry(kind=Kind.RECORD, subject="a" * 32, payload=payload, action=action)
        assert events_of(project(entries)) == ()
        entries.append(follow(entries, new, at(23, 9, 0)))
    (event,) = events_of(project(entries))
    assert (event.kind, event.day) == ("交了投诉书", "2026年11月23日 周一")


def test_no_line_is_longer_than_half_a_page() -> None:
    """Whatever was typed: the whole stands on the sheet of its thing."""
    long = "长" * 200
    who = {"claimed_name": long, "claimed_employer": long, "claimed_role": "other"}
    visit = {
        "id": "V1",
        "started_at": NIGHT,
        "knowledge": "hearsay",
        "told_by": long,
        "visitors": [who | {"claimed_name": f"{number}{long}"[:200]} for number in range(20)],
        "police": {"station": long, "call_no": long, "outcome_words": long * 10},
    }
    call = {"id": "C1", "counterpart": long, "content": long * 20}
    complaint = {"id": "P1", "channel": long, "reference_no": long, "reply": long}
    found = events(visits=[visit], contacts=[call], complaints=[complaint])
    assert len(found) == 4
    assert max(len(told(event)) for event in found) < 400
    assert max(len(event.known.text) for event in found) < 40
    assert "还有 16 种说法。" in told(found[0])
