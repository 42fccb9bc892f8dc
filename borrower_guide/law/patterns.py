"""From all visits of a case to what they mean together: pure, with no clock of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from borrower_guide.law.answer import Answer
from borrower_guide.law.assess import ACTS, EARLIEST, LEVELS
from borrower_guide.law.case_facts import CASE_FACTS, Group, Met
from borrower_guide.law.case_finding import CaseAssessment, CaseFinding, CaseGap
from borrower_guide.law.citation import day_words
from borrower_guide.law.content import load_library
from borrower_guide.law.expression import evaluate, names
from borrower_guide.law.facts import Inquiry
from borrower_guide.law.finding import Citation
from borrower_guide.law.footing import Footing, Ground, footing_of, further
from borrower_guide.law.gaps import GapTexts
from borrower_guide.law.hearsay import opening_of_several
from borrower_guide.law.library import Library
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.provision import Provision
from borrower_guide.law.rule import Level
from borrower_guide.law.span import Span
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import LenderType

SEVERAL = 2


def assess_case(
    visits: Sequence[Visit], loans: Iterable[Loan], library: Library | None = None
) -> CaseAssessment:
    """What the patterns say of several visits, each by the law of its own days and lender.

    The caller leaves out what was withdrawn. A visit without a day, or before 2021, counts for
    nothing and leaves a gap. Fewer than two visits are no pattern.
    """
    if len(visits) < SEVERAL:
        return CaseAssessment()
    library = library or load_library()
    gaps = list(_uncounted(visits, library.gap_texts))
    met = _counted(visits, {loan.id: loan for loan in loans}, {gap.visit for gap in gaps})
    if len(met) < SEVERAL:
        return CaseAssessment(gaps=tuple(gaps))
    groups = {name: tuple(fact(met)) for name, fact in CASE_FACTS.items()}
    heard = list(_heard(groups, library))
    findings = (one for one in heard if isinstance(one, CaseFinding))
    gaps += dict.fromkeys(one for one in heard if isinstance(one, CaseGap))
    numbers = {
        name: max((one.number for one in found), default=0) for name, found in groups.items()
    }
    return CaseAssessment(tuple(sorted(findings, key=_order)), tuple(gaps), numbers)


def _heard(
    groups: Mapping[str, Iterable[Group]], library: Library
) -> Iterator[CaseFinding | CaseGap]:
    """Each pattern before each group of visits that is large enough for it."""
    review = _Review(library)
    for pattern in library.patterns.values():
        for group in groups[pattern.when]:
            if group.number >= pattern.at_least:
                yield review.hear(pattern, group)


def _uncounted(visits: Iterable[Visit], texts: GapTexts) -> Iterator[CaseGap]:
    for visit in visits:
        if visit.started_at is None:
            yield CaseGap(visit.id, f"{visit.id}.started_at:missing", texts.undated)
        elif visit.started_at.day < EARLIEST:
            yield CaseGap(visit.id, f"{visit.id}.started_at:before_2021", texts.too_early)


def _counted(
    visits: Iterable[Visit], loans: dict[str, Loan], left_out: set[str]
) -> tuple[Met, ...]:
    met = []
    for visit in visits:
        start, span = visit.started_at, Span.of_visit(visit)
        if start and span and visit.id not in left_out:
            loan = loans.get(visit.loan or "")
            lender = (loan.lender_type if loan else None) or LenderType.UNKNOWN
            met.append(Met(visit, loan, Ground(span, lender), start, Inquiry(visit, loan)))
    return tuple(sorted(met, key=_began))


def _began(one: Met) -> tuple[date, bool, float]:
    """By day; within a day, what has no hour comes first."""
    moment = one.start.moment
    return one.day, moment is not None, moment.timestamp() if moment else 0.0


@dataclass(frozen=True, eq=False)
class _Review:
    """Groups of visits before patterns; what a pattern stands on is looked up once."""

    library: Library
    footings: dict[tuple[str, Ground], Footing] = field(default_factory=dict)
    readings: dict[tuple[str, Ground], tuple[Provision, ...]] = field(default_factory=dict)

    def hear(self, pattern: Pattern, group: Group) -> CaseFinding | CaseGap:
        """The finding; a gap where no provision is in force for any of the visits."""
        standing = [(one, self.footing(pattern, one.ground)) for one in group.visits]
        if not any(footing.provisions for _, footing in standing):
            text = self.library.gap_texts.unfounded("visits", pattern.title).text
            return CaseGap("", "visits:no_provision", text)
        carried = sum(footing.firm and _breaches(pattern, one) for one, footing in standing)
        grave = pattern.likely_breach is not None and carried >= pattern.at_least
        level = Level.LIKELY_BREACH if grave else Level.UNCLEAR
        on_fallback = all(footing.on_fallback for _, footing in standing)
        why = pattern.why.at(level, on_fallback=on_fallback)
        return self.finding(pattern, group, level, _cited(standing, surely=grave), why)

    def footing(self, pattern: Pattern, ground: Ground) -> Footing:
        """What the pattern stands on for visits of these days and this kind of lender."""
        key = pattern.id, ground
        if key not in self.footings:
            self.footings[key] = footing_of(pattern, self.library, ground)
        return self.footings[key]

    def reading(self, pattern: Pattern, ground: Ground) -> tuple[Provision, ...]:
        """What the pattern names for reading on, for such visits."""
        key = pattern.id, ground
        if key not in self.readings:
            self.readings[key] = further(pattern, self.library, ground)
        return self.readings[key]

    def finding(
        self,
        pattern: Pattern,
        group: Group,
        level: Level,
        cited: Iterable[Provision],
        why: str,
    ) -> CaseFinding:
        told = opening_of_several((one.visit, _acts(pattern, one)) for one in group.visits)
        grounds = dict.fromkeys(one.ground for one in group.visits)
        reading = (row for ground in grounds for row in self.reading(pattern, ground))
        return CaseFinding(
            pattern=pattern.id,
            title=pattern.title,
            principle=pattern.principle.value,
            level=level,
            who=group.who,
            visits=tuple(one.visit.id for one in group.visits),
            first_on=group.visits[0].day,
            last_on=group.visits[-1].day,
            provisions=self.citations(cited),
            see_also=self.citations(reading),
            why=told + _facts(pattern, group) + why,
            differs=pattern.differs,
            next_steps=pattern.next_steps,
        )

    def citations(self, rows: Iterable[Provision]) -> tuple[Citation, ...]:
        """Each row once, older numbering first where two rows are one norm."""
        once = dict.fromkeys(row.id for row in rows)
        return tuple(self.library.citations[key] for key in once)


Standing = tuple[Met, Footing]


def _cited(standing: Iterable[Standing], *, surely: bool) -> Iterator[Provision]:
    """What the visits stand on, each by the law of its day; `surely`: only what surely binds."""
    for one, footing in standing:
        for row in footing.provisions:
            if not surely or row.applies.answer(one.ground.lender) is Answer.YES:
                yield row


def _breaches(pattern: Pattern, one: Met) -> bool:
    return (
        pattern.likely_breach is not None and evaluate(pattern.likely_breach, one.ask) is Answer.YES
    )


def _acts(pattern: Pattern, one: Met) -> Iterator[str]:
    """The acts of a visit that the pattern rests on, for how they are known."""
    if pattern.likely_breach is not None:
        said = (name for name in names(pattern.likely_breach) if name in ACTS)
        yield from (name for name in said if one.ask(name) is Answer.YES)


def _facts(pattern: Pattern, group: Group) -> str:
    """The sentence that counts, such as 2026年3月1日到3月7日，来了3次，都在7天里。"""
    told: str = pattern.told
    return told.format(
        days=_days(group.visits[0].day, group.visits[-1].day),
        count=len(group.visits),
        number=group.number,
        who=group.who,
    )


def _days(first: date, last: date) -> str:
    if first == last:
        return day_words(first)
    year = f"{first.year}年" if first.year == last.year else ""
    return f"{day_words(first)}到{day_words(last).removeprefix(year)}"


def _order(finding: CaseFinding) -> tuple[int, str, date]:
    return LEVELS.index(finding.level), finding.pattern, finding.first_on
