"""交接号, and who may read beside the owner: make one, show it again, end it, take access back."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from borrower_guide.cases.access import slots
from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.access.keys import WrongKey
from borrower_guide.cases.gate import CaseClosed
from borrower_guide.cases.journal import forget_traces
from borrower_guide.cases.models import CaseFile, KeySlot
from borrower_guide.cases.pickup.offer import ending_all
from borrower_guide.cases.transactions import all_or_none


@dataclass(frozen=True)
class Waiting:
    """A 交接号 that nobody has used yet, and until when it holds."""

    code: str
    ends_at: datetime


def hand_over(case: CaseFile, key: bytes, now: datetime) -> None:
    """Make a 交接号; one that was out before ends.

    Raises Busy, NotSaved with nothing changed, or CaseClosed if the case is gone.
    """
    slot = slots.handoff(case, key, new_code(), now)
    with all_or_none():
        if not CaseFile.objects.select_for_update().filter(pk=case.pk).exists():
            raise CaseClosed(case.pk)
        _codes(case).delete()
        slot.save(force_insert=True)
    forget_traces()


def waiting(case: CaseFile, key: bytes, now: datetime) -> Waiting | None:
    """What is out now; None if there is none, or its 48 hours are over."""
    slot = _codes(case).filter(ends_at__gt=now).first()
    if slot is None or slot.ends_at is None:
        return None
    try:
        return Waiting(slots.shown_code(slot, key), slot.ends_at)
    except WrongKey:
        return None


def end(case: CaseFile) -> None:
    """End what is out. Raises NotSaved."""
    with all_or_none():
        _codes(case).delete()
    forget_traces()


def helpers(case: CaseFile) -> QuerySet[KeySlot]:
    """The slots of those who may read beside the owner, the first first."""
    return KeySlot.objects.filter(case=case.pk, kind=KeySlot.Kind.ADVOCATE).order_by("made_at")


def take_back(case: CaseFile, slot: str) -> None:
    """Close the case to one of them from the next request on, and end what 取件号 they may have.

    Raises NotSaved with nothing changed.
    """
    with ending_all(case):
        helpers(case).filter(pk=slot).delete()
    forget_traces()


def _codes(case: CaseFile) -> QuerySet[KeySlot]:
    return KeySlot.objects.filter(case=case.pk, kind=KeySlot.Kind.HANDOFF)
