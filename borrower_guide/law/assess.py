"""From a visit to findings: pure, with no clock of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from borrower_guide.law.answer import Answer
from borrower_guide.law.content import load_library
from borrower_guide.law.expression import Expression, evaluate, names
from borrower_guide.law.facts import Inquiry
from borrower_guide.law.finding import Assessment, Finding
from borrower_guide.law.footing import Footing, Ground, footing_of, further
from borrower_guide.law.gaps import Gap, doubts, in_order
from borrower_guide.law.hearsay import opening
from borrower_guide.law.library import Library
from borrower_guide.law.paths import empty_places
from borrower_guide.law.rule import Level, Rule
from borrower_guide.law.span import Span
from borrower_guide.schema.acts import Act
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import LenderType

# The Civil Code came into force on this day; the law before it was not researched.
EARLIEST = date(2021, 1, 1)
LEVELS = tuple(Level)
ACTS = frozenset(act.value for act in Act)


def assess(
    visit: Visit, loan: Loan | None, on: Span | None = None, library: Library | None = None
) -> Assessment:
    """What the rules say of a visit, by the law of its own days.

    `on` replaces those days where only a span is known: then only provisions that hold over all
    of it are cited, and the night comes from its tick. Without a date, or before 2021, there are
    no findings, only the gap that says so.
    """
    library = library or load_library()
    span = on or Span.of_visit(visit)
    if span is None:
        return Assessment(gaps=(Gap("started_at:missing", library.gap_texts.no_date),))
    if span.first < EARLIEST:
        return Assessment(gaps=(Gap("started_at:before_2021", library.gap_texts.before_2021),))
    lender = (loan.lender_type if loan else None) or LenderType.UNKNOWN
    told = visit.with_changes(started_at=None) if on else visit
    return _Hearing(told, loan, Ground(span, lender, whole=on is not None), library).assessment()


@dataclass(frozen=True)
class _Hearing:
    """One visit before all rules."""

    visit: Visit
    loan: Loan | None
    ground: Ground
    library: Library

    def assessment(self) -> Assessment:
        ask = Inquiry(self.visit, self.loan)
        gaps = list(doubts(self.visit, self.library.gap_texts))
        findings = []
        for rule in self.library.rules.values():
            finding, missing = self.hear(rule, ask)
            findings += [finding] if finding else []
            gaps += missing
        return Assessment(tuple(sorted(findings, key=_order)), in_order(gaps))

    def hear(self, rule: Rule, ask: Inquiry) -> tuple[Finding | None, list[Gap]]:
        when = evaluate(rule.when, ask)
        if when is Answer.NO:
            return None, []
        if when is Answer.UNKNOWN:
            return None, list(self.missing(rule, asked_for=False))
        footing = footing_of(rule, self.library, self.ground)
        if not footing.provisions:
            return None, [self.library.gap_texts.unfounded(rule.ask[0], rule.title)]
        verdict = _verdict(rule, ask, footing)
        gaps = self.missing(rule, asked_for=True) if verdict.in_doubt else ()
        return self.finding(rule, ask, footing, verdict), list(gaps)

    def missing(self, rule: Rule, asked_for: bool) -> Iterator[Gap]:
        for path in rule.ask:
            for place in empty_places(path, self.visit, self.loan, asked_for):
                if not (path == "started_at" and self.ground.whole):
                    yield self.library.gap_texts.missing_at(place, path)

    def finding(self, rule: Rule, ask: Inquiry, footing: Footing, verdict: "_Verdict") -> Finding:
        cited = self.library.citations
        acts = _acts(verdict.decided_by, ask)
        return Finding(
            rule=rule.id,
            title=rule.title,
            principle=rule.principle.value,
            level=verdict.level,
            urgent=rule.urgent is not None and evaluate(rule.urgent, ask) is Answer.YES,
            acts=acts,
            provisions=tuple(cited[provision.id] for provision in footing.provisions),
            see_also=tuple(cited[row.id] for row in further(rule, self.library, self.ground)),
            why=opening(self.visit, acts)
            + rule.why.at(verdict.level, on_fallback=footing.on_fallback),
            differs=rule.differs,
            next_steps=rule.next_steps,
        )


@dataclass(frozen=True, slots=True)
class _Verdict:
    """`in_doubt`: another answer to what the rule asks could change the level."""

    level: Level
    decided_by: tuple[Expression, ...]
    in_doubt: bool


def _verdict(rule: Rule, ask: Inquiry, footing: Footing) -> _Verdict:
    breach = evaluate(rule.likely_breach, ask) if rule.likely_breach else Answer.NO
    if rule.likely_breach and breach is Answer.YES:
        level = Level.LIKELY_BREACH if footing.firm else Level.UNCLEAR
        return _Verdict(level, (rule.when, rule.likely_breach), in_doubt=not footing.firm)
    kept = evaluate(rule.ordinary, ask) if rule.ordinary else Answer.NO
    if rule.ordinary and kept is Answer.YES:
        return _Verdict(Level.ORDINARY, (rule.when, rule.ordinary), in_doubt=False)
    doubt = Answer.UNKNOWN in (breach, kept) or not footing.firm
    return _Verdict(Level.UNCLEAR, (rule.when,), in_doubt=doubt)


def _acts(decided_by: tuple[Expression, ...], ask: Inquiry) -> tuple[str, ...]:
    said = {name for one in decided_by for name in names(one) if ask(name) is Answer.YES}
    return tuple(sorted(said & ACTS))


def _order(finding: Finding) -> tuple[bool, int, str]:
    return not finding.urgent, LEVELS.index(finding.level), finding.rule
