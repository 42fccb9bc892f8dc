"""Who writes, and what the file is called."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases import writing
from borrower_guide.cases.entries import Kind
from borrower_guide.cases.forms.page import FormPage
from borrower_guide.cases.forms.typed import flatten, read_typed
from borrower_guide.cases.gate import open_case
from borrower_guide.schema.case import FORMAT, Case
from borrower_guide.schema.faults import InputFaults

FIELDS = ("reporter_role", "title")


@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, ref: str) -> HttpResponse:
    """Amend the case's own entry."""
    opened = open_case(request, ref)
    thing = opened.state.of(Kind.CASE)[0]
    before = {name: thing.payload[name] for name in FIELDS if name in thing.payload}
    if request.method != "POST":
        form = FormPage(Case, flatten(Case, before))
        return render(request, "cases/about.html", {"opened": opened, "form": form})
    values = {name: request.POST.getlist(name) for name in request.POST}
    typed = read_typed(Case, values, FIELDS, now=timezone.now())
    payload: dict[str, Any] = {"reporter_role": "unknown", **typed.payload}
    try:
        Case.read({"format": FORMAT, "version": 1, **payload})
    except InputFaults as error:
        faults = {typed.input_name(fault.path): fault.message for fault in error.faults}
        form = FormPage(Case, values, faults)
        return render(
            request,
            "cases/about.html",
            {"opened": opened, "form": form, "faults": form.summary},
            status=422,
        )
    changed = {name: payload.get(name) for name in FIELDS if payload.get(name) != before.get(name)}
    writing.amend(opened, thing, changed, based_on=thing.last_seq)
    return redirect("cases:overview", ref)
