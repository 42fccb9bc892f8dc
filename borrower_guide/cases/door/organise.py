"""What was tapped at the door becomes one visit: first which taps, then what they say."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases.door import moments, tapping
from borrower_guide.cases.door.organise_form import OrganiseForm
from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.things import Thing
from borrower_guide.schema.telling import clock_text
from borrower_guide.site.inputs import Choices, Option

NONE = "至少选一样。"
CHANGED = "有几样已经撤回或整理过，请重新选。"


@require_http_methods(["GET", "POST"])
def organise(request: HttpRequest, ref: str) -> HttpResponse:
    """Without `m` in the address the choice, with it (M1, M2 …) the form that is saved."""
    opened = open_case(request, ref)
    labels = request.GET.getlist("m")
    chosen = _chosen(opened, labels)
    if not chosen or len(chosen) < len(set(labels)):
        asked = "chosen" in request.GET or request.method == "POST"
        fault = CHANGED if labels else NONE if asked else ""
        return _choice(request, opened, labels, fault)
    if request.method != "POST":
        return _page(request, opened, chosen, OrganiseForm(chosen, None, now=timezone.now()))
    values = {name: request.POST.getlist(name) for name in request.POST}
    form = OrganiseForm(chosen, values, now=timezone.now())
    if not form.read():
        return _page(request, opened, chosen, form, status=422)
    saved = tapping.save_visit(opened, chosen, form.payload)
    if opened.holding.code is not None:
        return redirect(reverse("cases:number", args=[ref]) + f"?saved={saved.how}")
    return redirect(reverse("cases:visit", args=[ref, saved.subject]) + f"?saved={saved.how}")


def _chosen(opened: OpenCase, labels: Sequence[str]) -> list[Thing]:
    """The moments of these labels that may become the visit, or are that visit's already."""
    state = opened.state
    named = moments.in_order(
        one for one in state.moments if one.label in labels and not one.withdrawn
    )
    taken, mine = moments.visits_of(state), tapping.visit_id(named, state.visits)
    return [one for one in named if one.subject not in taken or taken[one.subject].subject == mine]


def _choice(
    request: HttpRequest, opened: OpenCase, labels: Sequence[str], fault: str
) -> HttpResponse:
    options = tuple(
        Option(
            one.label,
            f"{clock_text(moments.told_at(one))} {moments.words_of(one)}",
            "",
            not labels or one.label in labels,
        )
        for one in moments.free(opened.state)
    )
    if not options:
        return redirect("cases:door", opened.ref)
    field = Choices(
        name="m",
        label="哪些是这一次的",
        help="点错的、上一次的，去掉勾。",
        type="checkbox",
        options=options,
        error=fault,
    )
    page = {"opened": opened, "field": field, "faults": [(field.id, fault)] if fault else []}
    return render(request, "cases/organise_choice.html", page, status=422 if fault else 200)


def _page(
    request: HttpRequest,
    opened: OpenCase,
    chosen: Sequence[Thing],
    form: OrganiseForm,
    status: int = 200,
) -> HttpResponse:
    address = reverse("cases:door_visit", args=[opened.ref])
    page = {
        "opened": opened,
        "form": form,
        "faults": form.page.summary,
        "action": f"{address}?{urlencode([('m', one.label) for one in chosen])}",
        "back": address,
    }
    return render(request, "cases/organise.html", page, status=status)
