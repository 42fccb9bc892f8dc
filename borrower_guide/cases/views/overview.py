"""A case at one glance."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from borrower_guide.cases.gate import open_case
from borrower_guide.cases.kinds.forms import FORMS
from borrower_guide.cases.naming import loan_hint, loan_words
from borrower_guide.cases.retention import last_day
from borrower_guide.cases.timeline import in_short, timeline
from borrower_guide.cases.together import together
from borrower_guide.law_in_use import library

MOST_ROWS = 20


@require_safe
def overview(request: HttpRequest, ref: str) -> HttpResponse:
    """The timeline, oldest first, and what can be done with the case."""
    opened = open_case(request, ref)
    rows = in_short(timeline(opened.state, library()), opened.state)
    page = {
        "opened": opened,
        "rows": rows[-MOST_ROWS:],
        "older": len(rows[:-MOST_ROWS]),
        "loans": [
            (thing, loan_words(thing), loan_hint(thing))
            for thing in opened.state.loans
            if not thing.withdrawn
        ],
        "others": [(f"cases:{kind.value}_new", form.verb) for kind, form in FORMS.items()],
        "state": opened.state,
        "visits": [thing for thing in opened.state.visits if not thing.withdrawn],
        "together": together(opened.state),
        "kept_until": last_day(opened.case),
        "number_waits": opened.holding.code is not None,
        "closed": "closed" in request.GET,
    }
    return render(request, "cases/overview.html", page)
