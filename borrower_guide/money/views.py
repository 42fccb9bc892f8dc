"""Two calculators. What is typed is answered with the page itself and kept nowhere."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.law.interest.caps import Said, said
from borrower_guide.law.interest.saying import Topic
from borrower_guide.money import shelves
from borrower_guide.money.answer import answer_of
from borrower_guide.money.cost_form import CostForm
from borrower_guide.money.cost_page import CostPage
from borrower_guide.money.plan_form import PlanForm

forms = require_http_methods(["GET", "HEAD", "POST"])


@forms
def cost(request: HttpRequest) -> HttpResponse:
    """What a loan really costs in a year, and what the law says of caps."""
    today = timezone.localdate()
    form = CostForm(_sent(request))
    asked = form.read_all(today) if request.method == "POST" else None
    answer = answer_of(asked, shelves.interest(), shelves.library(), today) if asked else None
    return _page(request, "money/cost.html", form, {"page": CostPage(form), "answer": answer})


@forms
def plan(request: HttpRequest) -> HttpResponse:
    """What is left in a month, and how long the debts take; one sheet to print."""
    today = timezone.localdate()
    form = PlanForm(_sent(request))
    counts = request.method == "POST" and not form.given("add")
    context = {
        "form": form,
        "plan": form.read_all() if counts else None,
        "today": today,
        "first": _said(Topic.PROMISE, today),
        "more": _said(Topic.PLAN, today),
    }
    return _page(request, "money/plan.html", form, context)


def _said(topic: Topic, today: date) -> tuple[Said, ...]:
    return said(topic, shelves.interest().sayings, shelves.library(), today)


def _sent(request: HttpRequest) -> dict[str, list[str]]:
    return dict(request.POST.lists())


def _page(
    request: HttpRequest, name: str, form: CostForm | PlanForm, context: dict[str, Any]
) -> HttpResponse:
    faults = {"faults": form.summary, "unsaved": "还没算"}
    return render(request, name, {**context, **faults})
