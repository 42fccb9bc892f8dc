"""A case with something of every kind in it, and a canary in every text."""

import copy
import re
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from borrower_guide.cases import blobs, drafts
from borrower_guide.cases.access.cookies import PREFIX
from borrower_guide.cases.entries import Action, Entry, Kind, NewEntry, new_id
from borrower_guide.cases.exhibits import files as exhibit_files
from borrower_guide.cases.exhibits.files import sealed_bytes
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.models import (
    Access,
    Blob,
    CaseFile,
    Draft,
    KeySlot,
    Pickup,
    SealedEntry,
)
from borrower_guide.cases.pickup import offer
from borrower_guide.cases.pickup.parcel import Parcel
from borrower_guide.cases.taking.from_file import new_entries
from borrower_guide.cases.things import MODELS
from borrower_guide.letters.pages import output as output_pages
from borrower_guide.record import keeping
from borrower_guide.record.make import Made as MadeRecord
from borrower_guide.schema.case import Case
from tests.cases.made import Made, a_case
from tests.schema.samples import FULL

CANARY = "金丝雀7f3a"
PHOTO = (CANARY.encode() * 100, CANARY.encode())
HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Whole:
    """The case, and what of it nobody else may ever see."""

    made: Made
    entries: tuple[Entry, ...]

    @property
    def ref(self) -> str:
        return self.made.case.pk

    @property
    def cookie(self) -> str:
        return PREFIX + self.ref

    @property
    def subjects(self) -> list[str]:
        return list(dict.fromkeys(entry.subject for entry in self.entries))

    @property
    def entry_ids(self) -> list[str]:
        return [entry.id for entry in self.entries]

    @property
    def blobs(self) -> list[str]:
        return [*Blob.objects.filter(case=self.made.case).values_list("pk", flat=True)]

    def browser(self) -> Client:
        """A browser in which the case is open."""
        client = Client()
        client.cookies[self.cookie] = self.made.holding.sealed()
        return client

    @cached_property
    def secrets(self) -> set[str]:
        """Canary, numbers, key, slot, digests, ids of things and files, as they first were."""
        code = self.made.holding.code or ""
        waiting = offer.waiting(self.made.case, self.made.key, timezone.now())
        pickup = waiting.code if waiting else code
        spaced = {" ".join(re.findall("....", number)) for number in (code, pickup)}
        made = {code, pickup, *spaced, self.made.key.hex(), self.made.holding.slot, CANARY}
        digests = {entry.digest for entry in self.entries}
        return made | digests | {*self.subjects, *self.entry_ids, *self.blobs} | {"15300.50"}


def print_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let records and letters take no time, for tests of who may ask for them."""
    record = MadeRecord(a_pdf(), "20261124-00000000", "0" * 64, 1)
    monkeypatch.setattr(keeping, "make_record", lambda *entries, **how: record)
    monkeypatch.setattr(output_pages, "pdf_of", lambda *what: a_pdf())


def whole_case() -> Whole:
    """A saved case of every kind, one thing amended, one record made of it, one note begun."""
    made = a_case()
    made.append(
        *(new for new in new_entries(filled(), imported=False) if new.kind is not Kind.CASE)
    )
    made.append(*_others(), _retitled(made))
    _add_photo(made)
    made.append(_letter(), _record(made))
    _begin_note(made)
    parcel = Parcel(a_pdf(), "jilu-20261124.pdf", "application/pdf", "记录 PDF")
    offer.offer(made.case, made.key, parcel, timezone.now())
    return Whole(Made(made.case, replace(made.holding, fresh=False)), made.entries())


def filled() -> Case:
    """The sample with every field filled, the canary before every text of its own."""
    return Case.read(_marked(copy.deepcopy(FULL)))


def kept(reference: str) -> dict[str, Any]:
    """All that is stored of a case: rows of every table, names and sizes of files."""
    tables = (CaseFile, KeySlot, SealedEntry, Blob, Pickup, Draft, Access)
    keys = ("pk", *["case_id"] * 6)
    rows = {
        table.__name__: sorted(map(repr, table.objects.filter(**{key: reference}).values_list()))
        for table, key in zip(tables, keys, strict=True)
    }
    folder = blobs.folder_of(reference)
    assert folder.is_relative_to(settings.DATA_DIR)
    files = sorted((path.name, path.stat().st_size) for path in folder.rglob("*"))
    return {**rows, "files": files}


def _marked(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _marked(item) for name, item in value.items() if name != "file"}
    if isinstance(value, list):
        return [_marked(item) for item in value]
    return CANARY + value if isinstance(value, str) and HAN.search(value) else value


def _others() -> list[NewEntry]:
    """What the case format does not carry: taps at the door and notes."""
    found = []
    for kind in (Kind.MOMENT, Kind.NOTE):
        fields = MODELS[kind].model_fields if kind in MODELS else {}
        payload = {name: CANARY for name in ("note", "text", "words", "content") if name in fields}
        if payload:
            found.append(NewEntry(kind=kind, subject=new_id(), payload=payload))
    return found


def _add_photo(made: Made) -> None:
    """An exhibit whose bytes, and whose smaller copy, are here."""
    slot = KeySlot.objects.get(pk=made.holding.slot)
    opened = OpenCase(HttpRequest(), made.holding, made.case, slot)
    photo, small = (sealed_bytes(made.case.pk, b"\xff\xd8\xff" + data) for data in PHOTO)
    about = {"kind": "photo", "title": CANARY, "sha256": photo.sha256, "size": photo.size}
    with exhibit_files.kept(opened, photo, small):
        opened.append(NewEntry(kind=Kind.EXHIBIT, subject=new_id(), payload=about))


def _begin_note(made: Made) -> None:
    address, form = f"/cases/{made.case.pk}/notes/new/", {"text": [CANARY], "entry_id": [new_id()]}
    drafts.keep(made.case, made.key, address, CANARY, form)


def _letter() -> NewEntry:
    """A letter that was not handed over yet."""
    line = {"cells": [CANARY], "origin": "own", "name": ""}
    block = {"key": "words", "title": "经过", "head": [], "lines": [line]}
    payload = {
        "paper": "complaint_letter",
        "title": "投诉书",
        "to": "lender_own",
        "order": ["words"],
        "chosen": {},
        "block.words": block,
    }
    return NewEntry(kind=Kind.RECORD, subject=new_id(), payload=payload)


def _record(made: Made) -> NewEntry:
    """The entry of a record and its file; not made by the printer, which takes seconds."""
    blob = blobs.store(made.case, made.key, a_pdf())
    payload = {"record_number": f"20261124-{CANARY}", "digest": "7f3a" * 16, "blob": blob.pk}
    return NewEntry(kind=Kind.RECORD, subject=new_id(), payload=payload)


def a_pdf() -> bytes:
    """One empty page, with the canary after its end."""
    pdf, file = pypdfium2.PdfDocument.new(), BytesIO()
    pdf.new_page(595, 842).close()
    pdf.save(file)
    pdf.close()
    return file.getvalue() + b"\n% " + CANARY.encode()


def _retitled(made: Made) -> NewEntry:
    first = made.entries()[0]
    changed = {"based_on": first.seq, "changed": {"title": CANARY}}
    return NewEntry(kind=Kind.CASE, subject=first.subject, action=Action.AMEND, payload=changed)
