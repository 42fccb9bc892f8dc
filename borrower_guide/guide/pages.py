"""The reading pages: the five steps, the provisions and the rules."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from borrower_guide.guide import clock, shelves
from borrower_guide.guide.footing import footed_sections
from borrower_guide.guide.law_form import LawForm
from borrower_guide.guide.law_pages import by_hearing, law_context, provision_context
from borrower_guide.guide.rule_pages import by_principle
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
    """The provisions by topic; `?topic=`, `?lender=` and `?on=` a day narrow them."""
    form = LawForm(request.GET.dict(), clock.today())
    return render(request, "guide/law.html", law_context(shelves.library(), form))


@require_safe
def rule_index(request: HttpRequest) -> HttpResponse:
    """Every rule by its title, with its id as anchor."""
    return render(request, "guide/rule_index.html", {"groups": by_principle(shelves.library())})


@require_safe
def rules(request: HttpRequest, principle: str) -> HttpResponse:
    """The rules of one principle: what they say at each level, and on what footing."""
    groups = {one.value: (one, rows) for one, rows in by_principle(shelves.library())}
    if principle not in groups:
        raise Http404
    found, rows = groups[principle]
    return render(request, "guide/rules.html", {"principle": found, "rows": rows})


@require_safe
def unchecked(request: HttpRequest) -> HttpResponse:
    """What was heard of and not checked, and what is unknown of it."""
    return render(request, "guide/unchecked.html", {"groups": by_hearing(shelves.library())})


@require_safe
def provision(request: HttpRequest, provision: str) -> HttpResponse:
    """One provision: what it says, since when, what leans on it, and how it was checked."""
    library = shelves.library()
    if provision not in library.provisions:
        raise Http404
    row = library.provisions[provision]
    leans = shelves.leans()[row.lineage]
    context = provision_context(library, row, leans, clock.today())
    return render(request, "guide/provision.html", context)


def _series(key: str) -> Series:
    try:
        return shelves.book().series[key]
    except KeyError:
        raise Http404 from None
