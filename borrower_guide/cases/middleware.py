"""Around every request: open cases stay open, and a closed one is answered in plain words."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse

from borrower_guide.cases.access import cookies
from borrower_guide.cases.access.attempts import line_of
from borrower_guide.cases.access.keys import Busy
from borrower_guide.cases.gate import CaseClosed
from borrower_guide.cases.journal import JournalFull
from borrower_guide.cases.transactions import NotSaved
from borrower_guide.cases.writer import AnotherWriter, ask
from borrower_guide.site.kept import Sent, does, give_back, keep_typed
from borrower_guide.turns import NoTurn, asked_by


class CaseCookies:
    """Writes the cases' cookies and answers what stopped a form with nothing typed lost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked_by.set(line_of(request))
        response = self.get_response(request)
        cookies.write(request, response)
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if isinstance(fault, NotSaved):
            return keep_typed(
                request,
                status=507,
                title="没存上，写的还在这一页",
                message="存储满了或暂时连不上。请过一会儿再点一次。",
            )
        if isinstance(fault, Busy | NoTurn):
            return keep_typed(
                request,
                status=503,
                title=f"现在用的人多，还没{does(request)[0]}",
                message="写的都还在。请过几秒再点一次。",
            )
        if isinstance(fault, JournalFull):
            return _go_on_in_another(request)
        if isinstance(fault, AnotherWriter):
            return ask(request, fault)
        if not isinstance(fault, CaseClosed):
            return None
        if request.method == "POST":
            return keep_typed(
                request,
                status=403,
                title="这份记录已经关上，还没存",
                message=fault.message or "写的都还在。输入续填号，再点一次就存好。",
            )
        return render(request, "cases/closed.html", {"ref": fault.ref}, status=404)


def _go_on_in_another(request: HttpRequest) -> HttpResponse:
    """A visit is never refused, nor a tap at the door: on to a new case, which asks for consent."""
    sent, message = Sent.of(request), "写的都还在。请新开一份记录，把这些写进去。"
    form = resolve(request.path).view_name
    if form in ("cases:visit_new", "cases:door"):
        cookies.make_room(request)
        begun = cookies.keep(request, cookies.Holding.begun())
        sent = replace(sent, address=reverse(form, args=[begun.ref]))
        message = "写的都还在。再点一次，就到一份新的记录里，打个勾存上。它有自己的续填号。"
    title = "这份记录装满了，这些还没存"
    return give_back(request, sent, status=409, title=title, message=message, asks_number=False)
