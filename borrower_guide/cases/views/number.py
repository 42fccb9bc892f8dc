"""The number page, and taking another number."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from borrower_guide.cases import journal
from borrower_guide.cases.access import slots
from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.gate import OpenCase, open_own_case
from borrower_guide.cases.handing.handoff import helpers
from borrower_guide.cases.pickup.offer import ending_all
from borrower_guide.cases.transactions import all_or_none
from borrower_guide.site.inputs import TextField


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the number until its last four digits are typed back, or the page is skipped.

    From then on it is the only one: a number that it replaces opens until here, and so do files
    that were offered for a 取件号.
    """
    opened = open_own_case(request, ref)
    code = opened.holding.code
    if code is None or opened.slot is None:
        return render(request, "cases/number_gone.html", {"opened": opened})
    error = ""
    if request.method == "POST":
        typed = "".join(request.POST.get("last_four", "").split())
        if "skip" in request.POST or _same(typed, code[-4:]):
            if slots.others(opened.slot).exists():
                with ending_all(opened.case):
                    slots.keep_only(opened.slot)
                journal.forget_traces()
            opened.keep(code=None)
            return redirect(reverse("cases:overview", args=[ref]))
        error = "和上面的最后四位不一样，请再看一遍"
    field = TextField(
        name="last_four",
        label="输入最后四位，看抄对没有",
        inputmode="numeric",
        value=request.POST.get("last_four", ""),
        error=error,
    )
    page = {
        "opened": opened,
        "code": code,
        "last_four": field,
        "faults": [(field.id, error)] if error else [],
        "saved": request.GET.get("saved", ""),
        "changed": "changed" in request.GET,
    }
    return render(request, "cases/number.html", page, status=422 if error else 200)


@require_safe
def slip(request: HttpRequest, ref: str) -> HttpResponse:
    """号条: the number on a page to print, as long as this browser shows it."""
    opened = open_own_case(request, ref)
    if opened.holding.code is None or opened.slot is None:
        return render(request, "cases/number_gone.html", {"opened": opened})
    page = {
        "opened": opened,
        "code": opened.holding.code,
        "host": request.get_host(),
        "helpers": helpers(opened.case),
        "keep_days": opened.case.keep_days,
    }
    return render(request, "cases/handing/slip.html", page)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, ref: str) -> HttpResponse:
    """换号. The new number is in the cookie before it is asked for: a lost reply loses nothing."""
    opened = open_own_case(request, ref)
    holding = opened.holding
    if holding.next_slot is None or holding.next_code is None:
        opened.keep(next_slot=secrets.token_hex(8), next_code=new_code())
        return _asks_to_change(request, opened)
    if request.method != "POST" or opened.slot is None:
        return _asks_to_change(request, opened)
    with all_or_none():
        slots.add_owner(opened.slot, opened.key, holding.next_code, holding.next_slot)
    opened.keep(slot=holding.next_slot, code=holding.next_code, next_slot=None, next_code=None)
    return redirect(reverse("cases:number", args=[ref]) + "?changed=1")


def _asks_to_change(request: HttpRequest, opened: OpenCase) -> HttpResponse:
    page = {"opened": opened, "helpers": helpers(opened.case)}
    return render(request, "cases/number_change.html", page)


def _same(typed: str, expected: str) -> bool:
    """Whether the digits are the same, full-width ones included."""
    return typed.isdecimal() and [int(digit) for digit in typed] == [int(d) for d in expected]
