"""A pattern: what several visits may mean when they are seen together."""

from typing import Annotated

from pydantic import Field

from borrower_guide.law.expression import Condition
from borrower_guide.law.row import Key, Row, Words
from borrower_guide.law.rule import Keys, Level, Principle, Why
from borrower_guide.schema.scalars import Count


class Pattern(Row):
    """One row of `patterns.yaml`.

    `when` names a case fact and `at_least` how much of it there must be. `told` is the sentence
    of facts; it may hold {days}, {count}, {number} and {who}. The level is `unclear`, unless
    `likely_breach`, a condition on one visit, holds for `at_least` visits that stand on a `basis`
    which surely binds. `basis`, `fallback` and `see_also` name lineages, as in a rule.
    """

    id: Key
    title: Words
    principle: Principle
    when: Key
    at_least: Annotated[Count, Field(ge=1, le=99)]
    likely_breach: Condition | None = None
    basis: Keys
    fallback: tuple[Key, ...] = ()
    see_also: tuple[Key, ...] = ()
    told: Words
    why: Why
    differs: Words
    next_steps: Annotated[tuple[Words, ...], Field(min_length=1)]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every text that a reader may see."""
        whys = (*(self.why.at(level) for level in self.levels), self.why.fallback or "")
        return (self.title, self.told, *whys, self.differs, *self.next_steps)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that it can reach."""
        return (Level.LIKELY_BREACH, Level.UNCLEAR) if self.likely_breach else (Level.UNCLEAR,)
