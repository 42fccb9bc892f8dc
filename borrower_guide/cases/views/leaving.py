"""Closing a case in this browser or in all, and deleting it everywhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from borrower_guide.cases import journal
from borrower_guide.cases.access import cookies, slots
from borrower_guide.cases.access.codes import read_code
from borrower_guide.cases.access.looking_up import NothingFound, number_field
from borrower_guide.cases.access.opening import open_by_number
from borrower_guide.cases.gate import CaseClosed, open_own_case
from borrower_guide.cases.models import KeySlot
from borrower_guide.cases.pickup.offer import ending_all


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """关闭我的记录: this browser forgets the key; the record stays for whoever has the number."""
    if request.method == "POST":
        cookies.drop(request, ref)
        return render(request, "cases/close_done.html")
    return render(request, "cases/close.html", {"opened": open_own_case(request, ref)})


@require_POST
def close_here(request: HttpRequest) -> HttpResponse:
    """Let go of every case that is open in this browser; at a desk, then go back to it."""
    for holding in cookies.held(request):
        cookies.drop(request, holding.ref)
    if "desk" in request.POST:
        return redirect("desk:list")
    return render(request, "cases/close_done.html")


@require_http_methods(["GET", "POST"])
def close_all(request: HttpRequest, ref: str) -> HttpResponse:
    """关掉所有地方: no browser holds the key any more, and no 取件号 fetches a file.

    The number stays, so it must be typed.
    """
    opened = open_own_case(request, ref)
    typed, error = request.POST.get("number", ""), ""
    if request.method == "POST":
        try:
            holding = open_by_number(request, typed, ref=ref)
            with ending_all(opened.case):
                slots.renew(KeySlot.objects.get(pk=holding.slot), holding.key, read_code(typed))
            journal.forget_traces()
            cookies.drop(request, ref)
            return render(request, "cases/close_done.html", {"everywhere": True})
        except NothingFound as fault:
            error = str(fault)
        except KeySlot.DoesNotExist as fault:  # another browser has just done the same
            raise CaseClosed(ref) from fault
    hint = "16 位数字。号不变，以后还用它打开。"
    number = number_field("number", typed, error, hint=hint)
    faults = [(number.id, error)] if error else []
    page = {"opened": opened, "number": number, "faults": faults}
    return render(request, "cases/close_all.html", page, status=422 if error else 200)


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, ref: str) -> HttpResponse:
    """Delete the whole case at once, with no way back."""
    opened = open_own_case(request, ref)
    if request.method != "POST":
        return render(request, "cases/delete.html", {"opened": opened})
    journal.erase(opened.case)
    cookies.drop(request, ref)
    return render(request, "cases/delete_done.html")
