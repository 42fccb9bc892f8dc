"""Everything of a case in order of time, by kind if asked for."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.gate import open_case
from borrower_guide.cases.naming import NAMES
from borrower_guide.cases.timeline import KINDS, counts, timeline
from borrower_guide.law_in_use import library

A_PAGE = 60


@require_safe
def whole(request: HttpRequest, ref: str) -> HttpResponse:
    """`?kind=contact` shows one kind alone, `?page=2` what does not fit on the first page."""
    opened = open_case(request, ref)
    asked = request.GET.get("kind", "")
    only = Kind(asked) if asked in KINDS else None
    rows = timeline(opened.state, library(), only)
    found = counts(opened.state)
    page = {
        "opened": opened,
        "rows": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "only": only,
        "name": NAMES[only] if only else "",
        "counts": found,
        "total": sum(count for _, _, count in found),
    }
    return render(request, "cases/timeline.html", page)
