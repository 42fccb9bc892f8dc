"""A case at one glance."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from borrower_guide.cases.forms.kinds import FORMS
from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.glance import HOLE, framed, glance
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
    kept_until = last_day(opened.case)
    facts = (*framed(request), kept_until, opened.by)
    told = glance(opened, "overview", facts, lambda: _told(request, opened, kept_until))
    before, _, after = told.partition(HOLE)
    return HttpResponse(before + _notices(request, opened) + after)


def _notices(request: HttpRequest, opened: OpenCase) -> str:
    """What belongs to this request alone; mostly nothing, which no template need say."""
    notices = {
        "number_waits": opened.holding.code is not None,
        "closed": "closed" in request.GET,
        "kept": "kept" in request.GET,
        "drafts": opened.drafts,
    }
    if not any(notices.values()):
        return ""
    return render_to_string("cases/_notices.html", {"opened": opened, **notices})


def _told(request: HttpRequest, opened: OpenCase, kept_until: date) -> str:
    """The whole page but for its notices: the same until something is written, or a new day."""
    page = {"hole": HOLE, "kept_until": kept_until, **_facts(opened)}
    return render_to_string("cases/overview.html", page, request)


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
