"""One exhibit: what is written of it and its file; and taking it back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.exhibits.files import SMALL, has_file
from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.things import Thing
from borrower_guide.cases.withdrawing import ask_reason
from borrower_guide.schema.telling import told


@require_safe
def show(request: HttpRequest, ref: str, subject: str) -> HttpResponse:
    """One exhibit: what is written of it, its smaller picture, its file to take away."""
    opened = open_case(request, ref)
    thing = find_exhibit(opened, subject)
    digest = thing.value.sha256 or ""
    page = {
        "opened": opened,
        "thing": thing,
        "lines": list(told(thing.value, skip=frozenset({"id", "sha256", "size"}))),
        "amended": sorted({(one.number, one.logged_at) for one in thing.changes}),
        "visits": visits_of(opened, thing),
        "has_file": has_file(opened, thing),
        "has_small": has_file(opened, thing, SMALL),
        "digest": " ".join(digest[at : at + 8] for at in range(0, len(digest), 8)),
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "cases/exhibits/show.html", page)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str, subject: str) -> HttpResponse:
    """Withdraw an exhibit with a reason; its line and its file stay."""
    opened = open_case(request, ref)
    thing = find_exhibit(opened, subject)
    reason = ask_reason(request, opened, thing, "比如：传错了文件。")
    if reason is None:
        return redirect(reverse("cases:exhibit", args=[ref, subject]) + "?saved=withdrawn")
    faults = [(reason.id, reason.error)] if reason.error else []
    page = {"opened": opened, "thing": thing, "reason": reason, "faults": faults}
    return render(
        request, "cases/exhibits/withdraw.html", page, status=422 if reason.error else 200
    )


def find_exhibit(opened: OpenCase, subject: str) -> Thing:
    """The exhibit at this address, withdrawn ones included; 404 if there is none."""
    thing = opened.state.thing(subject)
    if thing is None or thing.kind is not Kind.EXHIBIT:
        raise Http404
    return thing


def visits_of(opened: OpenCase, exhibit: Thing) -> list[Thing]:
    """The visits that name it, withdrawn ones left out."""
    live = (visit for visit in opened.state.visits if not visit.withdrawn)
    return [visit for visit in live if exhibit.label in visit.value.exhibits]
