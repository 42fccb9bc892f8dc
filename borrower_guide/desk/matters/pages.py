"""One matter: the case as it stands, and what the desk keeps beside it."""

import logging
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from borrower_guide.cases.access import slots
from borrower_guide.cases.entries import new_id
from borrower_guide.cases.models import Access
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.admitting import open_matter, still_open
from borrower_guide.desk.matters.changing import as_it_stands, read_change, save_change
from borrower_guide.desk.matters.half_written import half_written
from borrower_guide.desk.matters.inside import Inside, inside_of
from borrower_guide.desk.matters.listing import near
from borrower_guide.desk.matters.memo_pages import shared_as
from borrower_guide.desk.matters.memo_writing import empty_forms
from borrower_guide.desk.matters.memos import memos_of
from borrower_guide.desk.matters.papers import papers_of
from borrower_guide.desk.models import Matter
from borrower_guide.desk.pages import for_advocates

log = logging.getLogger(__name__)
MOST_MISSING = 32_767  # that the column holds


@require_safe
@for_advocates
def matter(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """All of it at one look; of one that was taken back what is the desk's own."""
    found = get_object_or_404(who.advocate.matters, pk=pk)
    opened = open_matter(request, who, found, Access.Doing.VIEW, "desk:matter")
    today = timezone.localdate()
    page: dict[str, Any] = {
        "who": who,
        "matter": found,
        "near": near(found, today),
        "opened": opened,
        "gone": not (opened or found.keyless or still_open(found)),
        "form": as_it_stands(found),
        "memos": memos_of(who, found),
        "saved": request.GET.get("saved", ""),
        "entry_id": new_id(),
        "consent_id": new_id(),
        "half_written": half_written(who, found),
        **empty_forms(),
    }
    if opened:
        inside = inside_of(opened, today)
        _note_look(found, inside)
        things, notes = opened.state.thing, page["memos"].notes
        page |= {
            "inside": inside,
            "papers": papers_of(opened, found),
            "slip_waits": slots.shown(found.ref).exists(),
            "shared": {one.row.name for one in notes if things(shared_as(one))},
        }
    return render(request, "desk/matters/matter.html", page)


@require_safe
@for_advocates
def of_case(_request: HttpRequest, who: SignedIn, case: str) -> HttpResponse:
    """From the pages of a case back to its place on the desk."""
    return redirect("desk:matter", pk=get_object_or_404(who.advocate.matters, ref=case).pk)


@require_http_methods(["GET", "POST"])
@for_advocates
def change(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """Label, status and next day: what was sent of them."""
    found = get_object_or_404(who.advocate.matters, pk=pk)
    form = read_change(request.POST.dict(), found, timezone.localdate())
    if request.method != "POST" or form.faults:
        page = {"who": who, "matter": found, "form": form, "faults": form.summary}
        status = 422 if form.faults else 200
        return render(request, "desk/matters/change.html", page, status=status)
    if form.changed:
        save_change(who, found, form)
    return redirect(f"{request.path.removesuffix('change/')}?saved=changed")


def _note_look(matter: Matter, inside: Inside) -> None:
    """Note how much is missing, for the list; on a full disk the page is shown all the same."""
    look = {"missing": min(inside.count, MOST_MISSING), "looked_on": timezone.localdate()}
    if look == {name: getattr(matter, name) for name in look}:
        return
    try:
        with transaction.atomic():
            Matter.objects.filter(pk=matter.pk).update(**look)
    except DatabaseError as error:
        log.error("The look is not noted: %s", type(error).__name__)
