"""The reading pages: the five steps and the provisions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from borrower_guide.guide import clock, shelves
from borrower_guide.guide.footing import footed_sections
from borrower_guide.guide.law_pages import by_rank, provision_context
from borrower_guide.guide.series import Series


@require_safe
def series(request: HttpRequest, series: str) -> HttpResponse:
    """The pages of a series by their titles."""
    return render(request, "guide/series.html", {"series": _series(series)})


@require_safe
def page(request: HttpRequest, series: str, page: str) -> HttpResponse:
    """One page of a series, with the one before and the one after."""
    found = _series(series)
    try:
        before, shown, after = found.around(page)
    except KeyError:
        raise Http404 from None
    context = {"series": found, "page": shown, "before": before, "after": after}
    parts = footed_sections(shown.parts, shelves.library(), clock.today())
    return render(request, "guide/page.html", {**context, "parts": parts})


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """Every provision by rank, every rule with its footing, and what is not yet checked."""
    library = shelves.library()
    context = {
        "ranks": by_rank(library, clock.today()),
        "rules": list(library.rules.values()),
        "unchecked": library.unchecked,
    }
    return render(request, "guide/law.html", context)


@require_safe
def provision(request: HttpRequest, provision: str) -> HttpResponse:
    """One provision: what it says, since when, and how it was checked."""
    library = shelves.library()
    if provision not in library.provisions:
        raise Http404
    context = provision_context(library, library.provisions[provision], clock.today())
    return render(request, "guide/provision.html", context)


def _series(key: str) -> Series:
    try:
        return shelves.book().series[key]
    except KeyError:
        raise Http404 from None
