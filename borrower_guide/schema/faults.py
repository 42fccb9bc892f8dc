"""The three kinds of fault that every room speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputFault:
    """Something a person or a file gave that cannot be kept as it is.

    `path` is a JSON path such as `$.visits[0].started_at`; `message` is Chinese and
    says the way out.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}：{self.message}"


@dataclass(frozen=True, slots=True)
class ContentFault:
    """A fault in our own content: the file, the id or place in it, and what to do (Chinese)."""

    file: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.message}"


class InputFaults(ValueError):
    """Raised with every fault of one input at once, never one at a time."""

    def __init__(self, faults: Iterable[InputFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class ContentFaults(ValueError):
    """Raised with every fault of the content at once."""

    def __init__(self, faults: Iterable[ContentFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class ChainBreak(ValueError):
    """The journal's chain does not hold at entry `seq`."""

    def __init__(self, seq: int, reason: str) -> None:
        self.seq = seq
        self.reason = reason
        super().__init__(f"第 {seq} 条：{reason}")
