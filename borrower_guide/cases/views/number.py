"""The number page, and taking another number."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from borrower_guide.cases import slots
from borrower_guide.cases.forms.page import TextField
from borrower_guide.cases.gate import open_case


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Show the number until its last four digits are typed back, or the page is skipped."""
    opened = open_case(request, ref)
    code = opened.holding.code
    if code is None:
        return render(request, "cases/number_gone.html", {"opened": opened})
    error = ""
    if request.method == "POST":
        typed = "".join(request.POST.get("last_four", "").split())
        if "skip" in request.POST or _same(typed, code[-4:]):
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


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, ref: str) -> HttpResponse:
    """换号: from now on another number opens the case, and only this browser stays open."""
    opened = open_case(request, ref)
    if request.method != "POST" or opened.slot is None:
        return render(request, "cases/number_change.html", {"opened": opened})
    slot, code = slots.change_code(opened.slot, opened.key)
    opened.keep(slot=slot.pk, code=code)
    return redirect(reverse("cases:number", args=[ref]) + "?changed=1")


def _same(typed: str, expected: str) -> bool:
    """Whether the digits are the same, full-width ones included."""
    return typed.isdigit() and [int(digit) for digit in typed] == [int(d) for d in expected]
