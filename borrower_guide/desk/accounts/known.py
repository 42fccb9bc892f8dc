"""A browser in which an advocate signed in before: strangers' guesses do not shut it out.

OWASP's device cookie. It opens nothing and tells nobody's name; tries that come with it are only
counted by themselves (guessing.py). Another password, or an account begun anew, ends it. It lies
below /desk/, so that 离开, where clients close their own cases, leaves it there.
"""

import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from borrower_guide.desk.models import Advocate
from borrower_guide.site.sealed import seal, unseal

COOKIE, PURPOSE, PATH = "known", "known browser", "/desk/"
LONGEST = 365 * 24 * 60 * 60
MOST = 10  # accounts in one browser; who signed in longest ago gives way


def browser_of(request: HttpRequest, advocate: Advocate) -> str:
    """What this browser is counted as, if the advocate signed in here under the same password."""
    said = _said(request)
    return str(said["browser"]) if _mark(advocate) in said["accounts"] else ""


def remember(request: HttpRequest, response: HttpResponse, advocate: Advocate) -> None:
    """The advocate has just signed in here."""
    said, mark = _said(request), _mark(advocate)
    others = [one for one in said["accounts"] if one != mark]
    said["accounts"] = [mark, *others][:MOST]
    response.set_cookie(
        COOKIE,
        seal(said, purpose=PURPOSE),
        path=PATH,
        max_age=LONGEST,
        httponly=True,
        secure=not settings.LOCAL,
        samesite="Lax",
    )


def _said(request: HttpRequest) -> dict[str, Any]:
    told = unseal(request.COOKIES.get(COOKIE, ""), purpose=PURPOSE, max_age=LONGEST)
    return told or {"browser": secrets.token_hex(16), "accounts": []}


def _mark(advocate: Advocate) -> str:
    """Stands for an account and its password of now."""
    return advocate.get_session_auth_hash()[:32]
