"""Home, door, about and privacy: pages that read nothing and store nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The five doors, danger first."""
    return render(request, "site/home.html")
