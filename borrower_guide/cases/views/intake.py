"""一页写完: a whole visit by keyboard, for whoever writes many in a day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases import writing
from borrower_guide.cases.forms.intake import IntakeForm, copied
from borrower_guide.cases.forms.loan import NEW, NONE
from borrower_guide.cases.forms.page import FormPage
from borrower_guide.cases.forms.typed import flatten
from borrower_guide.cases.forms.typed_acts import NUMBERS, TOGETHER
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.naming import loan_hint, loan_words
from borrower_guide.cases.things import Thing
from borrower_guide.cases.views.drafted import drafted
from borrower_guide.cases.views.visits import find_visit
from borrower_guide.schema.acts import GROUPS
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit

# Rows of each list to begin with, in the order of the page: more by 多给几行.
ROWS = {
    "present": 2, "visitors": 2, "statements": 3, "third_parties_told": 2, "documents_to_sign": 1,
    "items_taken": 1, "witnesses": 2,
}  # fmt: skip
MORE = "more_rows"


@require_http_methods(["GET", "POST"])
@drafted(lambda _: "一页写完一次来访")
def intake(request: HttpRequest, opened: OpenCase) -> HttpResponse:
    """The page; `?copy=<subject>` begins with what a second visit has in common with that one."""
    values = {name: request.POST.getlist(name) for name in request.POST}
    if request.method != "POST":
        return _page(request, opened, values or _first_values(request, opened), {})
    if MORE in request.POST:
        return _page(request, opened, values, {})
    labels = frozenset(loan.label for loan in _loans(opened))
    form = IntakeForm(values, now=timezone.now(), labels=labels)
    if not form.read():
        return _page(request, opened, values, form.faults, status=422)
    saved = writing.add_visit(
        opened,
        entry_id=writing.id_of_form(request),
        payload=form.payload,
        loan=form.loan,
    )
    done = reverse("cases:visit", args=[opened.ref, saved.subject])
    return redirect(f"{done}?saved={saved.how}&intake=1")


def _first_values(request: HttpRequest, opened: OpenCase) -> dict[str, list[str]]:
    """Empty but for the last lender; or what the visit that is copied has in common."""
    source, payload = _copied_from(request, opened), {}
    if source is not None:
        payload = copied(source.value.to_payload())
    last = [visit.value.loan for visit in opened.state.visits if visit.value and visit.value.loan]
    live = {loan.label for loan in _loans(opened)}
    which = payload.pop("loan", None) or next((one for one in reversed(last) if one in live), NEW)
    return {**flatten(Visit, payload), "which": [which]}


def _copied_from(request: HttpRequest, opened: OpenCase) -> Thing | None:
    subject = request.GET.get("copy")
    return find_visit(opened, subject) if subject else None


def _loans(opened: OpenCase) -> list[Thing]:
    return [loan for loan in opened.state.loans if not loan.withdrawn]


def _page(
    request: HttpRequest,
    opened: OpenCase,
    values: dict[str, list[str]],
    faults: dict[str, str],
    status: int = 200,
) -> HttpResponse:
    form = FormPage(Visit, values, faults)
    extra = 2 if MORE in request.POST else 0
    page: dict[str, Any] = {
        "opened": opened,
        "form": form,
        "loan_form": FormPage(Loan, values, faults),
        "faults": form.summary,
        "rows": {name: range(max(form.count(name), least) + extra) for name, least in ROWS.items()},
        "which": _which(opened, values),
        "groups": [(title, [(NUMBERS[act], act.label) for act in acts]) for title, acts in GROUPS],
        "together": TOGETHER,
        "copied_from": _copied_from(request, opened),
        "exhibits": [one for one in opened.state.exhibits if not one.withdrawn],
        "entry_id": writing.id_of_form(request),
    }
    return render(request, "cases/intake/page.html", page, status=status)


def _which(opened: OpenCase, values: dict[str, list[str]]) -> list[tuple[str, str, bool]]:
    """Value, words, chosen: the loans there are, one that is written below, none."""
    chosen = "".join(values.get("which", [])[-1:])
    known = [
        (loan.label, "，".join(filter(None, (loan_words(loan), loan_hint(loan)))))
        for loan in _loans(opened)
    ]
    offered = [*known, (NEW, "另一笔，写在后面"), (NONE, "不清楚是哪笔")]
    return [(value, words, value == chosen) for value, words in offered]
