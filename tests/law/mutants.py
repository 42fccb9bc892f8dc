"""Seeded mutants of the law content: each is the loaded library with one thing changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

from borrower_guide.law.channel import Channel
from borrower_guide.law.library import Library
from borrower_guide.law.provision import Provision
from borrower_guide.law.rule import Rule
from borrower_guide.schema.vocabulary import LenderType
from tests.law.channel_mutants import of_channel
from tests.law.provision_mutants import of_provision
from tests.law.rule_mutants import of_rule

Content: TypeAlias = Provision | Rule | Channel


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
        changes: dict[str, Any] = {}
        match self.original:
            case Provision():
                changes["provisions"] = self._swapped(whole.provisions)
            case Rule():
                changes["rules"] = self._swapped(whole.rules)
            case Channel():
                rows = {channel.id: channel for channel in whole.channels}
                changes["channels"] = tuple(self._swapped(rows).values())
        return replace(whole, **changes)

    def _swapped(self, rows: Mapping[str, Any]) -> dict[str, Any]:
        new = {key: self.changed if key == self.original.id else row for key, row in rows.items()}
        return {key: row for key, row in new.items() if row is not None}

    @cached_property
    def lineages(self) -> frozenset[str]:
        """The lineages whose rows are changed."""
        rows = (self.original, self.changed)
        return frozenset(row.lineage for row in rows if isinstance(row, Provision))


def mutants(library: Library) -> Iterator[Mutant]:
    """Every mutant, in the order of the files."""
    for rule in library.rules.values():
        yield Mutant("deleted", rule, None)
        yield from (Mutant(what, rule, changed) for what, changed in of_rule(rule))
    for row in library.provisions.values():
        yield Mutant("deleted", row, None)
        alone = len(library.lineage(row.lineage)) == 1
        yield from (Mutant(what, row, *seen) for what, *seen in of_provision(row, alone=alone))
    for channel in library.channels:
        yield Mutant("deleted", channel, None)
        yield from (Mutant(what, channel, changed) for what, changed in of_channel(channel))


def leaning(library: Library, lineages: Iterable[str]) -> frozenset[str]:
    """The rules that name any of the lineages."""
    wanted = set(lineages)
    rules = library.rules.values()
    return frozenset(
        rule.id for rule in rules if wanted & {*rule.basis, *rule.fallback, *rule.see_also}
    )
