"""Cases for tests, made the way the site makes them."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from borrower_guide.cases import journal
from borrower_guide.cases.access.cookies import Holding
from borrower_guide.cases.entries import Entry, Kind, NewEntry, new_id
from borrower_guide.cases.models import CaseFile


@dataclass
class Made:
    case: CaseFile
    holding: Holding

    @property
    def key(self) -> bytes:
        return self.holding.key

    def append(self, *news: NewEntry) -> tuple[Entry, ...]:
        return journal.append(self.case, self.key, news)

    def entries(self) -> tuple[Entry, ...]:
        return journal.entries(self.case, self.key)


def a_visit(**payload: Any) -> NewEntry:
    return NewEntry(kind=Kind.VISIT, subject=new_id(), payload=payload)


def a_case(*news: NewEntry) -> Made:
    """A saved case with its own entry and the given ones."""
    today, holding = timezone.localdate(), Holding.begun()
    case = CaseFile(id=holding.ref, created_on=today, last_used_on=today)
    about = NewEntry(kind=Kind.CASE, subject=new_id(), payload={"reporter_role": "borrower"})
    journal.begin(case, holding, [about, *news])
    return Made(case, holding)
