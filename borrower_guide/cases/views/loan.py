"""The section of a visit that names its loan."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from borrower_guide.cases import writing
from borrower_guide.cases.entries import Kind, NewEntry, new_id
from borrower_guide.cases.forms.loan import NEW, NONE, SAME, LoanForm, read_loan
from borrower_guide.cases.forms.page import FormPage, Option
from borrower_guide.cases.forms.sections import Section
from borrower_guide.cases.forms.typed import flatten
from borrower_guide.cases.forms.visit import changes, read_section
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.things import Thing
from borrower_guide.cases.views.section import as_shown, next_page, section_page
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit


def edit_loan(
    request: HttpRequest, opened: OpenCase, thing: Thing, section: Section
) -> HttpResponse:
    """Which loan the visit was about, what it is, and how much they said is owed."""
    loan = _loan(opened, thing)
    values = {name: request.POST.getlist(name) for name in request.POST}
    if request.method != "POST":
        values = flatten(Visit, thing.value.to_payload())
        values |= flatten(Loan, loan.value.to_payload()) if loan else {}
        values["which"] = [SAME if loan else NEW]
        return _page(request, opened, thing, section, values, {})
    now = timezone.now()
    labels = frozenset(item.label for item in opened.state.loans)
    form = read_loan(values, now=now, labels=labels)
    base = as_shown(opened, thing, thing.last_seq)
    typed = {**values, "loan": [base.get("loan", "")]}
    payload, faults = read_section(section, typed, base, now=now)
    if faults := {**form.faults, **faults}:
        return _page(request, opened, thing, section, values, faults, status=422)
    changed = changes(section, base, payload) | _tie(opened, loan, form)
    wrote = writing.amend(opened, thing, changed, based_on=thing.last_seq)
    how = "amended" if wrote else "same"
    return redirect(next_page(request, opened, thing, section, how))


def _tie(opened: OpenCase, loan: Thing | None, form: LoanForm) -> dict[str, Any]:
    """Write the loan itself where it is new or changed; what that changes in the visit."""
    if form.which == SAME and loan:
        before = {name: value for name, value in loan.value.to_payload().items() if name != "id"}
        names = sorted({*before, *form.payload})
        changed = {n: form.payload.get(n) for n in names if form.payload.get(n) != before.get(n)}
        writing.amend(opened, loan, changed, based_on=loan.last_seq)
        return {}
    if form.which == NONE:
        return {"loan": None}
    if form.which in (NEW, SAME):
        if not form.payload:
            return {}
        subject = new_id()
        opened.append(NewEntry(kind=Kind.LOAN, subject=subject, payload=form.payload))
        return {"loan": subject}
    other = next(item for item in opened.state.loans if item.label == form.which)
    return {"loan": other.subject}


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
            item.value.lender or item.value.platform or f"借款 {item.label}",
            "",
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
