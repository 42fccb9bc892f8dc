"""给援助人员看: the owner's page of who may read, and who did."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases.gate import OpenCase, open_own_case
from borrower_guide.cases.handing import handoff
from borrower_guide.cases.handing.seen import seen


@require_http_methods(["GET", "HEAD", "POST"])
def helpers(request: HttpRequest, ref: str) -> HttpResponse:
    """Hand over by a 交接号, end it, take back; below it, who looked at what."""
    opened = open_own_case(request, ref)
    if request.method == "POST":
        return redirect(f"{reverse('cases:helpers', args=[ref])}?done={_done(request, opened)}")
    rows, lines = seen(opened.case, request.GET.get("page", ""))
    page = {
        "opened": opened,
        "done": request.GET.get("done", ""),
        "waiting": handoff.waiting(opened.case, opened.key, timezone.now()),
        "helpers": handoff.helpers(opened.case),
        "rows": rows,
        "lines": lines,
    }
    return render(request, "cases/handing/helpers.html", page)


def _done(request: HttpRequest, opened: OpenCase) -> str:
    """Do what the button says, and give its name; a button of ours that is none does nothing."""
    if "make" in request.POST:
        handoff.hand_over(opened.case, opened.key, timezone.now())
        return "make"
    if "end" in request.POST:
        handoff.end(opened.case)
        return "end"
    if slot := request.POST.get("take_back", ""):
        handoff.take_back(opened.case, slot)
        return "take_back"
    return ""
