"""The other side: whoever brings the number, and has nothing else."""

from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, transaction
from django.db.models import F

from borrower_guide.cases.access.keys import WrongKey, stretch, unseal
from borrower_guide.cases.models import Pickup
from borrower_guide.cases.pickup.parcel import MOST, Parcel, live, parcel_of, place
from borrower_guide.cases.transactions import NotSaved


@dataclass(frozen=True)
class Found:
    """A parcel that a number opened. It may be given only after `count`."""

    pickup: Pickup
    parcel: Parcel

    @property
    def left(self) -> int:
        return MOST - self.pickup.fetches


def find(code: str, now: datetime) -> Found | None:
    """The parcel behind a number; None for wrong, used up, ended and expired alike. Raises Busy."""
    stretched = stretch(code)
    pickup = live(now).filter(locator=stretched.locator).first()
    if pickup is None:
        return None
    try:
        own = unseal(stretched.kek, bytes(pickup.wrapped), place("pickup-key", pickup))
        return Found(pickup, parcel_of(pickup, own))
    except (OSError, WrongKey):  # it ended just now, or its file is gone
        return None


def count(found: Found, now: datetime) -> bool:
    """Count one fetch, before its first byte; False if the last one went meanwhile.

    Raises NotSaved: what cannot be counted is not given.
    """
    try:
        with transaction.atomic():
            row = live(now).filter(pk=found.pickup.pk)
            return bool(row.update(fetches=F("fetches") + 1))
    except DatabaseError as fault:
        raise NotSaved from fault
