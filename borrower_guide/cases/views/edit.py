"""Amending a visit page by page, and withdrawing it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases import writing
from borrower_guide.cases.forms.page import FormPage
from borrower_guide.cases.forms.sections import BY_ID, SECTIONS, Section
from borrower_guide.cases.forms.typed import flatten
from borrower_guide.cases.forms.visit import read_section
from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.kinds.loan_pages import edit_loan
from borrower_guide.cases.naming import name_of
from borrower_guide.cases.views.drafted import drafted
from borrower_guide.cases.views.section import (
    as_shown,
    based_on,
    next_page,
    section_page,
)
from borrower_guide.cases.views.visits import find_visit
from borrower_guide.cases.withdrawing import ask_reason
from borrower_guide.schema.visit import Visit


def _asked(request: HttpRequest) -> Section:
    return BY_ID.get(request.GET.get("part", ""), SECTIONS[0])


def _title(opened: OpenCase, subject: str) -> str:
    return f"{name_of(find_visit(opened, subject))}：{_asked(opened.request).title}"


@require_http_methods(["GET", "POST"])
@drafted(_title)
def edit(request: HttpRequest, opened: OpenCase, subject: str) -> HttpResponse:
    """One page of the long form. 再加一个 shows it again with one more row and saves nothing."""
    thing, section = find_visit(opened, subject), _asked(request)
    if section.id == "loan":
        return edit_loan(request, opened, thing, section)
    values = {name: request.POST.getlist(name) for name in request.POST}
    if request.method != "POST":
        values = values or flatten(Visit, thing.value.to_payload())
        return section_page(request, opened, thing, section, FormPage(Visit, values))
    if "add" in request.POST:
        form = FormPage(Visit, values, adding=request.POST["add"])
        return section_page(request, opened, thing, section, form)
    shown, current = as_shown(opened, thing, request), thing.value.to_payload()
    changed, faults = read_section(section, values, shown, current, now=timezone.now())
    if faults:
        form = FormPage(Visit, values, faults)
        return section_page(request, opened, thing, section, form, status=422)
    stored = writing.stored(opened, changed)
    news = writing.amendment(thing, stored, based_on=based_on(request, opened))
    opened.append(*news)
    return redirect(next_page(request, opened, thing, section, "amended" if news else "same"))


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str, subject: str) -> HttpResponse:
    """Withdraw a visit with a reason; its line stays."""
    opened = open_case(request, ref)
    thing = find_visit(opened, subject)
    reason = ask_reason(request, opened, thing, "比如：和第 1 次记重了。")
    if reason is None:
        return redirect(reverse("cases:visit", args=[ref, subject]) + "?saved=withdrawn")
    page = {
        "opened": opened,
        "thing": thing,
        "reason": reason,
        "faults": [(reason.id, reason.error)] if reason.error else [],
    }
    return render(request, "cases/withdraw.html", page, status=422 if reason.error else 200)
