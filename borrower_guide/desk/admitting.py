"""From an advocate's vault to an open case, and how a case comes onto a desk."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from borrower_guide.cases.access import readers, slots
from borrower_guide.cases.access.keys import WrongKey
from borrower_guide.cases.access.readers import Reader
from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.models import Access, CaseFile, KeySlot
from borrower_guide.cases.transactions import NotSaved
from borrower_guide.desk.accounts.acting import check_in
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.models import Advocate, Matter
from borrower_guide.turns import asked_by


class NotNoted(NotSaved):
    """What was about to be done cannot be written down, so it is not done."""


def admit_to(
    request: HttpRequest, who: SignedIn, ref: str, doing: Access.Doing, place: str
) -> bool:
    """Admit the advocate to the case at `ref` for this request, if it lies on their desk.

    What is about to be done is written down first. Raises NotNoted: then nothing is admitted.
    From then on they wait for turns of their own: all of an office come from one address.
    """
    matter = Matter.objects.filter(advocate=who.advocate, ref=ref).first()
    slot = slots.held(matter.slot, ref) if matter else None
    if slot is None:
        return False
    try:
        key = slots.unwrapped(slot, who.vault)
    except WrongKey:  # the account was begun anew while this request ran
        return False
    try:
        readers.note(slot, doing, place, timezone.now())
    except NotSaved as error:
        raise NotNoted from error
    readers.admit(request, Reader(ref, slot.pk, key, slot.label))
    asked_by.set(f"advocate {who.advocate.pk}")
    return True


def open_matter(
    request: HttpRequest, who: SignedIn, matter: Matter, doing: Access.Doing, place: str
) -> OpenCase | None:
    """The case of a matter, written down as above; None once the owner took it back."""
    if not admit_to(request, who, matter.ref, doing, place):
        return None
    return open_case(request, matter.ref)


def lay_on_desk(
    who: SignedIn,
    case: CaseFile,
    key: bytes,
    now: datetime,
    *,
    place: str = "desk:take",
    label: str = "",
) -> Matter:
    """Give the advocate a slot of their own to the case, with a number; a second time the same.

    `label` is the advocate's own word for it. To be called inside a transaction. Raises SignedOut.
    """
    check_in(who)
    slot = slots.advocate(case, key, who.vault, who.advocate.label, now)
    known = Matter.objects.filter(advocate=who.advocate, ref=case.pk).first()
    if known:
        KeySlot.objects.filter(pk=known.slot).delete()
    slot.save(force_insert=True)
    readers.note(slot, Access.Doing.TAKE, place, now)
    matter = known or _new(who.advocate, case, now)
    matter.slot, matter.label = slot.pk, label or matter.label
    matter.save()
    return matter


def still_open(matter: Matter) -> bool:
    """Whether the owner still lets the advocate in."""
    return KeySlot.objects.filter(pk=matter.slot, case_id=matter.ref).exists()


def _new(advocate: Advocate, case: CaseFile, now: datetime) -> Matter:
    today = timezone.localdate(now)
    return Matter(
        advocate=advocate,
        organisation=advocate.organisation,
        ref=case.pk,
        number=next_number(advocate, now),
        taken_on=today,
    )


def next_number(advocate: Advocate, now: datetime) -> str:
    """编号 YYYYMMDDNN: the day in Shanghai and a running number of the organisation's day.

    To be called inside the transaction that uses it. The range is one of the index.
    """
    day = f"{timezone.localdate(now):%Y%m%d}"
    today = Matter.objects.filter(
        organisation=advocate.organisation, number__gt=day, number__lt=f"{day}:"
    )
    last = max((int(number[8:]) for number in today.values_list("number", flat=True)), default=0)
    return f"{day}{last + 1:02}"
