"""The owner's side: offer a file, show its number again, end it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet

from borrower_guide.cases import blobs
from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.access.keys import WrongKey, new_key, seal, stretch
from borrower_guide.cases.gate import CaseClosed
from borrower_guide.cases.models import CaseFile, Pickup
from borrower_guide.cases.pickup.parcel import (
    LASTS,
    MOST,
    Parcel,
    live,
    number_of,
    path_of,
    place,
    remove,
    sealed_file,
)
from borrower_guide.cases.transactions import NotSaved, all_or_none


@dataclass(frozen=True)
class Waiting:
    """What a case offers: the number, until when it holds, how often it may still be fetched."""

    code: str
    ends_at: datetime
    left: int


def offer(case: CaseFile, key: bytes, parcel: Parcel, now: datetime) -> None:
    """Let `parcel` be fetched by a fresh number from now on; what the case offered before ends.

    Raises Busy, NotSaved with nothing changed, or CaseClosed if the case is gone.
    """
    code, own = new_code(), new_key()
    stretched = stretch(code)
    pickup = Pickup(id=secrets.token_hex(16), case=case, locator=stretched.locator)
    pickup.wrapped = seal(stretched.kek, own, place("pickup-key", pickup))
    pickup.ends_at = now + LASTS
    try:
        blobs.put(case.pk, pickup.pk, sealed_file(pickup, parcel, own, code, key))
        former = _in_place_of_others(pickup, now)
    except BaseException as fault:
        path_of(pickup).unlink(missing_ok=True)
        if isinstance(fault, OSError | DatabaseError):
            raise NotSaved from fault
        raise
    remove(former)


def waiting(case: CaseFile, key: bytes, now: datetime) -> Waiting | None:
    """What the case offers now, for its own page; None if it ended or was fetched out."""
    pickup = live(now).filter(case=case).first()
    if pickup is None:
        return None
    try:
        return Waiting(number_of(pickup, key), pickup.ends_at, MOST - pickup.fetches)
    except (OSError, WrongKey):
        return None


def end(pickups: QuerySet[Pickup]) -> int:
    """End these: their rows, then their files. How many. Raises NotSaved with nothing changed."""
    try:
        with transaction.atomic():
            ended = _taken_out(pickups)
    except DatabaseError as fault:
        raise NotSaved from fault
    remove(ended)
    return len(ended)


def end_all(case: CaseFile) -> int:
    """End what the case offers. Raises NotSaved."""
    return end(Pickup.objects.filter(case=case))


@contextmanager
def ending_all(case: CaseFile) -> Iterator[None]:
    """End what the case offers together with what the block writes: all or none.

    Raises NotSaved with nothing changed.
    """
    with all_or_none():
        yield
        ended = _taken_out(Pickup.objects.filter(case=case))
    remove(ended)


def end_past(now: datetime) -> int:
    """End what is past its time, of any case. Raises NotSaved."""
    return end(Pickup.objects.filter(ends_at__lte=now))


def _in_place_of_others(pickup: Pickup, now: datetime) -> list[Pickup]:
    """Write the row; the rows of the case's others, and of what is past its time, go."""
    with transaction.atomic():
        if not CaseFile.objects.select_for_update().filter(pk=pickup.case_id).exists():
            raise CaseClosed(pickup.case_id)
        former = _taken_out(Pickup.objects.filter(Q(case=pickup.case_id) | Q(ends_at__lte=now)))
        pickup.save(force_insert=True)
        return former


def _taken_out(pickups: QuerySet[Pickup]) -> list[Pickup]:
    former = list(pickups)
    Pickup.objects.filter(pk__in=[one.pk for one in former]).delete()
    return former
