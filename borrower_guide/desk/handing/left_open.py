"""Whether a case is open by its number in an advocate's browser: a client's, and to be closed.

The keys are cookies of path /cases/, which the desk's own pages do not see; a cookie that says
just "1" tells them.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from borrower_guide.cases.access import cookies
from borrower_guide.desk.accounts.session import OFFICE

COOKIE = "left"


def is_left_open(request: HttpRequest) -> bool:
    """Whether one was open when a page of a case was last asked for."""
    return request.COOKIES.get(COOKIE) == "1"


def is_by_number(request: HttpRequest) -> bool:
    """Whether this is a page of a case that is open by its number, in such a browser."""
    ref = request.resolver_match.kwargs.get("ref") if request.resolver_match else None
    if ref is None or OFFICE not in request.COOKIES:
        return False
    holding = cookies.read(request, ref)
    return holding is not None and not holding.fresh


def note(request: HttpRequest, response: HttpResponse) -> None:
    """After a page below /cases/, in a browser where advocates sign in: note how it is now."""
    if not request.COOKIES.keys() & {settings.SESSION_COOKIE_NAME, OFFICE}:
        return
    if not request.path.startswith(cookies.PATH):
        return
    if open_here := [holding for holding in cookies.held(request) if not holding.fresh]:
        unwritten = any(holding.code for holding in open_here)  # no rest closes such a case
        response.set_cookie(
            COOKIE,
            "1",
            max_age=cookies.LONGEST if unwritten else cookies.IDLE,
            httponly=True,
            secure=not settings.LOCAL,
            samesite="Lax",
        )
    elif COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE, samesite="Lax")
