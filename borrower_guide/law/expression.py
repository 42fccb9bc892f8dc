"""What a rule may say of facts: a name, `not`, `all`, `any`. Nothing else, ever."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

from borrower_guide.law.answer import Answer, all_of, any_of

Ask = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class Fact:
    name: str


@dataclass(frozen=True, slots=True)
class Not:
    part: "Expression"


@dataclass(frozen=True, slots=True)
class All:
    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Some:
    parts: "tuple[Expression, ...]"


Expression = Fact | Not | All | Some


def evaluate(expression: Expression, ask: Ask) -> Answer:
    """The answer of the whole; `ask` answers for a fact's name."""
    match expression:
        case Fact(name):
            return ask(name)
        case Not(part):
            return evaluate(part, ask).negated()
        case All(parts):
            return all_of(evaluate(part, ask) for part in parts)
        case Some(parts):
            return any_of(evaluate(part, ask) for part in parts)


def names(expression: Expression) -> Iterator[str]:
    """Each fact's name, in order of writing, repeats included."""
    match expression:
        case Fact(name):
            yield name
        case Not(part):
            yield from names(part)
        case All(parts) | Some(parts):
            for part in parts:
                yield from names(part)


def parse(value: Any) -> Expression:
    """An expression from plain YAML values; faults are pydantic's, in Chinese."""
    if isinstance(value, str) and value:
        return Fact(value)
    if isinstance(value, dict) and len(value) == 1:
        ((word, inner),) = value.items()
        if word == "not":
            return Not(parse(inner))
        if word in ("all", "any") and isinstance(inner, list) and inner:
            parts = tuple(parse(part) for part in inner)
            return All(parts) if word == "all" else Some(parts)
    raise PydanticCustomError("expression", "只能写一个事实的名字，或 not、all、any 其中一个，请改")


Condition = Annotated[Expression, PlainValidator(parse)]
