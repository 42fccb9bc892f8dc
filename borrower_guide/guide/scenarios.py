"""The catalogue of situations that people come with, and which of them no page answers.

Each has a stable id: a letter for the stage, a number within it. A page that answers one says so
in its `answers`; tests/guide/scenarios/ says what that page must hold.
"""

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

STAGES = {
    "A": ("还没来：收到通知或威胁", 15),
    "B": ("正在门口", 21),
    "C": ("没人在家，或找了别人", 10),
    "D": ("来过以后", 11),
    "E": ("投诉", 12),
    "F": ("商量怎么还", 9),
    "G": ("被告了，或有人这么说", 9),
}
SCENARIOS = tuple(
    f"{letter}{number}" for letter, (_, count) in STAGES.items() for number in range(1, count + 1)
)


def _known(text: str) -> str:
    if text not in SCENARIOS:
        raise PydanticCustomError("scenario", "没有这种情况的编号，请写 A1 到 G9 里有的")
    return text


Scenario = Annotated[str, AfterValidator(_known)]


def unanswered(answered: Iterable[str]) -> tuple[str, ...]:
    """The ids that stand in no page's `answers`, in order."""
    known = set(answered)
    return tuple(one for one in SCENARIOS if one not in known)
