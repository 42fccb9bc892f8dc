"""A letter that was handed over, or withdrawn: two forms of one question each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.things import Thing
from borrower_guide.cases.withdrawing import ask_reason
from borrower_guide.law_in_use import library
from borrower_guide.letters.kept import is_sent
from borrower_guide.letters.pages.letter import address_of, back_to, find
from borrower_guide.letters.pages.told import told_letter
from borrower_guide.letters.sending import Sending, complained_to, news_of, read_sending


@require_http_methods(["GET", "POST"])
def sent(request: HttpRequest, ref: str, subject: str) -> HttpResponse:
    """Say when and how it was handed over: from then on it is frozen, and its clock runs."""
    opened = open_case(request, ref)
    thing = find(opened, subject)
    if is_sent(thing) or thing.withdrawn:
        return back_to(opened, thing, "same" if is_sent(thing) else "")
    values = {name: request.POST.getlist(name) for name in request.POST}
    if request.method != "POST":
        return _sending_page(request, opened, thing, Sending())
    sending = read_sending(values, now=timezone.now())
    if sending.faults:
        return _sending_page(request, opened, thing, sending, status=422)
    opened.append(*news_of(thing, sending, library()))
    return back_to(opened, thing, "sent")


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str, subject: str) -> HttpResponse:
    """Withdraw it with a reason; its words stay."""
    opened = open_case(request, ref)
    thing = find(opened, subject)
    reason = ask_reason(request, opened, thing, "比如：写错了，另写了一份。")
    if reason is None:
        return back_to(opened, thing, "withdrawn")
    page = {
        "opened": opened,
        "title": thing.payload["title"],
        "back": address_of(opened, thing),
        "reason": reason,
        "faults": [(reason.id, reason.error)] if reason.error else [],
    }
    return render(request, "cases/kinds/withdraw.html", page, status=422 if reason.error else 200)


def _sending_page(
    request: HttpRequest, opened: OpenCase, thing: Thing, sending: Sending, status: int = 200
) -> HttpResponse:
    page = {
        "opened": opened,
        "thing": thing,
        "letter": told_letter(thing, library()),
        "complaint": complained_to(thing, library()),
        "day": sending.day_field,
        "how": sending.how_field,
        "faults": sending.summary,
    }
    return render(request, "letters/sent.html", page, status=status)
