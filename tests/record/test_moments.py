"""Taps at the door in the record's timeline: each with its minute, on the page of its visit."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from borrower_guide.cases.entries import Action, Entry, Kind, NewEntry
from borrower_guide.cases.state import project
from borrower_guide.cases.things import MOMENTS
from borrower_guide.record.make import make_record
from borrower_guide.record.paper.timeline import events_of
from borrower_guide.record.sealing.key import SealingKey
from tests.record.sample import MADE_AT, at, follow, journal_of
from tests.record.test_paper import run

CASE: dict[str, Any] = {"format": "borrower-guide/case", "version": 1, "reporter_role": "family"}


def tapped() -> list[Entry]:
    """Four taps: two of a visit, one saved late and amended, one withdrawn."""
    entries = journal_of(CASE)
    late = at(3, 20, 15).isoformat()
    told: list[tuple[str, dict[str, Any], Action, str | None, int]] = [
        ("a" * 32, {"tap": "knocked"}, Action.ADD, None, 14),
        ("b" * 32, {"tap": "insulted", "note": "说了三句"}, Action.ADD, late, 31),
        ("c" * 32, {"tap": "left"}, Action.ADD, None, 32),
        ("d" * 32, {"note": "点错的"}, Action.ADD, None, 33),
        ("d" * 32, {"reason": "点错了"}, Action.WITHDRAW, None, 34),
        ("b" * 32, {"based_on": 3, "changed": {"note": "说了四句"}}, Action.AMEND, None, 35),
    ]
    for subject, payload, action, device, minute in told:
        new = NewEntry(
            kind=Kind.MOMENT, subject=subject, payload=payload, action=action, device_at=device
        )
        entries.append(follow(entries, new, at(3, 20, minute)))
    visit = {"started_at": str(at(3, 20, 14).isoformat()), MOMENTS: ["a" * 32, "b" * 32]}
    new = NewEntry(kind=Kind.VISIT, subject="e" * 32, payload=visit)
    entries.append(follow(entries, new, at(3, 20, 40)))
    return entries


def test_taps_stand_in_the_timeline_in_order() -> None:
    events = events_of(project(tapped()))
    taps = [event for event in events if event.kind == "当时点下的"]
    assert [event.hour for event in taps] == ["20:14", "20:15", "20:32", "20:33"]
    assert [event.anchor for event in taps] == ["V1", "V1", "timeline", "timeline"]
    assert [bool(event.withdrawn) for event in taps] == [False, False, False, True]
    said = ["".join(value.text for value in event.text) for event in taps]
    assert said[0] == "敲门了。"
    assert said[1] == "骂人：说了四句。20:31 才存上。起初写的：说了三句。"
    assert taps[1].text[-1].marks
    assert {event.known.text for event in taps} == {"当时记下"}


def test_they_are_printed_and_their_pages_found(key: SealingKey, tmp_path: Path) -> None:
    made = make_record(tapped(), key=key, made_at=MADE_AT + timedelta())
    path = tmp_path / "record.pdf"
    path.write_bytes(made.data)
    text = run("pdftotext", "-layout", path, "-").stdout
    for words in ("当时点下的", "说了四句", "才存上", "点错的"):
        assert words in text.replace("\n", "")
    assert made.data.startswith(b"%PDF")
