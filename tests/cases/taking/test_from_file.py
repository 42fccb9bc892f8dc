"""A case file as entries of a journal, each thing pointing to what it pointed to."""

from datetime import UTC, datetime
from typing import Any

import pytest

from borrower_guide.cases.entries import Action, Kind, check_chain
from borrower_guide.cases.state import CaseState, project
from borrower_guide.cases.taking.from_file import entries_of, new_entries
from borrower_guide.schema.case import Case
from tests.schema.samples import FULL, MINIMAL, read

LOGGED = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
# A loan, an exhibit and a visit of one id: each list has ids of its own.
SHARED = MINIMAL | {
    "title": "同一个编号",
    "loans": [{"id": "B", "lender": "甲"}, {"id": "A", "lender": "乙"}],
    "exhibits": [{"id": "A", "title": "录音"}, {"id": "B", "title": "照片"}],
    "visits": [
        {"id": "A", "loan": "A", "exhibits": ["B", "A"], "statements": [{"exhibit": "A"}, {}]},
        {"id": "Z9"},
        {"id": "B", "loan": "B", "statements": [{"exhibit": "B", "words": "还钱"}]},
    ],
    "contacts": [{"id": "A", "exhibits": ["A", "B", "A"]}],
    "complaints": [{"id": "A", "channel": "某某银行客服"}],
}


@pytest.fixture
def shared() -> CaseState:
    return project(entries_of(read(SHARED), LOGGED))


def test_the_entries_are_one_unbroken_chain() -> None:
    entries = entries_of(read(SHARED), LOGGED)
    check_chain(entries)
    assert [entry.seq for entry in entries] == list(range(1, 11))
    assert {entry.action for entry in entries} == {Action.ADD}
    assert {entry.logged_at for entry in entries} == {"2026-11-24T20:30:00+08:00"}
    for names in ("id", "subject", "nonce"):
        assert len({getattr(entry, names) for entry in entries}) == len(entries)


def test_the_case_comes_first_and_what_others_point_to_before_them() -> None:
    kinds = [entry.kind for entry in new_entries(read(SHARED))]
    order = [Kind.CASE, Kind.LOAN, Kind.EXHIBIT, Kind.VISIT, Kind.CONTACT, Kind.COMPLAINT]
    assert list(dict.fromkeys(kinds)) == order


@pytest.mark.parametrize("imported", [True, False])
def test_the_case_says_whether_it_came_from_a_file(imported: bool) -> None:
    first = next(iter(new_entries(read(SHARED), imported=imported)))
    about = {"title": "同一个编号", "reporter_role": "borrower"}
    assert first.payload == about | ({"imported": True} if imported else {})


def test_a_bare_case_is_one_entry() -> None:
    state = project(entries_of(read(MINIMAL), LOGGED))
    assert (len(state.entries), state.title, state.reporter_role) == (1, None, "borrower")
    assert state.imported


def test_two_readings_share_no_random_part() -> None:
    case = read(SHARED)
    one, other = entries_of(case, LOGGED), entries_of(case, LOGGED)
    for name in ("id", "subject", "nonce", "digest"):
        assert not {getattr(e, name) for e in one} & {getattr(e, name) for e in other}


def test_things_are_numbered_in_their_order_and_keep_their_old_id(shared: CaseState) -> None:
    told = [(thing.label, thing.imported_id) for thing in shared.things[1:]]
    assert told == [
        *(("L1", "B"), ("L2", "A"), ("E1", "A"), ("E2", "B")),
        *(("V1", "A"), ("V2", "Z9"), ("V3", "B"), ("C1", "A"), ("P1", "A")),
    ]


def test_each_pointer_leads_where_it_led(shared: CaseState) -> None:
    one, _, third = (thing.value for thing in shared.visits)
    assert (one.loan, one.exhibits) == ("L2", ("E2", "E1"))
    assert [statement.exhibit for statement in one.statements] == ["E1", None]
    assert (third.loan, third.statements[0].exhibit) == ("L1", "E2")
    assert shared.contacts[0].value.exhibits == ("E1", "E2", "E1")


def test_in_the_journal_a_pointer_is_the_subject_itself(shared: CaseState) -> None:
    loans, exhibits = shared.loans, shared.exhibits
    payload = shared.visits[0].payload
    assert payload["loan"] == loans[1].subject
    assert payload["exhibits"] == [exhibits[1].subject, exhibits[0].subject]


def test_nothing_of_the_file_is_lost() -> None:
    case = Case.read(FULL)
    state = project(entries_of(case, LOGGED))
    lists: list[tuple[Any, Any]] = [
        *((case.loans, state.loans), (case.exhibits, state.exhibits)),
        *((case.visits, state.visits), (case.contacts, state.contacts)),
        (case.complaints, state.complaints),
    ]
    for given, kept in lists:
        assert [thing.value for thing in kept] == list(given), "the ids were those we would give"
