"""What a check of a record finds. No Django."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """How a file stands; `exit_code` is that of `verify_record`."""

    INTACT = "intact"
    ALTERED = "altered"
    UNKNOWN_SIGNER = "unknown_signer"
    NOT_OURS = "not_ours"
    UNREADABLE = "unreadable"

    @property
    def exit_code(self) -> int:
        return {Status.INTACT: 0, Status.UNREADABLE: 2}.get(self, 1)

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Status.INTACT: "做成以后没有改动。",
    Status.ALTERED: "这份文件做成以后被改过，或者不完整。",
    Status.UNKNOWN_SIGNER: "封印是完整的，但不是这里盖的。",
    Status.NOT_OURS: "这不是本站做的记录。",
    Status.UNREADABLE: "这份文件读不出来。",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a code for programs, a place and a sentence for people."""

    code: str
    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}：{self.text}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole answer. What could not be read is None.

    `entries` counts all of the journal, `left_out` those of which only the digest is there.
    """

    status: Status
    record_number: str | None = None
    digest: str | None = None
    signer: str | None = None
    sealed_at: str | None = None
    entries: int | None = None
    left_out: int | None = None
    faults: tuple[Fault, ...] = ()

    def to_json(self) -> dict[str, Any]:
        told = asdict(self) | {"faults": [asdict(fault) for fault in self.faults]}
        if not self.left_out:  # said only by a record of a part
            del told["left_out"]
        return told
