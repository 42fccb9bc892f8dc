"""What the pages on the rules need: how this site judges, told rule by rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from borrower_guide.guide.leaning import rule_address
from borrower_guide.law.finding import Citation
from borrower_guide.law.library import Library
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.rule import Level, Principle, Rule


@dataclass(frozen=True, slots=True)
class Footing:
    """The provisions that one part of a rule names, under the words that say what for."""

    title: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule or pattern as a page tells it. `fallback`: what it says where `basis` is silent."""

    rule: Rule | Pattern
    address: str
    whys: tuple[tuple[Level, str], ...]
    fallback: str
    footings: tuple[Footing, ...]


def by_principle(library: Library) -> list[tuple[Principle, list[RuleRow]]]:
    """Rules, then patterns, of each principle in the order of the content."""
    rules: tuple[Rule | Pattern, ...] = (*library.rules.values(), *library.patterns.values())
    told = ((one, [row_of(r, library) for r in rules if r.principle is one]) for one in Principle)
    return [(principle, rows) for principle, rows in told if rows]


def row_of(rule: Rule | Pattern, library: Library) -> RuleRow:
    """A rule with every level it can reach and every provision it names, old and new."""
    named = (
        ("依据", rule.basis),
        ("上面的管不到时，看这些", rule.fallback),
        ("还可以看", rule.see_also),
    )
    footings = (Footing(title, _cited(names, library)) for title, names in named)
    return RuleRow(
        rule=rule,
        address=rule_address(rule),
        whys=tuple((level, rule.why.at(level)) for level in Level if level in rule.levels),
        fallback=rule.why.fallback or "",
        footings=tuple(one for one in footings if one.citations),
    )


def _cited(lineages: Iterable[str], library: Library) -> tuple[Citation, ...]:
    ids = (row.id for name in lineages for row in library.lineage(name))
    return tuple(library.citations[one] for one in dict.fromkeys(ids))
