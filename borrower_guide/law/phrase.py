"""What visitors commonly say, in our words: how it sounds, what it may be, what to check first.

A table to read. Nobody's text is ever searched for these words: acts are judged, not words.
"""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from borrower_guide.law.row import Key, Row, Words
from borrower_guide.law.rule import Keys, Level
from borrower_guide.schema.scalars import Flag
from borrower_guide.schema.vocabulary import Vocabulary


class PhraseKind(Vocabulary):
    COMING = "coming", "说要来，来了不走"
    PRESSURE = "pressure", "催你马上还"
    OFFICE = "office", "说到法院、警察、律师"
    FEAR = "fear", "骂人、吓人"
    OTHERS = "others", "去找别人"
    MONEY = "money", "要钱、要签、要东西"


class Said(Row):
    """One sentence of law with the lineages that carry it."""

    text: Words
    basis: Keys


class Phrase(Row):
    """One row of `phrases.yaml`.

    `level` is where it stands as told, `rises_to` where `up` may lead. `rules` and `patterns`
    name what judges it in a record; where nothing does, `reason` says why. `urgent`: 110 first.
    `scam`: it is a common fraud, so nothing is paid before it is checked.
    """

    id: Key
    kind: PhraseKind
    label: Words
    heard: Words
    level: Level
    rises_to: Level | None = None
    urgent: Flag = False
    scam: Flag = False
    up: Words
    down: Words
    check: Annotated[tuple[Words, ...], Field(min_length=1)]
    claims: tuple[Said, ...] = ()
    rules: tuple[Key, ...] = ()
    patterns: tuple[Key, ...] = ()
    reason: Words | None = None

    @model_validator(mode="after")
    def _is_judged_or_says_why_not(self) -> Self:
        if bool(self.rules or self.patterns) == bool(self.reason):
            raise PydanticCustomError(
                "judged", "要么写 rules 或 patterns，要么写 reason 说明为什么没有判断，请二选一"
            )
        return self

    @property
    def levels(self) -> tuple[Level, ...]:
        """The level as told, and the one it may rise to."""
        return (self.level, self.rises_to) if self.rises_to else (self.level,)

    @property
    def advice(self) -> tuple[str, ...]:
        """The sentences that are ours and may not speak as the law does; `heard` is theirs."""
        return (self.label, self.up, self.down, *self.check, self.reason or "")
