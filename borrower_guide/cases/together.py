"""Several visits seen together: what is counted, and what the patterns say. No Django."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from borrower_guide.cases.forms.sections import section_of
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.law.case_finding import CaseAssessment, CaseFinding
from borrower_guide.law.patterns import SEVERAL, assess_case
from borrower_guide.law_in_use import library

MOST_NAMED = 12
WEEK, MONTH = "frequent_week", "frequent_month"
NUMBERS = (
    ("within_7_days", "最多的 7 天里"),
    ("within_30_days", "最多的 30 天里"),
    ("at_night", "晚上 10 点到早上 8 点"),
)


@dataclass(frozen=True)
class Seen:
    """One finding with the visits it is about; of many, the first twelve are `named`."""

    finding: CaseFinding
    named: tuple[Thing, ...]
    more: int


@dataclass(frozen=True)
class LeftOut:
    """A visit that was not counted, why, and the page of the form where its day is told."""

    thing: Thing
    text: str
    part: str


@dataclass(frozen=True)
class Together:
    """`counted` visits of `total`; `numbers` are labels and counts, facts alone.

    Fewer than two counted visits have no findings, and their numbers say nothing.
    """

    total: int
    counted: int
    numbers: tuple[tuple[str, int], ...]
    seen: tuple[Seen, ...]
    left_out: tuple[LeftOut, ...]


def assess_together(state: CaseState) -> CaseAssessment:
    """The patterns of all visits that were not withdrawn, none told twice."""
    visits, loans = _live(state.visits), _live(state.loans)
    values = ([thing.value for thing in visits], [thing.value for thing in loans])
    told = assess_case(*values, library())
    return replace(told, findings=tuple(_once(told.findings)))


def together(state: CaseState) -> Together | None:
    """What the overview shows of several visits; None with fewer than two."""
    visits = _live(state.visits)
    if len(visits) < SEVERAL:
        return None
    told = assess_together(state)
    by_label = {thing.label: thing for thing in visits}
    part = section_of("started_at").id
    left_out = [LeftOut(by_label[gap.visit], gap.text, part) for gap in told.gaps if gap.visit]
    return Together(
        total=len(visits),
        counted=len(visits) - len(left_out),
        numbers=tuple((label, told.numbers.get(name, 0)) for name, label in NUMBERS),
        seen=tuple(_seen(told.findings, by_label)),
        left_out=tuple(left_out),
    )


def _live(things: Iterable[Thing]) -> list[Thing]:
    return [thing for thing in things if not thing.withdrawn]


def _once(findings: Iterable[CaseFinding]) -> Iterator[CaseFinding]:
    """Without the thirty days where they hold the same visits as the seven."""
    told = tuple(findings)
    in_a_week = {label for one in told if one.pattern == WEEK for label in one.visits}
    return (one for one in told if one.pattern != MONTH or not in_a_week >= set(one.visits))


def _seen(findings: Iterable[CaseFinding], by_label: dict[str, Thing]) -> Iterator[Seen]:
    for one in findings:
        named = tuple(by_label[label] for label in one.visits[:MOST_NAMED])
        yield Seen(one, named, one.count - len(named))
