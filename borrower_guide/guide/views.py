"""The walk through a flow: one address for each step and outcome, POST then 303 then GET."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from borrower_guide.guide import answers, clock, rendered, shelves
from borrower_guide.guide.engine import Walk, choice, walk
from borrower_guide.guide.flow import Flow, Outcome, Step
from borrower_guide.guide.outcome_page import outcome_context, template_of


class SeeOther(HttpResponseRedirect):
    """303: whatever came, the next request is a GET."""

    status_code = 303


@require_safe
def flow(request: HttpRequest, flow: str) -> HttpResponse:
    """Go to the next open step. `?who=other` brings an answer, `?again=1` forgets them all."""
    found = flow_or_404(flow)
    if "again" in request.GET:
        return answers.forget(SeeOther(address(found, found.steps[0])))
    kept = dict(answers.read(request, found).answers)
    brought = _brought(request, found)
    response = SeeOther(address(found, walk(found, kept | brought).next))
    return answers.keep(response, found, kept | brought) if brought else response


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, flow: str, step: str) -> HttpResponse:
    """Show a step of the route, or take its answer; anywhere else leads to the next open step."""
    found = flow_or_404(flow)
    if step not in found.nodes:
        raise Http404
    kept = answers.read(request, found)
    walked = walk(found, kept.answers)
    node = found.nodes[step]
    if not walked.reaches(step):
        return _astray(request, found, walked, kept)
    if isinstance(node, Outcome):
        return _outcome(request, found, node, walked)
    if request.method == "POST":
        return _answer(request, found, node, kept, walked)
    lost = kept.lost or "lost" in request.GET
    return HttpResponse(rendered.question(request, found, node, walked, clock.today(), lost=lost))


def _brought(request: HttpRequest, flow: Flow) -> dict[str, str]:
    """The answers that a link brings: `step=option` each; anything else is nothing."""
    return {
        step.id: request.GET[step.id]
        for step in flow.steps
        if step.id in request.GET and choice(step, request.GET[step.id])
    }


def flow_or_404(key: str) -> Flow:
    """The flow of that id."""
    try:
        return shelves.book().flows[key]
    except KeyError:
        raise Http404 from None


def address(flow: Flow, node: Step | Outcome) -> str:
    """Where a step or an outcome is shown."""
    return reverse("guide:step", args=[flow.id, node.id])


def _answer(
    request: HttpRequest, flow: Flow, step: Step, kept: answers.Kept, walked: Walk
) -> HttpResponse:
    values = request.POST.getlist(step.id)
    options = choice(step, answers.joined(values))
    if not options:
        page = rendered.question(request, flow, step, walked, clock.today(), tuple(values))
        return HttpResponse(page)
    new = {**kept.answers, step.id: answers.joined([option.id for option in options])}
    return answers.keep(SeeOther(address(flow, walk(flow, new).next)), flow, new)


def _astray(request: HttpRequest, flow: Flow, walked: Walk, kept: answers.Kept) -> HttpResponse:
    # An answer to a step that this browser has no way to: its cookie was lost on the way.
    lost = kept.lost or (request.method == "POST" and not kept.answers)
    return SeeOther(address(flow, walked.next) + ("?lost=1" if lost else ""))


def _outcome(request: HttpRequest, flow: Flow, outcome: Outcome, walked: Walk) -> HttpResponse:
    context = outcome_context(flow, outcome, walked, shelves.library(), clock.today())
    return render(request, template_of(outcome), context)
