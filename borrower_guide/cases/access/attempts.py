"""At most so many openings a minute from one address, and fewer that fail. Against load; scrypt
does the rest. What opens is counted too: whoever has one number could stretch it all day.

For what is worth guessing at by itself, an advocate's account, there are tries beside that.
"""

import hashlib
import hmac
import ipaddress
import logging
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from borrower_guide.cases.models import Attempt
from borrower_guide.cases.transactions import all_or_none

log = logging.getLogger(__name__)

A_MINUTE, OPENED_A_MINUTE = 30, 120
_FAILED, _OPENED = "", "opened:"


class Limit(NamedTuple):
    """At most so many tries in each stretch of so many minutes."""

    most: int
    minutes: int


def too_many(request: HttpRequest) -> bool:
    """Whether this address has failed, or opened, too often within this minute."""
    failed = Attempt.objects.filter(key=_key(request, _FAILED), count__gte=A_MINUTE)
    return failed.exists() or opened_too_many(request)


def opened_too_many(request: HttpRequest) -> bool:
    """Whether this address has opened or begun too many cases within this minute."""
    return Attempt.objects.filter(key=_key(request, _OPENED), count__gte=OPENED_A_MINUTE).exists()


def note_failure(request: HttpRequest) -> None:
    """Count one failed opening; a full disk leaves it uncounted rather than break the page."""
    _note(request, _FAILED)


def note_opening(request: HttpRequest) -> None:
    """Count one number that opened, or was made; uncounted likewise."""
    _note(request, _OPENED)


def take_try(what: str, limit: Limit) -> bool:
    """Count one try of `what`, kept only as an HMAC with its time; whether it is within the limit.

    Counted before it is tried, so that tries at once do not slip through. Raises NotSaved.
    """
    key, last_minute = _try(what, limit)
    with all_or_none():
        _count(key, last_minute)
        return Attempt.objects.get(pk=key).count <= limit.most


def give_back(what: str, limit: Limit) -> None:
    """The try was no failure: count it no longer. Raises NotSaved."""
    key, _ = _try(what, limit)
    with all_or_none():
        Attempt.objects.filter(pk=key, count__gt=0).update(count=F("count") - 1)


def line_of(request: HttpRequest) -> str:
    """What one person has: an IPv4 address, or the /64 of an IPv6 address (RFC 6177)."""
    address = _address(request)
    try:
        known = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(known), 64), strict=False))


def forget_before(now: datetime) -> None:
    """Drop the counts of past minutes."""
    Attempt.objects.filter(minute__lt=_minute(now)).delete()


def _note(request: HttpRequest, what: str) -> None:
    try:
        with transaction.atomic():
            _count(_key(request, what), _minute(timezone.now()))
    except DatabaseError as error:
        log.error("An opening is not counted: %s", type(error).__name__)


def _try(what: str, limit: Limit) -> tuple[bytes, int]:
    """The key of this stretch of time, and the last minute in it."""
    stretch = _minute(timezone.now()) // limit.minutes
    return _hmac(f"{stretch}:try:{what}"), (stretch + 1) * limit.minutes - 1


def _count(key: bytes, minute: int) -> None:
    attempt, new = Attempt.objects.get_or_create(key=key, defaults={"minute": minute, "count": 1})
    if not new:
        Attempt.objects.filter(pk=attempt.pk).update(count=F("count") + 1)


def _key(request: HttpRequest, what: str) -> bytes:
    # The minute is part of the key, so that two minutes of one address cannot be linked.
    return _hmac(f"{_minute(timezone.now())}:{what}{line_of(request)}")


def _hmac(text: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256)


def _address(request: HttpRequest) -> str:
    """REMOTE_ADDR, or the hop that the outermost of our own proxies wrote down."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if 0 < settings.PROXY_HOPS <= len(hops):
        return hops[-settings.PROXY_HOPS]
    return str(request.META.get("REMOTE_ADDR", ""))


def _minute(now: datetime) -> int:
    return int(now.timestamp()) // 60
