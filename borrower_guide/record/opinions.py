"""What the rules say of each visit, as plain JSON for the manifest; only when it is asked for."""

from collections.abc import Iterator
from typing import Any

from borrower_guide.cases.state import CaseState
from borrower_guide.law.assess import assess
from borrower_guide.law.finding import Citation, Finding


def opinions_of(state: CaseState) -> list[dict[str, Any]]:
    """One object per visit that was not withdrawn: {visit, findings, gaps}."""
    return list(_opinions(state))


def _opinions(state: CaseState) -> Iterator[dict[str, Any]]:
    for thing in state.visits:
        if thing.withdrawn:
            continue
        told = assess(thing.value, state.loan_of(thing.value))
        yield {
            "visit": thing.label,
            "findings": [_finding(one) for one in told.findings],
            "gaps": [gap.text for gap in told.gaps],
        }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "level": one.level.label,
        "title": one.title,
        "why": one.why,
        "differs": one.differs,
        "provisions": [_provision(citation) for citation in one.provisions],
    }


def _provision(citation: Citation) -> dict[str, Any]:
    return {
        "cite": citation.cite,
        "rank_label": citation.rank_label,
        "since": citation.since,
        "caution": citation.caution,
    }
