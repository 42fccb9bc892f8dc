"""What the page at the end of a route needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from borrower_guide.guide import guards
from borrower_guide.guide.channel_list import channel_rows
from borrower_guide.guide.channel_query import acts_of, channels_query
from borrower_guide.guide.engine import Walk
from borrower_guide.guide.flow import Flow, Option, Outcome, Part, Step
from borrower_guide.guide.footing import footed_sections
from borrower_guide.guide.prefill import Prefill, days_of, prefill
from borrower_guide.guide.rendered import answered
from borrower_guide.law.assess import assess
from borrower_guide.law.channels import route
from borrower_guide.law.finding import Assessment
from borrower_guide.law.library import Library
from borrower_guide.law.rule import Level
from borrower_guide.law.span import Span
from borrower_guide.schema.acts import Act
from borrower_guide.schema.canonical import canonical
from borrower_guide.schema.vocabulary import LenderType

LENDER = "?lender={lender}"  # in content: the channels for this route's lender and acts


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings of one level."""

    level: Level
    number: int


@dataclass(frozen=True, slots=True)
class Button:
    """A thing to do next. `keeps`: a new record, so the answers are posted along."""

    label: str
    href: str
    look: str
    keeps: bool


def template_of(outcome: Outcome) -> str:
    """The template that shows this kind of outcome."""
    return f"guide/{outcome.kind}.html"


def outcome_context(
    flow: Flow, outcome: Outcome, walked: Walk, library: Library, today: date
) -> dict[str, Any]:
    """`sections` with the sources of today; a result adds findings, channels add their list."""
    options = [option for step in walked.route for option in walked.chosen[step.id]]
    filled = prefill(options)
    lender = LenderType(filled.loan.get("lender_type", LenderType.UNKNOWN))
    acts = acts_of(filled.read()[0])
    channels_at = _channels_at(lender, acts, library)
    days = days_of(options, today)
    context: dict[str, Any] = {
        "flow": flow,
        "outcome": outcome,
        "back": _back(outcome, walked),
        "sections": footed_sections(_open(outcome, walked), library, today, days),
        "actions": list(_buttons(outcome, channels_at)),
        "also": walked.also if outcome is walked.next else (),
        "channels_at": channels_at,
        "answered": answered(flow, walked),
        "lender": lender,
        "prefill": canonical(filled.to_json()).decode(),
    }
    if outcome.kind == "result":
        context |= _result(filled, options, days, library, today)
    if outcome.kind == "channels":
        context["channels"] = channel_rows(route(lender, acts, library), today, lender)
        context["requests"] = library.requests
    return context


def _open(outcome: Outcome, walked: Walk) -> list[Part]:
    """The sections that this route's answers open."""
    return [
        part
        for part in outcome.sections
        if part.when is None or guards.holds(part.when, walked.has)
    ]


def _back(outcome: Outcome, walked: Walk) -> Step | Outcome | None:
    return walked.before(outcome.id) if outcome is walked.next else walked.next


def _channels_at(lender: LenderType, acts: tuple[Act, ...], library: Library) -> str:
    # Without a lender to go by, all places are shown.
    known = lender is not LenderType.UNKNOWN
    return reverse("guide:channels") + (channels_query(lender, acts, library) if known else "")


def _buttons(outcome: Outcome, channels_at: str) -> Iterator[Button]:
    new = reverse("cases:new")
    for place, action in enumerate(outcome.actions):
        href = channels_at if action.href.endswith(LENDER) else action.href
        look = "button-second" if place else "button"
        yield Button(action.label, href, look, keeps=href == new)


def _result(
    filled: Prefill, options: list[Option], days: Span | None, library: Library, today: date
) -> dict[str, Any]:
    visit, loan = filled.read()
    assessment = assess(visit, loan, days, library)
    is_today = days is not None and days.first == today
    return {
        "facts": _facts(filled, options),
        "findings": assessment.findings,
        "gaps": assessment.gaps,
        "counts": _counts(assessment),
        "urgent_now": is_today and any(finding.urgent for finding in assessment.findings),
        "past": not is_today,
        "checked_on": max((row.checked_on for row in library.provisions.values()), default=None),
    }


def _facts(filled: Prefill, options: list[Option]) -> str:
    days = [option.label for option in options if option.span]
    lender = LenderType(filled.loan.get("lender_type", LenderType.UNKNOWN))
    borrowed = "" if lender is LenderType.UNKNOWN else f"放款的是{lender.label}。"
    return f"来的日子：{days[-1]}。{borrowed}" if days else borrowed


def _counts(assessment: Assessment) -> list[Count]:
    levels = [finding.level for finding in assessment.findings]
    return [Count(level, levels.count(level)) for level in Level if level in levels]
