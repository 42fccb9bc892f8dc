"""A rule: when it speaks, how sure it is, on what footing, and what to do."""

from typing import Annotated

from pydantic import Field

from borrower_guide.law.expression import Condition, Expression
from borrower_guide.law.row import Key, Row, Words
from borrower_guide.schema.vocabulary import Vocabulary


class Level(Vocabulary):
    LIKELY_BREACH = "likely_breach", "可能违规或违法"
    UNCLEAR = "unclear", "要看具体情况"
    ORDINARY = "ordinary", "一般允许"


class Principle(Vocabulary):
    NOTICE_CONSENT = "notice_consent", "先告知，进门要你同意"
    TIME_PLACE = "time_place", "时间和地点要合适"
    CIVILITY = "civility", "说话要文明"
    NO_FORCE = "no_force", "不能用暴力"
    PRIVACY = "privacy", "不能让无关的人知道"
    IDENTITY = "identity", "身份和委托要能核实"
    MONEY = "money", "钱、签字和东西"


class Why(Row):
    """One explanation for each level that the rule can reach.

    `fallback` replaces `unclear` where nothing of `basis` may bind and only `fallback` is cited.
    """

    likely_breach: Words | None = None
    unclear: Words | None = None
    ordinary: Words | None = None
    fallback: Words | None = None

    def at(self, level: Level, *, on_fallback: bool = False) -> str:
        """The explanation of a level; empty if there is none."""
        borrowed = on_fallback and level is Level.UNCLEAR and self.fallback
        told: str | None = getattr(self, "fallback" if borrowed else level.value)
        return told or ""


Keys = Annotated[tuple[Key, ...], Field(min_length=1)]


class Rule(Row):
    """One row of `rules.yaml`.

    `basis` can carry any level. `fallback` is asked only where nothing of `basis` surely binds,
    and carries `unclear` at most. `see_also` never decides anything. All three name lineages.
    """

    id: Key
    title: Words
    principle: Principle
    when: Condition
    likely_breach: Condition | None = None
    ordinary: Condition | None = None
    urgent: Condition | None = None
    basis: Keys
    fallback: tuple[Key, ...] = ()
    see_also: tuple[Key, ...] = ()
    ask: Annotated[tuple[Words, ...], Field(min_length=1)]
    why: Why
    differs: Words
    next_steps: Annotated[tuple[Words, ...], Field(min_length=1)]

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """All expressions that the rule has."""
        told = (self.when, self.likely_breach, self.ordinary, self.urgent)
        return tuple(condition for condition in told if condition is not None)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that it can reach: `unclear` unless good conduct decides by itself."""
        reach = []
        if self.likely_breach is not None:
            reach.append(Level.LIKELY_BREACH)
        if self.likely_breach is not None or self.ordinary != self.when:
            reach.append(Level.UNCLEAR)
        if self.ordinary is not None:
            reach.append(Level.ORDINARY)
        return tuple(reach)
