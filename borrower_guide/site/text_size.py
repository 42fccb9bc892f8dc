"""大字: the size of the letters, kept in a cookie of the browser session and nowhere else.

The cookie holds one of our own words. It changes by a form alone: a link could be followed by a
browser that loads ahead, and by anyone who sends it.
"""

from typing import Literal, get_args
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_http_methods

TextSize = Literal["normal", "large", "huge"]

COOKIE = "text"
_SIZES: dict[str, TextSize] = {size: size for size in get_args(TextSize)}
_LABELS: dict[TextSize, str] = {"normal": "原来的字", "large": "大字", "huge": "特大字"}
_LONGEST = 500  # characters of an address that is come back to
_NO_WAY_BACK = {"site:text", "site:leave", "site:leave_cases", "site:leave_done"}
_UNSAVED = "/cases/"


def size_of(request: HttpRequest) -> TextSize:
    """What this browser asked for; an unknown word counts as nothing."""
    return _SIZES.get(request.COOKIES.get(COOKIE, ""), "normal")


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest) -> HttpResponse:
    """Three sizes to choose from; then back to the page that one came from."""
    if request.method == "POST":
        size = _SIZES.get(request.POST.get("size", ""), "normal")
        return _keep(HttpResponseRedirect(own_address(request.POST.get("next", ""))), size)
    back = own_address(_came_from(request))
    page = {
        "next": back,
        "sizes": list(_LABELS.items()),
        "size": size_of(request),
        "unsaved": back.startswith(_UNSAVED),
    }
    return render(request, "site/text.html", page)


def own_address(given: str) -> str:
    """`given` if it is path and query of one of our pages, else the home page's address.

    Leaving is no page to come back to.
    """
    home = reverse("site:home")
    plain = given.isascii() and given.isprintable() and "\\" not in given
    if not plain or not given.startswith("/") or given.startswith("//") or len(given) > _LONGEST:
        return home
    try:
        match = resolve(urlsplit(given).path)
    except (Resolver404, ValueError):
        return home
    return home if match.view_name in _NO_WAY_BACK else given


def _came_from(request: HttpRequest) -> str:
    """Path and query of the page that the link was on, from the Referer of our own pages.

    Not from a query: it would write the address of a case into histories and other logs.
    """
    try:
        came = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return ""
    if came.netloc != request.get_host():
        return ""
    return came.path + (f"?{came.query}" if came.query else "")


def _keep(response: HttpResponse, size: TextSize) -> HttpResponse:
    response.status_code = 303
    if size == "normal":
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
    response.set_cookie(COOKIE, size, secure=not settings.LOCAL, httponly=True, samesite="Lax")
    return response
