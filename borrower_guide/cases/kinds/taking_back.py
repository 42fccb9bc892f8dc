"""Withdrawing a thing with a reason, and how its fields came to say what they say."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from borrower_guide.cases import writing
from borrower_guide.cases.entries import Kind
from borrower_guide.cases.gate import open_case
from borrower_guide.cases.history import history_of, written_text
from borrower_guide.cases.kinds.pages import find
from borrower_guide.cases.naming import name_of, writer_of
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.reason import Reason
from borrower_guide.site.inputs import TextField


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str, subject: str, kind: Kind) -> HttpResponse:
    """Withdraw it with a reason; its line and its words stay."""
    opened = open_case(request, ref)
    thing = find(opened, subject, kind)
    back = reverse(f"cases:{kind.value}", args=[ref, subject])
    typed, error = request.POST.get("reason", ""), ""
    if request.method == "POST":
        try:
            reason = Reason.read({"reason": typed.strip() or None}).reason
            writing.withdraw(opened, thing, reason)
            return redirect(f"{back}?saved=withdrawn")
        except InputFaults as fault:
            error = fault.faults[0].message if typed.strip() else "请写一句为什么撤回"
    field = TextField(
        name="reason",
        label="为什么撤回",
        help="比如：记重了。",
        optional=False,
        value=typed,
        error=error,
    )
    page = {
        "opened": opened,
        "thing": thing,
        "title": name_of(thing),
        "back": back,
        "reason": field,
        "faults": [(field.id, error)] if error else [],
    }
    return render(request, "cases/kinds/withdraw.html", page, status=422 if error else 200)


@require_safe
def history(request: HttpRequest, ref: str, subject: str, kind: Kind) -> HttpResponse:
    """Each changed field of a thing: what it was, what it is, when and by whom it was written."""
    opened = open_case(request, ref)
    thing = find(opened, subject, kind)
    page = {
        "opened": opened,
        "thing": thing,
        "title": name_of(thing),
        "back": reverse(f"cases:{kind.value}", args=[ref, subject]),
        "fields": history_of(opened.state, thing),
        "written": written_text(thing.entry.logged_at),
        "by": writer_of(thing.entry.by),
        "withdrawn": thing.withdrawn and written_text(thing.withdrawn.logged_at),
    }
    return render(request, "cases/kinds/history.html", page)
