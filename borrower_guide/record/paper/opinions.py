"""What the rules say of each visit and of several, as plain JSON for the manifest; if asked for."""

from collections.abc import Iterator
from typing import Any

from borrower_guide.cases.state import CaseState
from borrower_guide.cases.together import assess_together
from borrower_guide.law.assess import assess
from borrower_guide.law.case_finding import CaseAssessment, CaseFinding
from borrower_guide.law.finding import Citation, Finding
from borrower_guide.law_in_use import library
from borrower_guide.record.manifest import FINDINGS, TOGETHER


def opinions_of(state: CaseState) -> dict[str, Any]:
    """{findings, together?}: `findings` has {visit, findings, gaps} per visit not withdrawn.

    `together` is {findings, gaps} over visits, with `visits` in each finding and `visit` in each
    gap; left out if there is nothing to tell.
    """
    told: dict[str, Any] = {FINDINGS: list(_opinions(state))}
    together = assess_together(state)
    return told | ({TOGETHER: _together(together)} if together.findings or together.gaps else {})


def _together(told: CaseAssessment) -> dict[str, Any]:
    return {
        "findings": [_case_finding(one) for one in told.findings],
        "gaps": [{"visit": gap.visit, "text": gap.text} for gap in told.gaps],
    }


def _case_finding(one: CaseFinding) -> dict[str, Any]:
    return {
        "pattern": one.pattern,
        "visits": list(one.visits),
        "level": one.level.label,
        "title": one.title,
        "why": one.why,
        "differs": one.differs,
        "provisions": [_provision(citation) for citation in one.provisions],
    }


def _opinions(state: CaseState) -> Iterator[dict[str, Any]]:
    for thing in state.visits:
        if thing.withdrawn:
            continue
        told = assess(thing.value, state.loan_of(thing.value), library=library())
        yield {
            "visit": thing.label,
            "findings": [_finding(one) for one in told.findings if not _warning(one)],
            "gaps": [gap.text for gap in told.gaps],
        }


def _warning(one: Finding) -> bool:
    """One that is for the borrower alone; its page still tells it."""
    return all(map(library().warns, one.provisions))


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
        "since": "，".join(filter(None, (citation.since, citation.until))),
        "caution": citation.caution,
    }
