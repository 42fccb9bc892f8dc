"""What a flow can say: a closed schema. A flow is content, never code."""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator

from borrower_guide.guide.content import Action, Claim, Section
from borrower_guide.guide.guards import Guard, parse
from borrower_guide.guide.scenarios import Scenario
from borrower_guide.law.row import Key, Row, Words
from borrower_guide.schema.scalars import Flag


class Branch(Row):
    """One way on. Without `when` it is always taken, so only the last may go without."""

    to: Key
    when: Annotated[Guard, PlainValidator(parse)] | None = None


def _branches(raw: Any) -> Any:
    """`to: x` is short for one branch without a condition."""
    return ({"to": raw},) if isinstance(raw, str) else raw


Branches = Annotated[tuple[Branch, ...], BeforeValidator(_branches)]


class Option(Row):
    """One answer. `visit`, `loan` and `case` are the fields that it fills in a record.

    `span` is for the step that asks for the day: which days the answer stands for.
    """

    id: Key
    label: Words
    hint: Words | None = None
    to: Branches = ()
    alone: Flag = False
    span: Literal["today", "this_year", "earlier"] | None = None
    visit: dict[str, Any] = Field(default_factory=dict)
    loan: dict[str, Any] = Field(default_factory=dict)
    case: dict[str, Any] = Field(default_factory=dict)


class Step(Row):
    """One question. Each option is a button that answers and goes on at once, save with `many`:
    then several may be ticked, but for options that stand `alone`.
    """

    id: Key
    ask: Words
    why: Words
    claims: tuple[Claim, ...] = ()
    many: Flag = False
    columns: Flag = False
    to: Branches = ()
    options: tuple[Option, ...]

    def option(self, key: str) -> Option | None:
        """The option of that id, or None."""
        return next((option for option in self.options if option.id == key), None)

    def ways(self, option: Option) -> tuple[Branch, ...]:
        """The branches that follow an option: its own, else the step's."""
        return option.to or self.to


class Also(Row):
    """Another outcome that is open from this one, when the answers of the route say so."""

    to: Key
    label: Words
    when: Annotated[Guard, PlainValidator(parse)]


class Part(Section):
    """A section of an outcome; with `when` only for routes that have this answer."""

    when: Annotated[Guard, PlainValidator(parse)] | None = None


class Outcome(Row):
    """Where a route ends: `urgent` is safety alone, `distress` help before anything else,
    `result` has findings, `channels` a list.

    `answers`: the situations of the catalogue that the page answers (`scenarios`).
    """

    id: Key
    kind: Literal["urgent", "distress", "result", "channels", "reading"]
    title: Words
    lead: Words | None = None
    answers: tuple[Scenario, ...] = ()
    sections: tuple[Part, ...] = ()
    actions: tuple[Action, ...]
    also: tuple[Also, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim on the page, in order."""
        return tuple(claim for section in self.sections for claim in section.claims)


class Flow(Row):
    """A whole flow. The first step is the start.

    `homes`: the file of each node that does not stand in the flow's own.
    """

    id: Key
    title: Words
    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]
    homes: dict[Key, str] = Field(default_factory=dict)

    @cached_property
    def nodes(self) -> dict[str, Step | Outcome]:
        """Every step and outcome by id."""
        nodes: tuple[Step | Outcome, ...] = (*self.steps, *self.outcomes)
        return {node.id: node for node in nodes}

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of every step and outcome."""
        return tuple(claim for node in self.nodes.values() for claim in node.claims)
