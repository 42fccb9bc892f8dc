"""Who writes, what the file is called, and how long it is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases import writing
from borrower_guide.cases.entries import Kind
from borrower_guide.cases.forms.page import FormPage
from borrower_guide.cases.forms.typed import Values, flatten, read_typed
from borrower_guide.cases.forms.visit import changes
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.retention import KEEP_DAYS, keep_for, last_days
from borrower_guide.cases.transactions import all_or_none
from borrower_guide.cases.views.drafted import drafted
from borrower_guide.cases.views.section import as_shown, based_on
from borrower_guide.schema.case import FORMAT, Case
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.telling import day_text
from borrower_guide.site.inputs import Choices, Option

FIELDS = ("reporter_role", "title")
KEEP = "keep_days"


@require_http_methods(["GET", "POST"])
@drafted(lambda _: "谁在记，存多久")
def about(request: HttpRequest, opened: OpenCase) -> HttpResponse:
    """Amend the case's own entry; the days of keeping are no words of the case, but of its row."""
    thing = opened.state.of(Kind.CASE)[0]
    values = {name: request.POST.getlist(name) for name in request.POST}
    if request.method != "POST":
        told = {name: thing.payload[name] for name in FIELDS if name in thing.payload}
        return _page(opened, values or flatten(Case, told), {})
    typed = read_typed(Case, values, FIELDS, now=timezone.now())
    payload: dict[str, Any] = {"reporter_role": "unknown", **typed.payload}
    days, faults = _days(opened), {}
    try:
        Case.read({"format": FORMAT, "version": 1, **payload})
    except InputFaults as error:
        faults = {typed.input_name(fault.path): fault.message for fault in error.faults}
    if days not in map(str, {*KEEP_DAYS, opened.case.keep_days}):
        faults[KEEP] = "请从下面选一个"
    if faults:
        return _page(opened, values, faults, status=422)
    changed = changes(FIELDS, payload, as_shown(opened, thing, request), thing.payload)
    with all_or_none():
        opened.append(*writing.amendment(thing, changed, based_on=based_on(request, opened)))
        if days != str(opened.case.keep_days):
            keep_for(opened.case, int(days))
    return redirect("cases:overview", opened.ref)


def _days(opened: OpenCase) -> str:
    """For how many days to keep it from now on; whoever helps leaves that as it is."""
    kept = str(opened.case.keep_days)
    return opened.request.POST.get(KEEP, kept) if opened.is_owners else kept


def _page(
    opened: OpenCase, values: Values, faults: dict[str, str], status: int = 200
) -> HttpResponse:
    form = FormPage(Case, values, faults)
    page = {
        "opened": opened,
        "form": form,
        "keep": _keep(opened, values, faults.get(KEEP, "")) if opened.is_owners else None,
        "faults": form.summary,
        "based_on": based_on(opened.request, opened),
        "entry_id": writing.id_of_form(opened.request),  # two tabs, two drafts
    }
    return render(opened.request, "cases/about.html", page, status=status)


def _keep(opened: OpenCase, values: Values, error: str) -> Choices:
    chosen = "".join(values.get(KEEP, [str(opened.case.keep_days)])[-1:])
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
