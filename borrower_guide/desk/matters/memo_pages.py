"""What is done with memos that are there: deleted, or put into the record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from borrower_guide.cases import writing
from borrower_guide.cases.entries import Kind, NewEntry, derived
from borrower_guide.cases.models import Access
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.admitting import open_matter, still_open
from borrower_guide.desk.matters.half_written import drop_at
from borrower_guide.desk.matters.memos import Agreed, Noted, drop, memos_of
from borrower_guide.desk.matters.own import back_to, found, mine
from borrower_guide.desk.pages import for_advocates


@require_http_methods(["GET", "POST"])
@for_advocates
def delete(request: HttpRequest, who: SignedIn, pk: int, name: str) -> HttpResponse:
    """Delete one's own memo, asked once more."""
    matter = mine(who, pk)
    memos = memos_of(who, matter)
    every: tuple[Noted | Agreed, ...] = (*memos.notes, *memos.consents)
    one = found(every, name)
    if request.method == "POST":
        drop(who, one)
        drop_at(who, matter, reverse("desk:consent_take_back", args=[matter.pk, name]))
        return back_to(matter, "deleted")
    page = {"who": who, "matter": matter, "memo": one, "is_note": isinstance(one, Noted)}
    return render(request, "desk/matters/delete.html", page)


@require_http_methods(["GET", "POST"])
@for_advocates
def share(request: HttpRequest, who: SignedIn, pk: int, name: str) -> HttpResponse:
    """Put a note into the client's record under one's own label, shown before it is done."""
    matter = mine(who, pk)
    one = found(memos_of(who, matter).notes, name)
    page = {"who": who, "matter": matter, "memo": one, "shut": not still_open(matter)}
    if request.method != "POST":
        return render(request, "desk/matters/share.html", page)
    opened = open_matter(request, who, matter, Access.Doing.WRITE, "desk:note_share")
    if opened is None:
        page["shut"] = True
        return render(request, "desk/matters/share.html", page, status=409)
    entry = shared_as(one)
    fresh = NewEntry(kind=Kind.NOTE, subject=entry, id=entry, payload=one.said.to_payload())
    saved = writing.add(opened, fresh, form=entry)
    return back_to(matter, "shared" if saved.how == "new" else "shared_before")


def shared_as(one: Noted) -> str:
    """The id of the entry that a note becomes: put in twice it is one."""
    return derived(one.row.name, "put into the record")
