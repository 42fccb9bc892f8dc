"""Which cases may go into a batch, and the rows of a new one."""

import secrets
from datetime import datetime

from django.db.models import QuerySet

from borrower_guide.cases.models import KeySlot
from borrower_guide.desk.accounts.acting import acting
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.batches.sweeping import LASTS
from borrower_guide.desk.batches.wanted import Wanted
from borrower_guide.desk.models import Advocate, Batch, BatchItem, Matter

SHOWN = 200


def open_matters(advocate: Advocate) -> QuerySet[Matter]:
    """What lies on the desk and was not taken back, the newest number first."""
    open_slots = KeySlot.objects.filter(kind=KeySlot.Kind.ADVOCATE).values("pk")
    return Matter.objects.filter(advocate=advocate, slot__in=open_slots).order_by("-number")


def begin(who: SignedIn, wanted: Wanted, now: datetime) -> Batch:
    """Write down what is to be made. `wanted` has no faults. Raises SignedOut or NotSaved."""
    batch = Batch(
        id=secrets.token_hex(8),
        advocate=who.advocate,
        made_at=now,
        ends_at=now + LASTS,
        papers=" ".join(sorted(wanted.codes)),
        own=wanted.number("own"),
        blanks=wanted.number("blanks"),
    )
    chosen = open_matters(who.advocate).filter(pk__in=wanted.matters).order_by("number")
    with acting(who):
        batch.save(force_insert=True)
        BatchItem.objects.bulk_create(
            BatchItem(batch=batch, matter=matter, opponents=wanted.opponents_of(matter.pk))
            for matter in chosen
        )
    return batch
