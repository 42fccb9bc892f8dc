"""The section of a visit that names its loan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from borrower_guide.cases import writing
from borrower_guide.cases.entries import NewEntry
from borrower_guide.cases.forms.loan import FIELDS, NEW, NONE, SAME, LoanForm, read_loan
from borrower_guide.cases.forms.page import FormPage
from borrower_guide.cases.forms.sections import Section
from borrower_guide.cases.forms.typed import flatten
from borrower_guide.cases.forms.visit import changes, read_section
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.naming import loan_hint, loan_words
from borrower_guide.cases.things import Thing
from borrower_guide.cases.views.section import (
    as_shown,
    based_on,
    next_page,
    section_page,
)
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit
from borrower_guide.site.inputs import Option


def edit_loan(
    request: HttpRequest, opened: OpenCase, thing: Thing, section: Section
) -> HttpResponse:
    """Which loan the visit was about, what it is, and how much they said is owed."""
    loan = _loan(opened, thing)
    values = {name: request.POST.getlist(name) for name in request.POST}
    if request.method != "POST":
        return _page(request, opened, thing, section, values or _as_told(thing, loan), {})
    now = timezone.now()
    form = read_loan(values, now=now, labels=frozenset(item.label for item in opened.state.loans))
    shown, current = as_shown(opened, thing, request), thing.value.to_payload()
    values["loan"] = [shown.get("loan", "")]  # which loan it is, is chosen by `which`
    changed, faults = read_section(section, values, shown, current, now=now)
    if faults := {**form.faults, **faults}:
        return _page(request, opened, thing, section, values, faults, status=422)
    news, tied = _tie(request, opened, loan, form)
    if tied is not KEEP and tied != thing.payload.get("loan"):
        changed["loan"] = tied
    news += writing.amendment(thing, changed, based_on=based_on(request, opened))
    opened.append(*news)
    how = "amended" if news else "same"
    return redirect(next_page(request, opened, thing, section, how))


def _as_told(thing: Thing, loan: Thing | None) -> dict[str, list[str]]:
    values = flatten(Visit, thing.value.to_payload())
    values |= flatten(Loan, loan.value.to_payload()) if loan else {}
    return {**values, "which": [SAME if loan else NEW]}


KEEP = "keep"


def _tie(
    request: HttpRequest, opened: OpenCase, loan: Thing | None, form: LoanForm
) -> tuple[list[NewEntry], str | None]:
    """The entries that write the loan itself, and the loan of the visit from now on."""
    if form.which == NONE:
        return [], None
    if form.which == SAME and loan:
        return _amended(request, opened, loan, form), KEEP
    if form.which not in (NEW, SAME):
        other = next(item for item in opened.state.loans if item.label == form.which)
        return [], other.subject
    if not form.payload:
        return [], KEEP
    fresh = writing.new_loan(writing.id_of_form(request), form.payload)
    if sent_before := opened.state.thing(fresh.subject):
        return _amended(request, opened, sent_before, form), fresh.subject
    return [fresh], fresh.subject


def _amended(request: HttpRequest, opened: OpenCase, loan: Thing, form: LoanForm) -> list[NewEntry]:
    shown = as_shown(opened, loan, request)
    changed = changes(FIELDS, form.payload, shown, loan.value.to_payload())
    return writing.amendment(loan, changed, based_on=based_on(request, opened))


def _loan(opened: OpenCase, thing: Thing) -> Thing | None:
    label = thing.value.loan
    return next((loan for loan in opened.state.loans if loan.label == label), None)


def _page(
    request: HttpRequest,
    opened: OpenCase,
    thing: Thing,
    section: Section,
    values: dict[str, list[str]],
    faults: dict[str, str],
    status: int = 200,
) -> HttpResponse:
    chosen = "".join(values.get("which", [])[-1:])
    loan = _loan(opened, thing)
    options = [Option(SAME, "还是这一笔", "下面可以改", chosen == SAME)] if loan else []
    options += [
        Option(
            item.label,
            loan_words(item),
            loan_hint(item),
            chosen == item.label,
        )
        for item in opened.state.loans
        if not item.withdrawn and item is not loan
    ]
    options += [
        Option(NEW, "另一笔，写在下面", "", chosen == NEW),
        Option(NONE, "不清楚是哪笔", "", chosen == NONE),
    ]
    return section_page(
        request,
        opened,
        thing,
        section,
        FormPage(Visit, values, faults),
        status,
        loan_form=FormPage(Loan, values, faults),
        which=options,
    )
