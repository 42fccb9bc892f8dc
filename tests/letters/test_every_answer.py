"""What a paper takes of a case stands on it once and is printed once; what is past, nowhere."""

import subprocess
from collections import Counter

import pytest

from borrower_guide.cases.state import CaseState, project
from borrower_guide.letters.compose import compose
from borrower_guide.letters.printing import print_letter
from tests.letters.made import GOES_TO, chosen
from tests.letters.papers import AT, flat
from tests.record.every_field import Fate, Journal, Told, every_field

# Said twice on which papers, and why.
TWICE = {
    # the end of a visit that went on until then, and an answer of its own
    "visit.left_at": ("complaint_letter", "report_letter", "police_statement", "fact_statement"),
    # to whom the paper goes, if that is the lender, and whose loan it is
    "loan.lender": ("complaint_letter lender_own", "negotiation_letter lender_own"),
}
# So many different answers at least, or the paper says nothing of the case.
LEAST = {"complaint_letter": 50, "report_letter": 50, "police_statement": 40, "fact_statement": 45}


@pytest.fixture(scope="module")
def case() -> Journal:
    return every_field()


@pytest.fixture(scope="module")
def state(case: Journal) -> CaseState:
    return project(case.entries)


@pytest.mark.parametrize(("form", "channel"), GOES_TO)
def test_each_answer_is_there_once(
    form: str, channel: str, case: Journal, state: CaseState
) -> None:
    paper = compose(chosen(form, state, channel))
    taken = flat("\n".join(c for block in paper.blocks for line in block.lines for c in line.cells))
    said = flat(printed(print_letter(paper, AT).data))
    counts = {one: taken.count(one.mark) for one in case.told if one.mark}
    assert {one: said.count(one.mark) for one in counts} == counts
    wrong = {one: n for one, n in counts.items() if n not in may_be(one, form, channel)}
    assert wrong == {}
    assert len({one.field for one, n in counts.items() if n}) >= LEAST.get(form, 0)


def may_be(one: Told, form: str, channel: str) -> tuple[int, ...]:
    """What was changed since or withdrawn is on no paper."""
    if one.fate in (Fate.BEFORE, Fate.GONE):
        return (0,)
    twice = {form, f"{form} {channel}"} & {*TWICE.get(one.field, ())}
    return (0, 2) if twice else (0, 1)


def printed(data: bytes) -> str:
    run = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True
    )
    return run.stdout.decode()


def test_the_marks_are_told_apart(case: Journal) -> None:
    assert max(Counter(one.mark for one in case.told if one.mark).values()) == 1
