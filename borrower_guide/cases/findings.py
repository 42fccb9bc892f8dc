"""What the law may say of a visit, and where what is missing can be filled in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from borrower_guide.cases.forms.sections import section_of
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.law.assess import assess
from borrower_guide.law.finding import Finding
from borrower_guide.law_in_use import library
from borrower_guide.schema.visit import Visit

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Missing:
    """One gap, with the page of the long form on which it is filled in."""

    text: str
    part: str


@dataclass(frozen=True)
class Assessed:
    findings: tuple[Finding, ...]
    missing: tuple[Missing, ...]


def assessed(state: CaseState, visit: Thing) -> Assessed:
    """The findings and gaps of one visit, by the law of its own day."""
    found = assess(visit.value, state.loan_of(visit.value), library=library())
    missing = tuple(Missing(gap.text, _part(gap.code)) for gap in found.gaps)
    return Assessed(found.findings, missing)


def _part(code: str) -> str:
    field = code.split(":")[0]
    return "loan" if field.startswith("loan") else section_of(field).id


def is_over(visit: Visit, now: datetime) -> bool:
    """Whether danger lies in the past: the visit has an end, or began a day ago or more."""
    began = visit.started_at and visit.started_at.moment
    return bool(visit.end or (began and now - began >= DAY))
