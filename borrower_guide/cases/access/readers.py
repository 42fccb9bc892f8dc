"""Whoever reads a case without its number: an advocate, whom the owner let in.

This room knows no accounts. Whoever knows them (desk) finds the key before the page is made,
writes down what is about to be done, and admits the reader for this request alone.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from borrower_guide.cases.models import Access, KeySlot
from borrower_guide.cases.transactions import all_or_none


@dataclass(frozen=True)
class Reader:
    """`label` is what the owner reads, and what stands beside whatever the reader writes."""

    ref: str
    slot: str
    key: bytes
    label: str


def admit(request: HttpRequest, reader: Reader) -> None:
    """Let this request open the case; nothing of it goes to the browser."""
    _readers(request)[reader.ref] = reader


def dismiss(request: HttpRequest) -> None:
    """Let nobody read in the rest of this request."""
    _readers(request).clear()


def admitted(request: HttpRequest, ref: str) -> Reader | None:
    """Who was admitted to this case in this request."""
    return _readers(request).get(ref)


def wait_for(request: HttpRequest, ref: str) -> None:
    """Whoever read it in this browser is not in any more, and may have written what is sent now."""
    request.__dict__["case_waits"] = ref


def waited_for(request: HttpRequest, ref: str) -> bool:
    """Whether this case opens here for nobody until they are back."""
    return bool(request.__dict__.get("case_waits") == ref)


def whoever_reads(request: HttpRequest) -> Reader | None:
    """Who was admitted in this request, to whatever case."""
    return next(iter(request.__dict__.get("case_readers", {}).values()), None)


def note(slot: KeySlot, doing: Access.Doing, place: str, now: datetime) -> None:
    """Write down what a reader is about to do with a case. Raises NotSaved: then it is not done."""
    with all_or_none():
        Access.objects.create(
            case_id=slot.case_id, at=now, slot=slot.pk, label=slot.label, doing=doing, place=place
        )


def _readers(request: HttpRequest) -> dict[str, Reader]:
    readers: dict[str, Reader] = request.__dict__.setdefault("case_readers", {})
    return readers
