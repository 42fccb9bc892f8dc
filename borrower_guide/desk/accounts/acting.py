"""Whether whoever acts still may, asked where it counts: in the transaction that writes.

Stretching a number takes time, and two tabs run at once. What comes too late is answered as if it
had been asked a moment later.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from borrower_guide.cases.transactions import all_or_none
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.models import Advocate


class SignedOut(Exception):
    """The account was left, begun anew or given another password since the request began."""


def still_in(who: SignedIn) -> QuerySet[Advocate]:
    """The row of the account, unless one of these happened."""
    found = Advocate.objects.filter(pk=who.advocate.pk, is_active=True)
    return found.filter(vault=bytes(who.advocate.vault))


def check_in(who: SignedIn) -> None:
    """To be called inside a transaction. Raises SignedOut."""
    if not still_in(who).exists():
        raise SignedOut


@contextmanager
def acting(who: SignedIn) -> Iterator[None]:
    """What an advocate writes in the block is written together. Raises SignedOut or NotSaved."""
    with all_or_none():
        check_in(who)
        yield


@contextmanager
def leading(who: SignedIn) -> Iterator[None]:
    """The same for what a lead decides. Raises PermissionDenied, too: the right is gone."""
    with acting(who):
        if not still_in(who).filter(is_lead=True).exists():
            raise PermissionDenied
        yield
