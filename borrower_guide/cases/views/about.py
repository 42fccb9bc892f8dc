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
from borrower_guide.cases.forms.visit import changes
from borrower_guide.cases.gate import open_case
from borrower_guide.cases.views.section import as_shown, based_on
from borrower_guide.schema.case import FORMAT, Case
from borrower_guide.schema.faults import InputFaults

FIELDS = ("reporter_role", "title")


@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, ref: str) -> HttpResponse:
    """Amend the case's own entry."""
    opened = open_case(request, ref)
    thing = opened.state.of(Kind.CASE)[0]
    if request.method != "POST":
        told = {name: thing.payload[name] for name in FIELDS if name in thing.payload}
        page = {"opened": opened, "form": FormPage(Case, flatten(Case, told))}
        return render(request, "cases/about.html", page | {"based_on": len(opened.entries)})
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
            {
                "opened": opened,
                "form": form,
                "faults": form.summary,
                "based_on": based_on(request, opened),
            },
            status=422,
        )
    changed = changes(FIELDS, payload, as_shown(opened, thing, request), thing.payload)
    opened.append(*writing.amendment(thing, changed, based_on=based_on(request, opened)))
    return redirect("cases:overview", ref)
