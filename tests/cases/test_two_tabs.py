"""Two first forms of one case that has no row yet, sent at once."""

import threading

import pytest
from django.db import connections
from django.utils import timezone

from borrower_guide.cases import journal
from borrower_guide.cases.access.cookies import Holding
from borrower_guide.cases.entries import Kind, NewEntry, new_id
from borrower_guide.cases.models import CaseFile, KeySlot
from borrower_guide.cases.state import project
from tests.cases.made import a_visit


def about(role: str) -> NewEntry:
    return NewEntry(kind=Kind.CASE, subject=new_id(), payload={"reporter_role": role})


def row(holding: Holding) -> CaseFile:
    today = timezone.localdate()
    return CaseFile(id=holding.ref, created_on=today, last_used_on=today)


@pytest.mark.django_db
def test_the_second_adds_its_visit_but_no_second_case() -> None:
    holding = Holding.begun()
    first, second = [about("borrower"), a_visit()], [about("unknown"), a_visit()]
    journal.begin(row(holding), holding, first)
    [added] = journal.begin(row(holding), holding, second)
    assert (added.id, added.seq) == (second[1].id, 3)
    state = project(journal.entries(row(holding), holding.key))
    assert state.reporter_role == "borrower"
    assert [entry.kind for entry in state.entries] == [Kind.CASE, Kind.VISIT, Kind.VISIT]


@pytest.mark.django_db
def test_the_same_again_is_answered_with_what_is_there() -> None:
    holding, first = Holding.begun(), [about("borrower"), a_visit()]
    stored = journal.begin(row(holding), holding, first)
    assert journal.begin(row(holding), holding, first) == stored


@pytest.mark.django_db(transaction=True)
def test_at_once_one_of_them_makes_the_case() -> None:
    holding, together = Holding.begun(), threading.Barrier(2)

    def send() -> None:
        together.wait(20)
        journal.begin(row(holding), holding, [about("borrower"), a_visit()])
        connections.close_all()

    tabs = [threading.Thread(target=send) for _ in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    kinds = [entry.kind for entry in journal.entries(row(holding), holding.key)]
    assert kinds == [Kind.CASE, Kind.VISIT, Kind.VISIT]
    assert KeySlot.objects.count() == 1
