"""A question page rendered once, with holes for what differs from one person to the next.

A page depends on the step, what is chosen there, the step before, the frame (size of letters,
screen or paper) and, where a claim looks at them, the days of the visit: some hundred pages in all,
and the template engine is by far the dearest part of a request. So each is rendered for nobody (a
blank request), kept, and filled in: the token of the form, and the answers given so far.
"""

from datetime import date
from functools import lru_cache

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from borrower_guide.guide import shelves
from borrower_guide.guide.engine import Walk
from borrower_guide.guide.flow import Flow, Step
from borrower_guide.guide.prefill import days_of
from borrower_guide.guide.question_page import question_context, said
from borrower_guide.law.content import load_library
from borrower_guide.law.span import Span
from borrower_guide.site.frame import Frame

HOLE = "\0"  # no content may hold it: YAML refuses control characters


def question(
    request: HttpRequest,
    flow: Flow,
    step: Step,
    walked: Walk,
    today: date,
    ticked: tuple[str, ...] | None = None,
    lost: bool = False,
) -> str:
    """The page of one question. `ticked`: what was just sent and could not be taken."""
    chosen = tuple(option.id for option in walked.chosen.get(step.id, ()))
    back = walked.before(step.id)
    options = (option for some in walked.chosen.values() for option in some)
    days = days_of(options, today) if any(one.of_its_day for one in step.claims) else None
    # What was sent wrongly is anybody's text: rendered, but not kept.
    shell = _kept_shell if ticked is None else _shell
    off = shelves.library().switched_off
    before, between, after = shell(
        flow.id,
        step.id,
        chosen,
        back.id if back else "",
        ticked,
        lost,
        today,
        days,
        off,
        Frame.of(request),
    )
    return "".join((before, get_token(request), between, answered(flow, walked, step.id), after))


def answered(flow: Flow, walked: Walk, but: str = "") -> SafeString:
    """The answers of the route in words, each with the way to change it, as HTML."""
    steps = [step for step in walked.route if step.id != but]
    if not steps:
        return mark_safe("")
    head, tail = _frame(flow.id, len(steps))
    rows = (_row(flow.id, step.id, step.ask, said(walked, step)) for step in steps)
    return mark_safe(head + "".join(rows) + tail)  # noqa: S308 - our own templates, escaped there


def _shell(
    flow_id: str,
    step_id: str,
    chosen: tuple[str, ...],
    back: str,
    ticked: tuple[str, ...] | None,
    lost: bool,
    today: date,
    days: Span | None,
    switched_off: frozenset[str],
    frame: Frame,
) -> list[str]:
    flow = shelves.book().flows[flow_id]
    step = next(step for step in flow.steps if step.id == step_id)
    library = load_library(switched_off=switched_off)
    context = question_context(step, chosen, ticked, library, today, days)
    holes = {"token": HOLE, "answered": HOLE}
    page = (
        context | holes | {"flow": flow, "back": flow.nodes.get(back), "lost": lost, "frame": frame}
    )
    return render_to_string("guide/step.html", page, HttpRequest()).split(HOLE)


_kept_shell = lru_cache(maxsize=2048)(_shell)


@lru_cache(maxsize=64)
def _frame(flow_id: str, count: int) -> list[str]:
    holes = {"flow_id": flow_id, "count": count, "rows": HOLE}
    return render_to_string("guide/_answered.html", holes).split(HOLE)


@lru_cache(maxsize=4096)
def _row(flow_id: str, step_id: str, ask: str, words: str) -> str:
    row = {"flow_id": flow_id, "step_id": step_id, "ask": ask, "said": words}
    return render_to_string("guide/_answered_row.html", row)
