"""还缺什么: what an advocate asks for next, printed only if asked for."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from borrower_guide.cases.naming import name_of
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.law.assess import assess
from borrower_guide.law_in_use import library
from borrower_guide.record.paper.things import RECORDED


class Lack(NamedTuple):
    """One thing that is missing. `field`: the field of a visit that it is about, or empty."""

    text: str
    field: str = ""


def gaps_of(state: CaseState) -> list[dict[str, Any]]:
    """[{of, gaps}]: a thing by its name and what is missing in it; withdrawn ones aside."""
    return [
        {"of": name_of(thing), "gaps": [one.text for one in lacks]}
        for thing, lacks in lacks_of(state)
    ]


def lacks_of(state: CaseState) -> list[tuple[Thing, list[Lack]]]:
    """The things that lack something, in the order in which they were written."""
    live = (thing for thing in state.things if not thing.withdrawn)
    told = [(thing, list(_lacks(thing, state))) for thing in live]
    return [(thing, lacks) for thing, lacks in told if lacks]


def _lacks(thing: Thing, state: CaseState) -> Iterator[Lack]:
    if thing in state.visits:
        found = assess(thing.value, state.loan_of(thing.value), library=library())
        yield from (Lack(gap.text, gap.code.partition(":")[0]) for gap in found.gaps)
    elif thing in state.loans and not thing.value.lender:
        yield Lack("补上放款机构。")
    elif thing in state.complaints and not thing.value.reference_no:
        yield Lack("补上受理编号。")
    elif thing in state.exhibits:
        yield from map(Lack, _of_exhibit(thing, state))


def _of_exhibit(thing: Thing, state: CaseState) -> Iterator[str]:
    if not thing.value.original_carrier:
        yield "补上原件在哪里。"
    if not thing.value.proof_purpose:
        yield "补上能说明什么。"
    said = (one for visit in state.visits for one in visit.value.statements)
    if thing.value.kind in RECORDED and not any(one.exhibit == thing.label for one in said):
        yield "补上里面说了什么话。"
