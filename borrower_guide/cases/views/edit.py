"""Amending a visit page by page, and withdrawing it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases import writing
from borrower_guide.cases.forms.page import FormPage, TextField
from borrower_guide.cases.forms.sections import BY_ID, SECTIONS
from borrower_guide.cases.forms.typed import flatten
from borrower_guide.cases.forms.visit import changes, read_section
from borrower_guide.cases.gate import open_case
from borrower_guide.cases.things import Thing
from borrower_guide.cases.views.loan import edit_loan
from borrower_guide.cases.views.section import as_shown, next_page, section_page
from borrower_guide.cases.views.visits import find_visit
from borrower_guide.schema.visit import Visit


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, ref: str, subject: str) -> HttpResponse:
    """One page of the long form. 再加一个 shows it again with one more row and saves nothing."""
    opened = open_case(request, ref)
    thing = find_visit(opened, subject)
    section = BY_ID.get(request.GET.get("part", ""), SECTIONS[0])
    if section.id == "loan":
        return edit_loan(request, opened, thing, section)
    values = {name: request.POST.getlist(name) for name in request.POST}
    if request.method != "POST":
        values = flatten(Visit, thing.value.to_payload())
        return section_page(request, opened, thing, section, FormPage(Visit, values))
    if "add" in request.POST:
        form = FormPage(Visit, values, adding=request.POST["add"])
        return section_page(request, opened, thing, section, form)
    base = as_shown(opened, thing, based_on := _based_on(request, thing))
    payload, faults = read_section(section, values, base, now=timezone.now())
    if faults:
        form = FormPage(Visit, values, faults)
        return section_page(request, opened, thing, section, form, status=422)
    changed = changes(section, base, payload)
    stored = writing.to_subjects(opened, {k: v for k, v in changed.items() if v is not None})
    changed = {name: stored.get(name) for name in changed}
    wrote = writing.amend(opened, thing, changed, based_on=based_on)
    return redirect(next_page(request, opened, thing, section, "amended" if wrote else "same"))


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str, subject: str) -> HttpResponse:
    """Withdraw a visit with a reason; its line stays."""
    opened = open_case(request, ref)
    thing = find_visit(opened, subject)
    reason = request.POST.get("reason", "").strip()
    if request.method == "POST" and 0 < len(reason) <= 200:
        writing.withdraw(opened, thing, reason)
        return redirect(reverse("cases:visit", args=[ref, subject]) + "?saved=withdrawn")
    error = ""
    if request.method == "POST":
        error = "请写一句为什么撤回" if not reason else "太长了，最多 200 字"
    field = TextField(
        name="reason",
        label="为什么撤回",
        help="比如：和第 1 次记重了。",
        optional=False,
        value=request.POST.get("reason", ""),
        error=error,
    )
    page = {
        "opened": opened,
        "thing": thing,
        "reason": field,
        "faults": [(field.id, error)] if error else [],
    }
    return render(request, "cases/withdraw.html", page, status=422 if error else 200)


def _based_on(request: HttpRequest, thing: Thing) -> int:
    typed = request.POST.get("based_on", "")
    known = typed.isascii() and typed.isdigit() and len(typed) < 7
    return min(max(int(typed), thing.entry.seq), thing.last_seq) if known else thing.last_seq
