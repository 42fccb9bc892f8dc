"""What the page at the end of a route needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from borrower_guide.guide.channel_list import channel_rows
from borrower_guide.guide.content import Action
from borrower_guide.guide.engine import Walk
from borrower_guide.guide.flow import Flow, Option, Outcome
from borrower_guide.guide.footing import footed_sections
from borrower_guide.guide.prefill import Prefill, days_of, prefill
from borrower_guide.guide.rendered import answered
from borrower_guide.law.assess import assess
from borrower_guide.law.channels import route
from borrower_guide.law.finding import Assessment
from borrower_guide.law.library import Library
from borrower_guide.law.rule import Level
from borrower_guide.schema.canonical import canonical
from borrower_guide.schema.vocabulary import LenderType


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings of one level."""

    level: Level
    number: int


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
    context: dict[str, Any] = {
        "flow": flow,
        "outcome": outcome,
        "back": walked.before(outcome.id),
        "sections": footed_sections(outcome.sections, library, today),
        "actions": list(_actions(outcome, lender)),
        "answered": answered(flow, walked),
        "lender": lender,
        "prefill": canonical(filled.to_json()).decode(),
    }
    if outcome.kind == "result":
        context |= _result(filled, options, library, today)
    if outcome.kind == "channels":
        context["channels"] = channel_rows(route(lender, (), library), library, today)
    return context


def _actions(outcome: Outcome, lender: LenderType) -> Iterator[Action]:
    for action in outcome.actions:
        yield Action(label=action.label, href=action.href).model_copy(
            update={"href": action.href.replace("{lender}", lender.value)}
        )


def _result(
    filled: Prefill, options: list[Option], library: Library, today: date
) -> dict[str, Any]:
    visit, loan = filled.read()
    days = days_of(options, today)
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
