"""Who writes, what the file is called, and how long it is kept."""

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
from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.retention import KEEP_DAYS, keep_for, last_days
from borrower_guide.cases.views.section import as_shown, based_on
from borrower_guide.schema.case import FORMAT, Case
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.telling import day_text
from borrower_guide.site.inputs import Choices, Option

FIELDS = ("reporter_role", "title")
KEEP = "keep_days"


@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, ref: str) -> HttpResponse:
    """Amend the case's own entry; the days of keeping are no words of the case, but of its row."""
    opened = open_case(request, ref)
    thing = opened.state.of(Kind.CASE)[0]
    if request.method != "POST":
        told = {name: thing.payload[name] for name in FIELDS if name in thing.payload}
        page = {"opened": opened, "form": FormPage(Case, flatten(Case, told))}
        page |= {"keep": _keep(opened, str(opened.case.keep_days))}
        return render(request, "cases/about.html", page | {"based_on": len(opened.entries)})
    values = {name: request.POST.getlist(name) for name in request.POST}
    typed = read_typed(Case, values, FIELDS, now=timezone.now())
    payload: dict[str, Any] = {"reporter_role": "unknown", **typed.payload}
    days, faults = request.POST.get(KEEP, str(opened.case.keep_days)), {}
    try:
        Case.read({"format": FORMAT, "version": 1, **payload})
    except InputFaults as error:
        faults = {typed.input_name(fault.path): fault.message for fault in error.faults}
    if days not in map(str, {*KEEP_DAYS, opened.case.keep_days}):
        faults[KEEP] = "请从下面选一个"
    if faults:
        form = FormPage(Case, values, faults)
        return render(
            request,
            "cases/about.html",
            {
                "opened": opened,
                "form": form,
                "keep": _keep(opened, days, faults.get(KEEP, "")),
                "faults": form.summary,
                "based_on": based_on(request, opened),
            },
            status=422,
        )
    changed = changes(FIELDS, payload, as_shown(opened, thing, request), thing.payload)
    opened.append(*writing.amendment(thing, changed, based_on=based_on(request, opened)))
    if days != str(opened.case.keep_days):
        keep_for(opened.case, int(days))
    return redirect("cases:overview", ref)


def _keep(opened: OpenCase, chosen: str, error: str = "") -> Choices:
    options = (
        Option(str(days), f"{days} 天", f"到 {day_text(last)} 自动删掉", str(days) == chosen)
        for days, last in last_days(opened.case).items()
    )
    return Choices(
        name=KEEP,
        label="存多久",
        help="从最后一次打开那天算起。每打开一次，重新算。",
        type="radio",
        options=tuple(options),
        error=error,
    )
