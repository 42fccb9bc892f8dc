"""A case goes out as a file and comes in again as the same case."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from borrower_guide.cases.entries import Action, Entry, Kind, NewEntry, link
from borrower_guide.cases.state import CaseState, project
from borrower_guide.cases.taking.exporting import exported
from borrower_guide.cases.taking.from_file import entries_of
from borrower_guide.schema.case import Case
from borrower_guide.schema.read import read_case
from tests.cases.taking.test_from_file import SHARED
from tests.schema.samples import FULL, MINIMAL, read
from tests.schema.strategies import CASES

LOGGED = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
LETTERS = {"loans": "L", "visits": "V", "contacts": "C", "exhibits": "E", "complaints": "P"}


def sent_and_read(state: CaseState) -> Case:
    """What the person at the other end has: the export, as bytes, without any file beside it."""
    return read_case(json.dumps(exported(state), ensure_ascii=False).encode(), folder=None)


def renamed(case: Case) -> dict[str, Any]:
    """What must come back: the case with our ids, without files and journal."""
    told = case.to_payload()
    told.pop("history", None)
    ids = {name: _ids(told, name, letter) for name, letter in LETTERS.items()}
    for name, names in ids.items():
        for item in told.get(name, ()):
            item["id"] = names[item["id"]]
            item.pop("file", None)
            if "exhibits" in item:
                item["exhibits"] = [ids["exhibits"][key] for key in item["exhibits"]]
            if "loan" in item:
                item["loan"] = ids["loans"][item["loan"]]
            for said in item.get("statements", ()):
                said |= {"exhibit": ids["exhibits"][said["exhibit"]]} if "exhibit" in said else {}
    return told


def _ids(told: dict[str, Any], name: str, letter: str) -> dict[str, str]:
    return {item["id"]: f"{letter}{at}" for at, item in enumerate(told.get(name, ()), start=1)}


def without_history(case: Case) -> dict[str, Any]:
    return {key: value for key, value in case.to_payload().items() if key != "history"}


@pytest.mark.parametrize("plain", [MINIMAL, SHARED, FULL], ids=["least", "shared ids", "filled"])
def test_the_same_case_comes_back(plain: dict[str, Any]) -> None:
    case = Case.read(plain)
    assert without_history(sent_and_read(project(entries_of(case, LOGGED)))) == renamed(case)


@settings(max_examples=60, deadline=None)
@given(plain=CASES)
def test_any_case_comes_back(plain: dict[str, Any]) -> None:
    case = read(plain)
    once = sent_and_read(project(entries_of(case, LOGGED)))
    assert without_history(once) == renamed(case)
    twice = sent_and_read(project(entries_of(once, LOGGED)))
    assert without_history(twice) == without_history(once)


def test_a_file_stays_behind_but_not_its_digest() -> None:
    (exhibit,) = exported(project(entries_of(Case.read(FULL), LOGGED)))["exhibits"]
    assert "file" not in exhibit
    assert (exhibit["sha256"], exhibit["size"]) == (
        FULL["exhibits"][0]["sha256"],
        FULL["exhibits"][0]["size"],
    )


def test_the_journal_goes_along_entry_by_entry() -> None:
    entries = entries_of(Case.read(SHARED), LOGGED)
    history = exported(project(entries))["history"]
    assert [entry["digest"] for entry in history] == [entry.digest for entry in entries]
    assert [{**entry.hashed(), "digest": entry.digest} for entry in entries] == history


def written(*news: NewEntry) -> CaseState:
    """The shared case with more entries after it."""
    return _continued(entries_of(Case.read(SHARED), LOGGED), news)


def after(action: Action, *labels: str, **payload: Any) -> CaseState:
    """The shared case, in which these things were then amended or withdrawn."""
    entries = entries_of(Case.read(SHARED), LOGGED)
    things = [thing for thing in project(entries).things if thing.label in labels]
    news = [
        NewEntry(kind=thing.kind, subject=thing.subject, action=action, payload=payload)
        for thing in things
    ]
    return _continued(entries, news)


def _continued(entries: Iterable[Entry], news: Iterable[NewEntry]) -> CaseState:
    journal = [*entries]
    for new in news:
        journal.append(link(journal[-1], new, LOGGED))
    return project(journal)


GONE = ["L1", "L2", "E1", "E2", "V1", "V2", "C1", "P1"]


@pytest.mark.parametrize("label", GONE)
def test_nothing_points_to_what_was_withdrawn(label: str) -> None:
    whole = exported(written())
    state = after(Action.WITHDRAW, label, reason="写错了")
    left = exported(state)
    assert label not in json.dumps({key: left[key] for key in LETTERS})
    for name in LETTERS:
        ids = [item["id"] for item in whole[name] if item["id"] != label]
        assert [item["id"] for item in left[name]] == ids, "the others keep their number"
    assert len(left["history"]) == len(whole["history"]) + 1, "its line stays in the journal"
    sent_and_read(state)


def test_a_case_whose_things_are_all_withdrawn_is_still_a_case() -> None:
    state = after(Action.WITHDRAW, *GONE, "V3", reason="")
    assert without_history(sent_and_read(state)) == MINIMAL | {"title": "同一个编号"}
    assert state.loan_of(state.visits[2].value) is None


def test_an_amended_field_goes_out_as_it_now_is() -> None:
    changed = {"based_on": 6, "changed": {"loan": None, "impact": "睡不着", "exhibits": None}}
    (visit, *_) = exported(after(Action.AMEND, "V1", **changed))["visits"]
    assert visit == {"id": "V1", "impact": "睡不着", "statements": [{"exhibit": "E1"}, {}]}


def test_notes_and_taps_at_the_door_stay_in_the_journal() -> None:
    state = written(
        NewEntry(kind=Kind.NOTE, subject="n", payload={"text": "记一下"}),
        NewEntry(kind=Kind.MOMENT, subject="m", payload={"act": "insulted"}),
    )
    assert set(exported(state)) == {*MINIMAL, "title", "history", *LETTERS}
    assert sent_and_read(state).history is not None
