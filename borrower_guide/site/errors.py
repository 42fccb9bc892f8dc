"""Pages for what went wrong, without a database and with what was typed still in them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when the body was over the limit."""
    return render(request, "site/error.html", {}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return render(request, "site/error.html", {}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return render(request, "site/error.html", {}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return render(request, "site/error.html", {}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of Django's CSRF check."""
    return render(request, "site/error.html", {}, status=403)
