"""Looking something up by its words. What was asked is in the address, and nowhere with us."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from borrower_guide.guide.search_documents import index

LONGEST = 100  # characters


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found for `?q=`, best first. Nothing of it is stored or logged."""
    asked = request.GET.get("q", "").replace("\0", "").strip()
    page = {
        "asked": asked[:LONGEST],
        "cut": len(asked) > LONGEST,
        "most": LONGEST,
        "hits": index().search(asked[:LONGEST]) if asked else [],
    }
    return render(request, "guide/search.html", page)
