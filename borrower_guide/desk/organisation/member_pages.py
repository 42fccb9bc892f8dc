"""One person of an organisation, and what a lead decides of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from borrower_guide.desk.accounts import inviting
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.models import Advocate
from borrower_guide.desk.organisation import staff
from borrower_guide.desk.organisation.invited import invited
from borrower_guide.desk.organisation.leads import for_leads

LAST_LEAD = "至少要留一位负责人。先把权限给另一位，再来。"


@require_safe
@for_leads
def member(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """One person: what a lead can do, and what comes of it."""
    return _member(request, who, _one(who, pk))


@require_POST
@for_leads
def set_lead(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """Give or take the lead's right."""
    one = _one(who, pk, is_active=True)
    try:
        staff.set_lead(who, one, is_lead=request.POST.get("is_lead") == "1")
    except staff.LastLead:
        return _member(request, who, one, LAST_LEAD)
    return redirect("desk:list" if one == who.advocate else "desk:organisation")


@require_POST
@for_leads
def let_leave(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """Close an account and its ways into cases."""
    one = _one(who, pk, is_active=True)
    try:
        staff.let_leave(who, one)
    except staff.LastLead:
        return _member(request, who, one, LAST_LEAD)
    return redirect(reverse("desk:organisation") + "?done=left")


@require_POST
@for_leads
def begin_again(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """A number with which the same account is begun anew, or comes back."""
    one = _one(who, pk)
    code = inviting.invite_again(one, timezone.now(), by=who)
    return invited(request, who, one.name, code)


def _one(who: SignedIn, pk: int, **more: bool) -> Advocate:
    own = Advocate.objects.select_related("organisation")
    return get_object_or_404(own, pk=pk, organisation=who.advocate.organisation, **more)


def _member(request: HttpRequest, who: SignedIn, one: Advocate, error: str = "") -> HttpResponse:
    page = {
        "who": who,
        "one": one,
        "faults": [("actions", error)] if error else [],
    }
    return render(request, "desk/organisation/member.html", page, status=422 if error else 200)
