"""Home, door and its card, and what the site says of itself: they read and store nothing."""

from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

WRITTEN = date(2026, 11, 29)  # of the notice: a change of what it says changes this day
LOOKED = date(2026, 11, 24)  # the last look at docs/accessibility.md


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The five doors, danger first."""
    return render(request, "site/home.html")


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Someone is at the door now. The button names this minute, so no cache may keep the page."""
    response = render(request, "site/door.html", {"now": timezone.localtime(), "bare": True})
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """One polite sentence in huge letters, to be held up to a window or a peephole."""
    return render(request, "site/card.html", {"bare": True})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this site is, and what it is not."""
    return render(request, "site/about.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The notice of PIPL 17 and 30: who, what for, what, how, how long, and one's rights."""
    page = {"written": WRITTEN, "tsa": urlsplit(settings.TSA_URL).hostname}
    return render(request, "site/privacy.html", page)


@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """What nothing here can hide."""
    return render(request, "site/limits.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works without sight, mouse or scripts, what does not yet, and whom to tell."""
    return render(request, "site/accessibility.html", {"looked": LOOKED})
