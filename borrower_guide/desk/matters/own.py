"""One's own matter, one of its memos, and the way back to its page."""

from typing import TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.matters.memos import Agreed, Noted
from borrower_guide.desk.models import Matter

M = TypeVar("M", Noted, Agreed, Noted | Agreed)


def mine(who: SignedIn, pk: int) -> Matter:
    """404 for anybody else's."""
    return get_object_or_404(who.advocate.matters, pk=pk)


def found(memos: tuple[M, ...], name: str) -> M:
    """The memo of this name. Raises Http404."""
    for one in memos:
        if one.row.name == name:
            return one
    raise Http404


def back_to(matter: Matter, saved: str) -> HttpResponse:
    """To its page, which tells what was done."""
    return redirect(reverse("desk:matter", args=[matter.pk]) + f"?saved={saved}")
