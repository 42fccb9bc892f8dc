"""Seeded mutants of the law content: each is the loaded library with one thing changed."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

from borrower_guide.law.channel import Channel
from borrower_guide.law.finding import Citation
from borrower_guide.law.footing import Leaning
from borrower_guide.law.library import Library, by_lineage
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.provision import Provision
from borrower_guide.law.rule import Rule
from borrower_guide.schema.vocabulary import LenderType
from tests.law.channel_mutants import of_channel
from tests.law.pattern_mutants import of_pattern
from tests.law.provision_mutants import of_provision
from tests.law.rule_mutants import of_rule

Content: TypeAlias = Provision | Rule | Pattern | Channel


@dataclass(frozen=True)
class Mutant:
    """One change. `changed` None: the row is deleted.

    `lender` and `days` say who alone and which days alone can see it, None: any may.
    """

    what: str
    original: Content
    changed: Content | None
    lender: LenderType | None = None
    days: tuple[date, ...] | None = None

    def __str__(self) -> str:
        return f"{type(self.original).__name__.lower()} {self.original.id}: {self.what}"

    def library(self, whole: Library) -> Library:
        """`whole` with this one change."""
        match self.original:
            case Provision():
                return self._with_provision(whole)
            case Rule():
                return altered(whole, rules=self._swapped(whole.rules))
            case Pattern():
                return altered(whole, patterns=self._swapped(whole.patterns))
            case Channel():
                rows = {channel.id: channel for channel in whole.channels}
                return altered(whole, channels=tuple(self._swapped(rows).values()))

    def _with_provision(self, whole: Library) -> Library:
        rows = self._swapped(whole.provisions)
        cited = {key: told for key, told in whole.citations.items() if key in rows}
        if isinstance(self.changed, Provision):
            cited[self.changed.id] = Citation.of(self.changed)
        lineages = by_lineage(rows.values())
        return altered(whole, provisions=rows, citations=cited, _lineages=lineages)

    def _swapped(self, rows: Mapping[str, Any]) -> dict[str, Any]:
        new = {key: self.changed if key == self.original.id else row for key, row in rows.items()}
        return {key: row for key, row in new.items() if row is not None}

    @cached_property
    def lineages(self) -> frozenset[str]:
        """The lineages whose rows are changed."""
        rows = (self.original, self.changed)
        return frozenset(row.lineage for row in rows if isinstance(row, Provision))


def altered(library: Library, **fields: Any) -> Library:
    """The library with other fields; what follows from them is not worked out again."""
    # A new Library cites all its provisions anew: three milliseconds, ten thousand times.
    other = copy(library)
    for name, value in fields.items():
        object.__setattr__(other, name, value)
    return other


def mutants(library: Library) -> Iterator[Mutant]:
    """Every mutant, in the order of the files."""
    for rule in library.rules.values():
        yield from _each(rule, of_rule(rule))
    for pattern in library.patterns.values():
        yield from _each(pattern, of_pattern(pattern))
    for row in library.provisions.values():
        alone = len(library.lineage(row.lineage)) == 1
        yield from _each(row, of_provision(row, alone=alone))
    for channel in library.channels:
        yield from _each(channel, of_channel(channel))


def _each(original: Content, changes: Iterable[tuple[Any, ...]]) -> Iterator[Mutant]:
    yield Mutant("deleted", original, None)
    for what, *seen in changes:
        yield Mutant(what, original, *seen)


def leaning(rows: Mapping[str, Leaning], lineages: Iterable[str]) -> list[str]:
    """The rules or patterns that name any of the lineages."""
    wanted = set(lineages)
    named = {key: {*row.basis, *row.fallback, *row.see_also} for key, row in rows.items()}
    return [key for key in rows if wanted & named[key]]
