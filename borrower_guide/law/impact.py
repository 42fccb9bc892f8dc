"""What a change of the law changes: which provisions, and which findings, when, for whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from borrower_guide.law.assess import EARLIEST, assess
from borrower_guide.law.library import Library
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.patterns import assess_case
from borrower_guide.law.probes import Probe, probes
from borrower_guide.law.provision import ByLender, Provision
from borrower_guide.law.rule import Level, Rule
from borrower_guide.law.stretches import Place, Where, stretches, where
from borrower_guide.schema.vocabulary import LenderType

Judge = TypeVar("Judge", Rule, Pattern)


@dataclass(frozen=True, slots=True)
class Change:
    """One provision that was added (`before` None), removed (`after` None) or edited."""

    id: str
    before: Provision | None
    after: Provision | None

    @property
    def lineages(self) -> tuple[str, ...]:
        """The norms that it touches; two where a row was given another lineage."""
        return tuple(dict.fromkeys(row.lineage for row in (self.before, self.after) if row))


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule or a pattern says: its level and the ids of what it cites, or nothing at all."""

    level: Level | None = None
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """One finding that changes: of which rule or pattern, from what to what, when, for whom."""

    rule: str
    before: Said
    after: Said
    where: Where


def changes(before: Library, after: Library) -> tuple[Change, ...]:
    """The provisions that differ, in the order of the old content, new ones last."""
    ids = dict.fromkeys((*before.provisions, *after.provisions))
    pairs = (Change(key, before.provisions.get(key), after.provisions.get(key)) for key in ids)
    return tuple(one for one in pairs if one.before != one.after)


def effects(before: Library, after: Library) -> tuple[Effect, ...]:
    """Every finding of a probe that changes, by rule, then by day.

    Days are exact: between the dates of all provisions nothing turns, so one day stands for all.
    """
    lineages = {name for one in changes(before, after) for name in one.lineages}
    old, new = _concerned(before, after, lineages), _concerned(after, before, lineages)
    found: dict[tuple[str, Said, Said], set[Place]] = defaultdict(set)
    days = stretches((*old.provisions.values(), *new.provisions.values()))
    for probe in _that_matter(old, new):
        for number, lender in ((n, kind) for n in range(len(days)) for kind in LenderType):
            for difference in _differences(probe, days[number].first, lender, old, new):
                found[difference].add((lender, number))
    told = [Effect(*key, where(places, days)) for key, places in found.items()]
    return tuple(sorted(told, key=_order))


def _order(effect: Effect) -> tuple[str, date, str, str]:
    return effect.rule, effect.where[0][0].first, str(effect.before), str(effect.after)


def _concerned(library: Library, other: Library, lineages: set[str]) -> Library:
    """The library with only what leans on `lineages` or was edited itself, and what that cites."""
    rules = _kept(library.rules, other.rules, lineages)
    patterns = _kept(library.patterns, other.patterns, lineages)
    kept: tuple[Rule | Pattern, ...] = (*rules.values(), *patterns.values())
    used = {name for row in kept for name in _lineages(row)}
    rows = {key: row for key, row in library.provisions.items() if row.lineage in used}
    return replace(library, rules=rules, patterns=patterns, provisions=rows)


def _kept(
    rows: Mapping[str, Judge], others: Mapping[str, Judge], lineages: set[str]
) -> dict[str, Judge]:
    return {
        key: row
        for key, row in rows.items()
        if not lineages.isdisjoint(_lineages(row)) or others.get(key) != row
    }


def _lineages(row: Rule | Pattern) -> Iterable[str]:
    return (*row.basis, *row.fallback, *row.see_also)


def _that_matter(*libraries: Library) -> list[Probe]:
    """The probes at which any rule or pattern speaks, whatever the day and the lender."""
    always = [_always_in_force(library) for library in libraries]
    return [
        probe
        for probe in probes()
        if any(_said(probe, EARLIEST, LenderType.UNKNOWN, library) for library in always)
    ]


def _always_in_force(library: Library) -> Library:
    everyone = ByLender(yes=frozenset(LenderType))
    wide = {"in_force_from": EARLIEST, "in_force_to": None, "applies": everyone}
    rows = {key: row.model_copy(update=wide) for key, row in library.provisions.items()}
    return replace(library, provisions=rows)


def _differences(
    probe: Probe, day: date, lender: LenderType, old: Library, new: Library
) -> Iterator[tuple[str, Said, Said]]:
    before, after = _said(probe, day, lender, old), _said(probe, day, lender, new)
    for rule in dict.fromkeys((*before, *after)):
        was, now = before.get(rule, Said()), after.get(rule, Said())
        if was != now:
            yield rule, was, now


def _said(probe: Probe, day: date, lender: LenderType, library: Library) -> dict[str, Said]:
    visits, loan = probe.case(day, lender)
    single = assess(visits[0], loan, library=library).findings
    said = {one.rule: Said(one.level, one.cites) for one in single}
    if library.patterns:
        several = assess_case(visits, (loan,), library).findings
        said |= {one.pattern: Said(one.level, one.cites) for one in several}
    return said
