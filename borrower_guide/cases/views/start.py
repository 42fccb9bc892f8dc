"""Beginning a case, and opening one by its number."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from borrower_guide.cases.access import cookies
from borrower_guide.cases.access.cookies import Holding
from borrower_guide.cases.access.looking_up import NothingFound, number_field
from borrower_guide.cases.access.opening import open_by_number
from borrower_guide.cases.prefill import read_prefill


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make key, reference and number in a cookie and go on to the form; nothing is stored yet.

    If files are open in this browser, ask first which one the visit belongs to. A POST carries
    the guide's answers in `prefill`, and in `into` where the visit is to be written.
    """
    typed = request.POST.get("prefill", "")
    prefill = read_prefill(typed)
    held = [holding for holding in cookies.held(request) if not holding.fresh]
    into = request.POST.get("into", "")
    if held and not into:
        page = {"held": held, "prefill": typed if prefill else "", "now": request.GET.get("now")}
        return render(request, "cases/which.html", page)
    known = cookies.read(request, into) if into not in ("", "new") else None
    holding = _kept(request, known, prefill)
    return redirect(_form_address(request, holding.ref, lost=bool(typed) and prefill is None))


@require_http_methods(["GET", "POST"])
def open_by_code(request: HttpRequest) -> HttpResponse:
    """Open a file by its number; below it, the files still open in this browser."""
    typed, error = request.POST.get("resume_code", ""), ""
    if request.method == "POST":
        try:
            address = reverse("cases:overview", args=[open_by_number(request, typed).ref])
            return redirect(address + ("?closed=1" if cookies.gave_way(request) else ""))
        except NothingFound as fault:
            error = str(fault)
    held = [holding for holding in cookies.held(request) if not holding.fresh]
    number = number_field("resume_code", typed, error)
    page = {"held": held, "number": number, "faults": [(number.id, error)] if error else []}
    return render(request, "cases/open.html", page, status=200 if not error else 422)


def _kept(request: HttpRequest, known: Holding | None, prefill: dict[str, Any] | None) -> Holding:
    if known is not None:
        return cookies.keep(request, known, prefill=prefill)
    cookies.make_room(request)
    return cookies.keep(request, Holding.begun(prefill))


def _form_address(request: HttpRequest, ref: str, *, lost: bool) -> str:
    now = "1" if "now" in request.GET or request.POST.get("now") else ""
    closed = cookies.gave_way(request)
    flags = (("now=1", now), ("lost=1", lost), ("closed=1", closed))
    query = "&".join(name for name, on in flags if on)
    return reverse("cases:visit_new", args=[ref]) + (f"?{query}" if query else "")
