"""还缺什么: what an advocate asks for next, printed only if asked for."""

from collections.abc import Iterator
from typing import Any

from borrower_guide.cases.naming import name_of
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.law.assess import assess
from borrower_guide.law_in_use import library
from borrower_guide.record.paper.exhibit_sheets import RECORDED


def gaps_of(state: CaseState) -> list[dict[str, Any]]:
    """[{of, gaps}]: a thing by its name and what is missing in it; withdrawn ones aside."""
    live = (thing for thing in state.things if not thing.withdrawn)
    told = [(thing, list(_gaps(thing, state))) for thing in live]
    return [{"of": name_of(thing), "gaps": gaps} for thing, gaps in told if gaps]


def _gaps(thing: Thing, state: CaseState) -> Iterator[str]:
    if thing in state.visits:
        found = assess(thing.value, state.loan_of(thing.value), library=library())
        yield from (gap.text for gap in found.gaps)
    elif thing in state.loans and not thing.value.lender:
        yield "没有写放款机构。"
    elif thing in state.complaints and not thing.value.reference_no:
        yield "没有写受理编号。"
    elif thing in state.exhibits:
        yield from _of_exhibit(thing, state)


def _of_exhibit(thing: Thing, state: CaseState) -> Iterator[str]:
    if not thing.value.original_carrier:
        yield "没有写原件在哪里。"
    if not thing.value.proof_purpose:
        yield "没有写能说明什么。"
    said = (one for visit in state.visits for one in visit.value.statements)
    if thing.value.kind in RECORDED and not any(one.exhibit == thing.label for one in said):
        yield "没有写里面说了什么话。"
