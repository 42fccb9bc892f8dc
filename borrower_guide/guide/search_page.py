"""Looking something up by its words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found for `?q=`; nothing of it is kept or logged."""
    return render(request, "guide/search.html", {})
