"""Who belongs to an organisation, and what its leads decide. No lead ever reads a case by it."""

from django.db.models import QuerySet

from borrower_guide.cases import journal
from borrower_guide.desk.accounts.acting import leading
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.emptying import empty_desk
from borrower_guide.desk.models import Advocate, Invitation, Organisation


class LastLead(Exception):
    """Somebody must be left who can invite others and let them go."""


def members(organisation: Organisation, *, is_active: bool = True) -> QuerySet[Advocate]:
    """Those who belong here, or who left."""
    return organisation.advocates.filter(is_active=is_active).order_by("name", "username")


def set_lead(who: SignedIn, advocate: Advocate, *, is_lead: bool) -> None:
    """Give or take the lead's right. Raises LastLead, NotSaved, SignedOut or PermissionDenied."""
    with leading(who):
        if not is_lead:
            _check_another_lead(advocate)
            _end_invitations(advocate)
        Advocate.objects.filter(pk=advocate.pk, is_active=True).update(is_lead=is_lead)


def let_leave(who: SignedIn, advocate: Advocate) -> None:
    """Close the account at once, and whatever it alone could open. Raises as above.

    Sessions end because no account is found for them; the keys of the account are overwritten,
    and what the advocate had called their cases.
    """
    with leading(who):
        _check_another_lead(advocate)
        empty_desk(advocate)
        advocate.matters.update(next_on=None)
        advocate.recovery_codes.all().delete()
        Invitation.objects.filter(advocate=advocate).delete()
        _end_invitations(advocate)
        gone = {"is_active": False, "is_lead": False, "salt": b"", "vault": b"", "totp": b""}
        Advocate.objects.filter(pk=advocate.pk).update(**gone)
    journal.forget_traces()


def _check_another_lead(advocate: Advocate) -> None:
    leads = Advocate.objects.filter(organisation=advocate.organisation_id, is_lead=True)
    if not leads.filter(is_active=True).exclude(pk=advocate.pk).exists():
        raise LastLead


def _end_invitations(lead: Advocate) -> None:
    """With a lead's right go the numbers that this lead may know, to join again or as another."""
    if Advocate.objects.filter(pk=lead.pk, is_lead=True).exists():  # the row, as it is now
        Invitation.objects.filter(organisation=lead.organisation_id).delete()
