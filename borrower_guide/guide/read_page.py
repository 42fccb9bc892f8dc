"""An ending of a flow as a page to be read by anyone, whoever came by search, paper or a link."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from borrower_guide.guide import clock, shelves
from borrower_guide.guide.channel_list import channel_rows
from borrower_guide.guide.flow import Flow, Outcome
from borrower_guide.guide.footing import footed_sections
from borrower_guide.guide.outcome_page import LENDER, Button, template_of
from borrower_guide.guide.views import SeeOther, flow_or_404

ASK = "按我的情况，从头问一遍"


@require_safe
def read(request: HttpRequest, flow: str, outcome: str) -> HttpResponse:
    """All that the ending says, without answers; findings need some, so they lead to the first."""
    found = flow_or_404(flow)
    node = found.nodes.get(outcome)
    if not isinstance(node, Outcome):
        raise Http404
    if node.kind == "result":
        return SeeOther(reverse("guide:flow", args=[found.id]))
    return render(request, template_of(node), _context(found, node))


def _context(flow: Flow, outcome: Outcome) -> dict[str, Any]:
    library, today = shelves.library(), clock.today()
    context: dict[str, Any] = {
        "flow": flow,
        "outcome": outcome,
        "sections": footed_sections(outcome.sections, library, today),
        "actions": _buttons(flow, outcome),
        "lender": None,
    }
    if outcome.kind == "channels":
        context |= {
            "channels": channel_rows(library.channels, today, None),
            "requests": library.requests,
        }
    return context


def _buttons(flow: Flow, outcome: Outcome) -> list[Button]:
    actions = [(one.label, one.href.removesuffix(LENDER)) for one in outcome.actions]
    actions.append((ASK, reverse("guide:flow", args=[flow.id])))
    return [
        Button(label, href, "button-second" if place else "button", keeps=False)
        for place, (label, href) in enumerate(actions)
    ]
