"""Leaving quickly: every cookie of ours goes, and another page stands there."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from borrower_guide.site.sessions import end_session

GUIDE, GUIDE_PATH, CASES_PATH = "guide", "/guide/", "/cases/"


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """First step: drop the guide's answers, the form token and an advocate's session, then go on.

    The keys are named after their cases, and a browser shows cookies of path /cases/ only to
    addresses below it: hence two steps. A link of somebody else's is asked about first.
    """
    if _from_elsewhere(request):
        return render(request, "site/leave_ask.html")
    end_session(request)  # an advocate's; it would live on in a copy of the cookie
    response = HttpResponse(status=303, headers={"Location": reverse("site:leave_cases")})
    response.delete_cookie(GUIDE, path=GUIDE_PATH, samesite="Lax")
    return _without(request, response, "/")


@require_safe
def leave_cases(request: HttpRequest) -> HttpResponse:
    """Second step: close every case in this browser, and go."""
    if _from_elsewhere(request):
        return render(request, "site/leave_ask.html")
    response = HttpResponse(status=303, headers={"Location": settings.LEAVE_URL})
    return _without(request, response, CASES_PATH)


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """A page that says the date and nothing else, and links nowhere."""
    return render(request, "site/leave_done.html", {"today": timezone.localdate()})


def _from_elsewhere(request: HttpRequest) -> bool:
    """Whether it was not tapped on a page of ours; a browser too old to say (2023) is believed.

    A link from elsewhere could lose a number that nobody has copied: nothing brings it back.
    """
    return request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"


def _without(request: HttpRequest, response: HttpResponse, path: str) -> HttpResponse:
    for name in request.COOKIES:
        response.delete_cookie(name, path=path, samesite="Lax")
    return response
