"""A case comes onto a desk by a 交接号 of its owner: once, and the number is gone."""

from django.http import HttpRequest
from django.utils import timezone

from borrower_guide.cases.access import slots
from borrower_guide.cases.access.looking_up import found_by
from borrower_guide.cases.journal import forget_traces
from borrower_guide.cases.models import KeySlot
from borrower_guide.cases.transactions import all_or_none
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.admitting import lay_on_desk
from borrower_guide.desk.models import Matter

CALLED = "交接号"
# One answer for wrong, used, ended, expired and for a number of another kind: it tells nothing.
NOT_FOUND = "没有找到。号可能打错了，也可能用过了、作废了，或者过了 48 小时。请本人再要一个。"


def take_over(request: HttpRequest, who: SignedIn, typed: str, label: str) -> Matter:
    """Use the 交接号 up and give the advocate a key of their own; `label` is their own word for it.

    Raises NothingFound, Busy, SignedOut or NotSaved: then the number still holds.
    """
    matter = found_by(
        request, typed, lambda code: _taken(who, code, label), missing=NOT_FOUND, called=CALLED
    )
    forget_traces()
    return matter


def _taken(who: SignedIn, code: str, label: str) -> Matter | None:
    """The matter; None if the number is past its time, or somebody else was faster."""
    found = slots.find(code, KeySlot.Kind.HANDOFF)
    if found is None:
        return None
    now = timezone.now()
    with all_or_none():
        live = KeySlot.objects.filter(pk=found.slot.pk, ends_at__gt=now)
        if not live.delete()[0]:
            return None
        return lay_on_desk(who, found.slot.case, found.key, now, label=label)
