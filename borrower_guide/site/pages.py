"""Home, door and its card, about and privacy: pages that read nothing and store nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe


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
    """What is kept, how, for how long, and what that does not protect against."""
    return render(request, "site/privacy.html")
