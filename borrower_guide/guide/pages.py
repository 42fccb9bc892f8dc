"""The reading pages: the five steps, the provisions, and where to complain."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from borrower_guide.guide import clock, shelves
from borrower_guide.guide.channel_list import channel_rows
from borrower_guide.guide.channel_query import channels_query, known_acts
from borrower_guide.guide.footing import footed_sections
from borrower_guide.guide.law_pages import by_rank, provision_context
from borrower_guide.guide.series import Series
from borrower_guide.law.channels import route
from borrower_guide.schema.vocabulary import LenderType


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


@require_safe
def channels(request: HttpRequest) -> HttpResponse:
    """Where to complain; with `?lender=` what fits that kind of lender and each `act=`."""
    library = shelves.library()
    asked = request.GET.get("lender", "")
    lender = LenderType(asked) if asked in set(LenderType) else None
    acts = known_acts(request.GET.getlist("act"))
    fitting = route(lender, acts, library) if lender else library.channels
    context = {
        "lender": lender,
        "lenders": [(one, channels_query(one, acts, library)) for one in LenderType],
        "channels": channel_rows(fitting, library, clock.today()),
    }
    return render(request, "guide/channel_list.html", context)


def _series(key: str) -> Series:
    try:
        return shelves.book().series[key]
    except KeyError:
        raise Http404 from None
