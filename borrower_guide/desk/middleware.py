"""Before a page of a case: an advocate who may read it is written down, then admitted."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse

from borrower_guide.cases.access import readers
from borrower_guide.cases.entries import OWNER
from borrower_guide.cases.gate import CaseClosed
from borrower_guide.cases.writer import SIGN_IN, SIGN_OUT, AnotherWriter, opened_for
from borrower_guide.desk.accounts import session
from borrower_guide.desk.accounts.acting import SignedOut
from borrower_guide.desk.accounts.entrance import instead
from borrower_guide.desk.accounts.session import signed_in, was_in
from borrower_guide.desk.admitting import NotNoted, admit_to, still_open
from borrower_guide.desk.doing import doing_of
from borrower_guide.desk.handing import left_open
from borrower_guide.desk.models import Matter
from borrower_guide.desk.pages import signed_out
from borrower_guide.site.kept import does, keep_typed, way_taken

KEPT = "写的还在这一页。本人在这里的话，请本人输入续填号，再点一次。"
OWNERS = "写的都还在。再点一次，就写明是记录人写的。"


class Admission:
    """The only way of an advocate to a case's pages: first the Access row, then the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        left_open.note(request, response)
        if _opened_by_number(request, response) and signed_in(request) is None:
            session.let_go(response)
        return response

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, names: dict[str, Any]
    ) -> HttpResponse | None:
        if "ref" not in names:
            return None
        if (who := signed_in(request)) is None:
            if opened_for(request) != OWNER and _was_on_a_desk(request, names["ref"]):
                readers.wait_for(request, names["ref"])
            return None
        place = resolve(request.path_info).view_name
        try:
            admit_to(request, who, names["ref"], doing_of(request.method, place), place)
        except NotNoted as fault:
            return self.process_exception(request, fault)
        return None

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Say why a case on one's own desk does not open; others are answered as anybody is."""
        if isinstance(fault, NotNoted):
            return keep_typed(
                request,
                status=507,
                title="现在打不开",
                message="存储满了或暂时连不上。记不下“谁看过”，就不能看。请过一会儿再试。",
            )
        if isinstance(fault, SignedOut):
            return signed_out(request)
        if isinstance(fault, AnotherWriter):
            return _way_taken(request, fault)
        if not isinstance(fault, CaseClosed):
            return None
        if (who := signed_in(request)) is None:
            return _out(request) if readers.waited_for(request, fault.ref) else None
        matter = Matter.objects.filter(advocate=who.advocate, ref=fault.ref).first()
        if matter is None:
            return None
        owners = readers.admitted(request, fault.ref) is not None
        if request.method == "POST":
            shut = "钥匙没有了，没有存" if matter.keyless else "本人已经收回，没有存"
            title = "这一页只有本人能用，没有做" if owners else shut
            return keep_typed(request, status=403, title=title, message=fault.message or KEPT)
        page = {"who": who, "owners": owners, "keyless": matter.keyless, "ref": fault.ref}
        return render(request, "desk/shut.html", page, status=404)


def _way_taken(request: HttpRequest, fault: AnotherWriter) -> HttpResponse | None:
    """Whoever the form was opened for signs in first, or has whoever is in signed out first."""
    if way_taken(request) == SIGN_OUT:
        readers.dismiss(request)
        title, message = f"已经退出登录，还没{does(request)[1]}", OWNERS
        response = keep_typed(request, status=200, title=title, message=message)
        session.sign_out(request, response)
        return response
    opener = Matter.objects.filter(ref=fault.ref, slot=opened_for(request)).first()
    if way_taken(request) == SIGN_IN and opener:
        readers.dismiss(request)
        return signed_out(request, opener.advocate_id)
    return None


def _out(request: HttpRequest) -> HttpResponse:
    return signed_out(request) if request.method == "POST" else instead(request)


def _was_on_a_desk(request: HttpRequest, ref: str) -> bool:
    """Whether whoever was signed in here a while ago may open this case."""
    if (advocate := was_in(request)) is None:
        return False
    found = Matter.objects.filter(advocate=advocate, ref=ref).first()
    return found is not None and still_open(found)


def _opened_by_number(request: HttpRequest, response: HttpResponse) -> bool:
    """A client's hand is at the keyboard: what comes from now on is not a rested advocate's."""
    at_the_door = request.method == "POST" and request.path == reverse("cases:open")
    return at_the_door and response.status_code == 302
