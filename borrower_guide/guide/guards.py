"""The guard language of flows: `step: option`, joined by all, any and not. Nothing else, ever."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic_core import PydanticCustomError

WORDS = ("all", "any", "not")

Holds: TypeAlias = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Chosen:
    """True when `option` was chosen at `step` on this route."""

    step: str
    option: str


@dataclass(frozen=True, slots=True)
class Joined:
    """`word` is all or any over the parts, or not over exactly one."""

    word: str
    parts: tuple["Guard", ...]


Guard: TypeAlias = Chosen | Joined


def parse(raw: Any) -> Guard:
    """Read a guard from plain YAML values; faults are pydantic's, in Chinese."""
    if isinstance(raw, Chosen | Joined):
        return raw
    if not isinstance(raw, dict) or len(raw) != 1:
        raise _fault("条件要写成一个键：步骤: 选项，或 all、any、not")
    word, value = next(iter(raw.items()))
    if word in ("all", "any"):
        if not isinstance(value, list) or not value:
            raise _fault(f"{word} 后面要写成列表，至少一项")
        return Joined(word, tuple(map(parse, value)))
    if word == "not":
        return Joined("not", (parse(value),))
    if not isinstance(word, str) or not isinstance(value, str):
        raise _fault("步骤和选项都要写成文字")
    return Chosen(word, value)


def _fault(sentence: str) -> PydanticCustomError:
    return PydanticCustomError("guard", "{sentence}", {"sentence": sentence})


def mentions(guard: Guard) -> Iterator[Chosen]:
    """Every `step: option` that the guard looks at."""
    if isinstance(guard, Chosen):
        yield guard
    else:
        for part in guard.parts:
            yield from mentions(part)


def holds(guard: Guard, chosen: Holds) -> bool:
    """Whether the guard is true; `chosen(step, option)` says what the route has."""
    if isinstance(guard, Chosen):
        return chosen(guard.step, guard.option)
    results = (holds(part, chosen) for part in guard.parts)
    if guard.word == "all":
        return all(results)
    if guard.word == "any":
        return any(results)
    return not next(results)
