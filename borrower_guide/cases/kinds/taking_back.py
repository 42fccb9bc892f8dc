"""Withdrawing a thing with a reason, and how its fields came to say what they say."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.gate import open_case
from borrower_guide.cases.history import history_of, written_text
from borrower_guide.cases.kinds.pages import find
from borrower_guide.cases.naming import name_of, writer_of
from borrower_guide.cases.withdrawing import ask_reason


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str, subject: str, kind: Kind) -> HttpResponse:
    """Withdraw it with a reason; its line and its words stay."""
    opened = open_case(request, ref)
    thing = find(opened, subject, kind)
    back = reverse(f"cases:{kind.value}", args=[ref, subject])
    reason = ask_reason(request, opened, thing, "比如：记重了。")
    if reason is None:
        return redirect(f"{back}?saved=withdrawn")
    page = {
        "opened": opened,
        "thing": thing,
        "title": name_of(thing),
        "back": back,
        "reason": reason,
        "faults": [(reason.id, reason.error)] if reason.error else [],
    }
    return render(request, "cases/kinds/withdraw.html", page, status=422 if reason.error else 200)


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
