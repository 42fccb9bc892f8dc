"""Who is signed in, and the key to their vault.

Two cookies, good only together: Django's session, which the server can end, and the vault key,
sealed, which lies nowhere on the server. A stolen database has no vault; a stolen vault cookie has
no session once the advocate signs out, rests for a quarter of an hour, or leaves the organisation.
"""

import base64
import hashlib
import logging
import time
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse

from borrower_guide.cases.transactions import all_or_none
from borrower_guide.desk.accounts import known, pending
from borrower_guide.desk.models import Advocate
from borrower_guide.site.sealed import seal, unseal
from borrower_guide.site.sessions import end_session

log = logging.getLogger(__name__)

COOKIE, PURPOSE, LONGEST = "vault", "vault", 12 * 60 * 60
# A browser in which advocates sign in, whether or not one is in now: what a client opens there is
# to be told to whoever comes next (handing/left_open.py).
OFFICE, OFFICE_SECONDS = "office", 365 * 24 * 60 * 60
TOUCH_SECONDS = 30
BACKEND = "borrower_guide.desk.accounts.backend.VaultBackend"


@dataclass(frozen=True)
class SignedIn:
    """An advocate in this browser, and their vault key (32 bytes)."""

    advocate: Advocate
    vault: bytes = field(repr=False)


def signed_in(request: HttpRequest) -> SignedIn | None:
    """Who asks. A browser without the session's cookie, a borrower's, costs no look-up."""
    if "desk_signed_in" not in request.__dict__:
        request.__dict__["desk_signed_in"] = _found(request)
    found: SignedIn | None = request.__dict__["desk_signed_in"]
    return found


def was_in(request: HttpRequest) -> int | None:
    """Whose vault key the browser still has: their session may have ended, by rest or elsewhere.

    Good for telling whose the request was meant to be, and for nothing that opens.
    """
    said = _vault_of(request)
    return said["advocate"] if said else None


def begin(request: HttpRequest, who: SignedIn) -> None:
    """Begin a session under a new key, and with it another form token. Raises NotSaved."""
    with all_or_none():
        request.session.flush()  # Django keeps the key when the same person signs in again
        login(request, who.advocate, backend=BACKEND)
    request.session["seen"] = int(time.time())


def give_key(request: HttpRequest, response: HttpResponse, who: SignedIn) -> None:
    """Give the browser the vault key, bound to the session that has just begun."""
    said = {
        "session": _digest(request.session.session_key),
        "advocate": who.advocate.pk,
        "key": base64.b64encode(who.vault).decode("ascii"),
    }
    _give(response, COOKIE, seal(said, purpose=PURPOSE), None)
    _give(response, OFFICE, "1", OFFICE_SECONDS)
    known.remember(request, response, who.advocate)


def sign_in(request: HttpRequest, response: HttpResponse, who: SignedIn) -> None:
    """Both. Raises NotSaved."""
    begin(request, who)
    give_key(request, response, who)


def sign_out(request: HttpRequest, response: HttpResponse) -> None:
    """End the session on the server, and take the vault key out of the browser."""
    end_session(request)
    request.__dict__["desk_signed_in"] = None
    let_go(response)
    pending.drop(response)


def let_go(response: HttpResponse) -> None:
    """Take the vault key out of the browser."""
    response.delete_cookie(COOKIE, samesite="Lax")


def touch(request: HttpRequest) -> None:
    """Count the quarter of an hour anew, one write in half a minute; a full disk stops no page."""
    now = int(time.time())
    if now - request.session.get("seen", 0) < TOUCH_SECONDS:
        return
    request.session["seen"] = now
    try:
        with transaction.atomic():
            request.session.save()
    except (DatabaseError, UpdateError) as error:  # the latter also where another tab signed out
        log.error("The time of use is not noted: %s", type(error).__name__)
    request.session.modified = False


def _give(response: HttpResponse, name: str, value: str, seconds: int | None) -> None:
    secure = not settings.LOCAL
    response.set_cookie(name, value, max_age=seconds, httponly=True, secure=secure, samesite="Lax")


def _found(request: HttpRequest) -> SignedIn | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    advocate = request.user
    said = _vault_of(request)
    if not isinstance(advocate, Advocate) or said is None or said["advocate"] != advocate.pk:
        return None
    if said["session"] != _digest(request.session.session_key):
        return None
    touch(request)
    return SignedIn(advocate, base64.b64decode(said["key"]))


def _vault_of(request: HttpRequest) -> dict[str, Any] | None:
    return unseal(request.COOKIES.get(COOKIE, ""), purpose=PURPOSE, max_age=LONGEST)


def _digest(session_key: str | None) -> str:
    return hashlib.sha256(f"session/{session_key}".encode()).hexdigest()
