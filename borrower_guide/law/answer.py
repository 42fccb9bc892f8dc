"""Yes, no or unknown, after Kleene. An unknown can never pass for a no."""

from collections.abc import Iterable
from enum import Enum
from typing import NoReturn


class Answer(Enum):
    """The answer to one question about a visit. Refuses to be used as a bool."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> NoReturn:
        # Python's `not None` is True: a forgotten case would turn an unknown into a breach.
        raise TypeError("compare an Answer with `is Answer.YES`, it is no bool")

    @classmethod
    def of(cls, value: bool) -> "Answer":
        return cls.YES if value else cls.NO

    def negated(self) -> "Answer":
        """NO for YES, YES for NO; unknown stays unknown."""
        if self is Answer.UNKNOWN:
            return self
        return Answer.of(self is Answer.NO)


def all_of(answers: Iterable[Answer]) -> Answer:
    """NO if any is NO, else UNKNOWN if any is unknown, else YES."""
    seen = set(answers)
    if Answer.NO in seen:
        return Answer.NO
    return Answer.UNKNOWN if Answer.UNKNOWN in seen else Answer.YES


def any_of(answers: Iterable[Answer]) -> Answer:
    """YES if any is YES, else UNKNOWN if any is unknown, else NO."""
    seen = set(answers)
    if Answer.YES in seen:
        return Answer.YES
    return Answer.UNKNOWN if Answer.UNKNOWN in seen else Answer.NO
