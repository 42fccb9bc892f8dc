"""What is being set up in this browser and shown until it is done: one sealed cookie."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from borrower_guide.site.sealed import seal, unseal

COOKIE, LONGEST = "setup", 60 * 60


def pending(request: HttpRequest, purpose: str) -> dict[str, Any] | None:
    """What was kept for this purpose, not longer than an hour ago."""
    return unseal(request.COOKIES.get(COOKIE, ""), purpose=purpose, max_age=LONGEST)


def keep(response: HttpResponse, data: dict[str, Any], purpose: str) -> None:
    """Let the browser hold it. Where only it knows what it holds, a lost reply loses nothing."""
    response.set_cookie(
        COOKIE,
        seal(data, purpose=purpose),
        httponly=True,
        secure=not settings.LOCAL,
        samesite="Lax",
    )


def drop(response: HttpResponse) -> None:
    """It is done, or given up."""
    response.delete_cookie(COOKIE, samesite="Lax")
