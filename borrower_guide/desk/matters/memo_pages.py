"""Work notes and consents: written, taken back, deleted, and a note put into the record."""

from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases import writing
from borrower_guide.cases.entries import Kind, NewEntry, derived
from borrower_guide.cases.forms.page import FormPage
from borrower_guide.cases.models import Access
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.admitting import open_matter, still_open
from borrower_guide.desk.matters.memo_forms import Consent, TakenBack, WorkNote, read_memo
from borrower_guide.desk.matters.memos import Agreed, Noted, drop, keep, memos_of
from borrower_guide.desk.models import Matter
from borrower_guide.desk.pages import for_advocates
from borrower_guide.schema.model import Payload

TODAY = {"on": ["今天"]}
P = TypeVar("P", bound=Payload)


def empty_forms() -> dict[str, FormPage]:
    """The two forms that stand on the page of a matter."""
    return {"note_form": FormPage(WorkNote, {}), "consent_form": FormPage(Consent, TODAY)}


@require_http_methods(["GET", "POST"])
@for_advocates
def note(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """Write a work note."""
    matter = _mine(who, pk)
    return _written(request, who, matter, WorkNote, {}, "desk/matters/note.html")


@require_http_methods(["GET", "POST"])
@for_advocates
def consent(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """Write down what the client agreed to."""
    matter = _mine(who, pk)
    return _written(request, who, matter, Consent, TODAY, "desk/matters/consent.html")


@require_http_methods(["GET", "POST"])
@for_advocates
def take_back(request: HttpRequest, who: SignedIn, pk: int, name: str) -> HttpResponse:
    """Write down that the client took a consent back: it is added, the consent stays."""
    matter = _mine(who, pk)
    one = _found(memos_of(who, matter).consents, name)
    page = "desk/matters/take_back.html"
    return _written(request, who, matter, TakenBack, TODAY, page, takes_back=one)


@require_http_methods(["GET", "POST"])
@for_advocates
def delete(request: HttpRequest, who: SignedIn, pk: int, name: str) -> HttpResponse:
    """Delete one's own memo, asked once more."""
    matter = _mine(who, pk)
    memos = memos_of(who, matter)
    every: tuple[Noted | Agreed, ...] = (*memos.notes, *memos.consents)
    one = _found(every, name)
    if request.method == "POST":
        drop(who, one)
        return _back(matter, "deleted")
    page = {"who": who, "matter": matter, "memo": one, "is_note": isinstance(one, Noted)}
    return render(request, "desk/matters/delete.html", page)


@require_http_methods(["GET", "POST"])
@for_advocates
def share(request: HttpRequest, who: SignedIn, pk: int, name: str) -> HttpResponse:
    """Put a note into the client's record under one's own label, shown before it is done."""
    matter = _mine(who, pk)
    one = _found(memos_of(who, matter).notes, name)
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
    return _back(matter, "shared" if saved.how == "new" else "shared_before")


def shared_as(one: Noted) -> str:
    """The id of the entry that a note becomes: put in twice it is one."""
    return derived(one.row.name, "put into the record")


def _written(
    request: HttpRequest,
    who: SignedIn,
    matter: Matter,
    model: type[P],
    usual: dict[str, list[str]],
    template: str,
    *,
    takes_back: Agreed | None = None,
) -> HttpResponse:
    posted = request.method == "POST"
    values = {key: request.POST.getlist(key) for key in request.POST} if posted else usual
    said, faults = read_memo(model, values, now=timezone.now()) if posted else (None, {})
    if said is not None:
        form = writing.id_of_form(request)
        keep(who, matter, said, form, takes_back=takes_back.row.name if takes_back else "")
        return _back(matter, "kept")
    inputs = FormPage(model, values, faults)
    page: dict[str, Any] = {
        "who": who,
        "matter": matter,
        "form": inputs,
        "faults": inputs.summary,
        "memo": takes_back,
        "entry_id": writing.id_of_form(request),
    }
    return render(request, template, page, status=422 if faults else 200)


def _mine(who: SignedIn, pk: int) -> Matter:
    return get_object_or_404(who.advocate.matters, pk=pk)


M = TypeVar("M", Noted, Agreed, Noted | Agreed)


def _found(memos: tuple[M, ...], name: str) -> M:
    for one in memos:
        if one.row.name == name:
            return one
    raise Http404


def _back(matter: Matter, saved: str) -> HttpResponse:
    return redirect(reverse("desk:matter", args=[matter.pk]) + f"?saved={saved}")
