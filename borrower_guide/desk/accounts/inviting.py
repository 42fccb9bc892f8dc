"""Invitations: a number of 16 digits lets one person make an account, or begin theirs anew."""

from datetime import datetime, timedelta

from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.access.keys import stretch
from borrower_guide.cases.journal import all_or_none
from borrower_guide.desk.models import Advocate, Invitation, Organisation

LASTS = timedelta(hours=72)


def invite(organisation: Organisation, name: str, now: datetime, *, is_lead: bool = False) -> str:
    """Let somebody join; the number, which is stored nowhere. Raises Busy or NotSaved."""
    return _invite(Invitation(organisation=organisation, name=name, is_lead=is_lead), now)


def invite_again(advocate: Advocate, now: datetime) -> str:
    """Let an account be begun anew; an earlier number for it ends. Raises Busy or NotSaved."""
    invitation = Invitation(
        advocate=advocate,
        organisation=advocate.organisation,
        name=advocate.name,
        is_lead=advocate.is_lead,
    )
    return _invite(invitation, now)


def find(code: str, now: datetime) -> Invitation | None:
    """The invitation of this number, unless it is past or used. Raises Busy."""
    found = Invitation.objects.select_related("organisation", "advocate").filter(ends_at__gt=now)
    return found.filter(locator=stretch(code).locator).first()


def end_past(now: datetime) -> int:
    """Delete invitations that nobody can use any more; how many."""
    return Invitation.objects.filter(ends_at__lte=now).delete()[0]


def _invite(invitation: Invitation, now: datetime) -> str:
    code = new_code()
    invitation.locator, invitation.ends_at = stretch(code).locator, now + LASTS
    with all_or_none():
        if invitation.advocate:
            Invitation.objects.filter(advocate=invitation.advocate).delete()
        invitation.save()
    return code
