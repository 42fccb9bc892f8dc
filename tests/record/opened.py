"""A case that a test browser holds open."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from borrower_guide.cases import blobs
from borrower_guide.cases.access.cookies import PREFIX
from borrower_guide.cases.entries import Kind, NewEntry, new_id
from borrower_guide.record.make import Made as MadeRecord
from borrower_guide.record.make import make_record
from borrower_guide.record.sealing.key import sealing_key
from tests.cases.made import Made, a_case, a_visit
from tests.cases.pages import BY_OWNER
from tests.record.sample import MADE_AT, SMALL, journal_of


@dataclass
class OpenedCase:
    client: Client
    made: Made
    entries: int

    def url(self, name: str) -> str:
        return reverse(name, args=[self.made.case.pk])

    def get(self, name: str) -> Any:
        return self.client.get(self.url(name))

    def post(self, name: str, **fields: str | list[str]) -> Any:
        return self.client.post(self.url(name), BY_OWNER | fields)


def open_with_visit(client: Client) -> OpenedCase:
    """A saved case of one night visit, open in `client`."""
    made = a_case(a_visit(started_at="2026-11-20T22:40:00+08:00", acts=["insulted"]))
    client.cookies[f"{PREFIX}{made.case.pk}"] = made.holding.sealed()
    return OpenedCase(client, made, len(made.entries()))


def open_with_record(client: Client) -> OpenedCase:
    """The same with a record among its entries, for tests of what is done with one.

    It is printed once in a process, so it tells of another case with one visit.
    """
    opened, record = open_with_visit(client), _record(settings.DATA_DIR / "seal")
    blob = blobs.store(opened.made.case, opened.made.key, record.data)
    told = {"record_number": record.record_number, "digest": record.digest, "blob": blob.pk}
    opened.made.append(NewEntry(kind=Kind.RECORD, subject=new_id(), payload=told))
    return opened


@cache
def _record(seal: Path) -> MadeRecord:
    return make_record(journal_of(SMALL), key=sealing_key(seal), made_at=MADE_AT)
