"""The journal: appended, linked, repeated without harm, erased whole."""

from dataclasses import replace

import pytest

from borrower_guide.cases import blobs, journal
from borrower_guide.cases.access.keys import WrongKey, new_key
from borrower_guide.cases.entries import (
    NO_DIGEST,
    Action,
    Entry,
    Kind,
    NewEntry,
    check_chain,
    new_id,
)
from borrower_guide.cases.models import Blob, CaseFile, KeySlot, SealedEntry
from borrower_guide.cases.state import project
from borrower_guide.schema.faults import ChainBreak
from tests.cases.made import a_case, a_visit

pytestmark = pytest.mark.django_db


def test_it_numbers_and_links_without_gaps() -> None:
    made = a_case(a_visit(impact="一"))
    made.append(a_visit(impact="二"), a_visit(impact="三"))
    entries = made.entries()
    assert [entry.seq for entry in entries] == [1, 2, 3, 4]
    assert entries[0].previous_digest == NO_DIGEST
    assert [e.previous_digest for e in entries[1:]] == [e.digest for e in entries[:-1]]


def test_the_same_entry_again_writes_nothing() -> None:
    made, visit = a_case(), a_visit(impact="一")
    first = made.append(visit)
    assert made.append(visit) == first
    assert len(made.entries()) == 2


def test_the_same_id_with_other_words_returns_what_was_stored() -> None:
    made, visit = a_case(), a_visit(impact="一")
    made.append(visit)
    [stored] = made.append(replace(visit, payload={"impact": "二"}))
    assert stored.payload == {"impact": "一"}
    assert not stored.says(replace(visit, payload={"impact": "二"}))


def test_an_id_of_another_case_is_no_repeat() -> None:
    visit = a_visit(impact="一")
    one, other = a_case(visit), a_case()
    [stored] = other.append(visit)
    assert (stored.seq, len(one.entries())) == (2, 2)


def test_another_key_opens_nothing() -> None:
    made = a_case()
    with pytest.raises(WrongKey):
        journal.entries(made.case, new_key())


def test_rows_cannot_be_swapped_between_cases() -> None:
    """Associated data binds a row to its place, even under the same key."""
    made, other = a_case(a_visit()), a_case()
    row = SealedEntry.objects.get(case=made.case, seq=2)
    SealedEntry.objects.create(
        case=other.case, seq=2, entry_id=row.entry_id, digest=row.digest, sealed=row.sealed
    )
    with pytest.raises(WrongKey):
        journal.entries(other.case, made.key)


def test_erasing_leaves_no_row_and_no_file() -> None:
    made = a_case(a_visit())
    blobs.store(made.case, made.key, b"%PDF-")
    folder = blobs.folder_of(made.case.pk)
    assert list(folder.iterdir())
    journal.erase(made.case)
    assert not folder.exists()
    for model in (CaseFile, KeySlot, SealedEntry, Blob):
        assert not model.objects.exists()


def linked() -> list[Entry]:
    return list(a_case(a_visit(impact="一"), a_visit(impact="二")).entries())


CORRUPTIONS = {
    "dropped in the middle": lambda e: [e[0], e[2]],
    "dropped at the front": lambda e: e[1:],
    "swapped": lambda e: [e[0], e[2], e[1]],
    "repeated": lambda e: [e[0], e[1], e[1], e[2]],
    "another payload": lambda e: [e[0], replace(e[1], payload={"impact": "三"}), e[2]],
    "another author": lambda e: [e[0], replace(e[1], by="advocate"), e[2]],
    "another time": lambda e: [e[0], replace(e[1], logged_at="2026-01-01T00:00:00+08:00"), e[2]],
    "another nonce": lambda e: [e[0], replace(e[1], nonce="0" * 32), e[2]],
    "another digest": lambda e: [e[0], replace(e[1], digest="0" * 64), e[2]],
    "renumbered": lambda e: [e[0], replace(e[1], seq=3), replace(e[2], seq=2)],
}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_every_corruption_breaks_the_chain(name: str) -> None:
    entries = linked()
    check_chain(entries)
    with pytest.raises(ChainBreak):
        check_chain(CORRUPTIONS[name](entries))


def test_amending_merges_and_keeps_what_was() -> None:
    visit = a_visit(impact="没睡", visitor_count=2)
    made = a_case(visit)
    changed = {"impact": "没睡好", "visitor_count": None}
    made.append(
        NewEntry(
            kind=Kind.VISIT,
            subject=visit.subject,
            action=Action.AMEND,
            payload={"based_on": 2, "changed": changed},
        )
    )
    [thing] = project(made.entries()).visits
    assert thing.value.to_payload() == {"id": "V1", "impact": "没睡好"}
    assert [(c.number, c.field, c.before, c.after) for c in thing.changes] == [
        (1, "impact", "没睡", "没睡好"),
        (1, "visitor_count", 2, None),
    ]


def test_withdrawing_keeps_the_words() -> None:
    visit = a_visit(impact="没睡")
    made = a_case(visit)
    made.append(
        NewEntry(
            kind=Kind.VISIT,
            subject=visit.subject,
            action=Action.WITHDRAW,
            payload={"reason": "记重了"},
        )
    )
    [thing] = project(made.entries()).visits
    assert thing.value.impact == "没睡"
    assert thing.withdrawn
    assert thing.withdrawn.reason == "记重了"


def test_labels_follow_the_order_of_first_entries() -> None:
    loan = NewEntry(kind=Kind.LOAN, subject=new_id(), payload={"lender": "某某银行"})
    made = a_case(a_visit(), loan, a_visit(loan=loan.subject))
    state = project(made.entries())
    assert [thing.label for thing in state.things] == ["K1", "V1", "L1", "V2"]
    assert state.loan_of(state.visits[1].value).lender == "某某银行"  # type: ignore[union-attr]


def test_whatever_hangs_on_a_case_goes_with_it() -> None:
    hanging = {relation.related_model for relation in CaseFile._meta.related_objects}
    assert hanging == set(journal.PARTS)
