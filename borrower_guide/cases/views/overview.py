"""A case at one glance."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.glance import glance
from borrower_guide.cases.kinds.forms import FORMS
from borrower_guide.cases.naming import loan_hint, loan_words
from borrower_guide.cases.retention import last_day
from borrower_guide.cases.timeline import in_short, timeline
from borrower_guide.cases.together import together
from borrower_guide.law_in_use import library
from borrower_guide.site.frame import Frame

MOST_ROWS = 20
HOLE = "\0"  # between the heading and the rest: what belongs to this request alone


@require_safe
def overview(request: HttpRequest, ref: str) -> HttpResponse:
    """The timeline, oldest first, and what can be done with the case."""
    opened = open_case(request, ref)
    told = glance(opened, "overview", Frame.of(request), lambda: _told(opened))
    heading, _, rest = told.partition(HOLE)
    page = {
        "opened": opened,
        "heading": heading,
        "rest": rest,
        "kept_until": last_day(opened.case),
        "number_waits": opened.holding.code is not None,
        "closed": "closed" in request.GET,
    }
    return render(request, "cases/overview.html", page)


def _told(opened: OpenCase) -> str:
    """What the journal says: the same until an entry is added, or the day or the law changes."""
    return render_to_string("cases/_told.html", {"hole": HOLE, **_facts(opened)})


def _facts(opened: OpenCase) -> dict[str, Any]:
    rows = in_short(timeline(opened.state, library()), opened.state)
    return {
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
    }
