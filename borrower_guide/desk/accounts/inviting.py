"""Invitations: a number of 16 digits lets one person make an account, or begin theirs anew."""

from datetime import datetime, timedelta

from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.access.keys import stretch
from borrower_guide.cases.transactions import all_or_none
from borrower_guide.desk.accounts.acting import leading
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.models import Advocate, Invitation, Organisation

LASTS = timedelta(hours=72)


def invite(
    organisation: Organisation,
    name: str,
    now: datetime,
    *,
    by: SignedIn | None,
    is_lead: bool = False,
) -> str:
    """Let somebody join; the number, which is stored nowhere. `by`: a lead; None, the operator.

    Raises Busy, NotSaved, or of `by` SignedOut or PermissionDenied: they lead no longer.
    """
    return _invite(Invitation(organisation=organisation, name=name, is_lead=is_lead), now, by)


def invite_again(advocate: Advocate, now: datetime, *, by: SignedIn | None) -> str:
    """Let an account be begun anew; an earlier number for it ends. Raises as above."""
    invitation = Invitation(
        advocate=advocate,
        organisation=advocate.organisation,
        name=advocate.name,
        is_lead=advocate.is_lead,
    )
    return _invite(invitation, now, by)


def find(code: str, now: datetime) -> Invitation | None:
    """The invitation of this number, unless it is past or used. Raises Busy."""
    found = Invitation.objects.select_related("organisation", "advocate").filter(ends_at__gt=now)
    return found.filter(locator=stretch(code).locator).first()


def end(pk: int, *, by: SignedIn) -> None:
    """The number is good no longer; a second time changes nothing. Raises as above."""
    with leading(by):
        Invitation.objects.filter(pk=pk, organisation=by.advocate.organisation).delete()


def end_past(now: datetime) -> int:
    """Delete invitations that nobody can use any more; how many."""
    return Invitation.objects.filter(ends_at__lte=now).delete()[0]


def _invite(invitation: Invitation, now: datetime, by: SignedIn | None) -> str:
    code = new_code()
    invitation.locator, invitation.ends_at = stretch(code).locator, now + LASTS
    with leading(by) if by else all_or_none():
        if invitation.advocate:
            Invitation.objects.filter(advocate=invitation.advocate).delete()
        invitation.save()
    return code
