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
    Status.NOT_OURS: "这份文件上没有本站的封印，核对不了。",
    Status.UNREADABLE: "这份文件没能核对。",
}
NEXT = {
    Status.INTACT: "手里有纸的，看纸上的记录编号和校验码，是不是和这里一样。",
    Status.ALTERED: (
        "不一定是有人故意改：用软件另存、批注、合并过，或者没有传完整，也会这样。"
        "请拿下载来的原文件再核对。"
    ),
    Status.UNKNOWN_SIGNER: "可能是别的网站做的，要到那个网站核对；也可能是仿做的。",
    Status.NOT_OURS: (
        "扫描件、打印成的 PDF、打印店版、文书都没有封印。这不等于内容是假的。请拿原来的 PDF 文件。"
    ),
}
CAVEAT = "只说明做成以后有没有改动，不说明写的事是不是真的。"
CLAIMED = "下面这些是文件自己写的，没有核对过。"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a code for programs, a place and a sentence for people."""

    code: str
    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}：{self.text}"


@dataclass(frozen=True, slots=True)
class Timestamp:
    """What a token says, ISO 8601 in China's time, and who signed it, name and fingerprint.

    `trusted`: by an authority that was given as trusted; None where none was given.
    """

    at: str
    by: str
    trusted: bool | None

    def __str__(self) -> str:
        return TRUST[self.trusted]

    @property
    def by_label(self) -> str:
        """What `by` may be called: a name that nobody compared is only claimed."""
        return "时间戳由谁发" if self.trusted else "时间戳自称由谁发"


TRUST = {
    None: "时间戳自身完整，但没有核对发它的机构是谁。",
    True: "时间戳完整，是指定的机构发的：那个时候，这份文件已经有了。",
    False: "时间戳自身完整，但不是指定的机构发的。谁都能自己发一个，这个时间不要当真。",
}
NO_TIMESTAMP = "没有第三方时间戳，时间是本站服务器的钟。"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole answer. What could not be read is None.

    `entries` counts all of the journal, `left_out` those of which only the digest is there.
    `timestamp` is told of an intact record alone.
    """

    status: Status
    record_number: str | None = None
    digest: str | None = None
    signer: str | None = None
    sealed_at: str | None = None
    entries: int | None = None
    left_out: int | None = None
    faults: tuple[Fault, ...] = ()
    timestamp: Timestamp | None = None

    @property
    def exit_code(self) -> int:
        """That of the status; 1, too, where the timestamp is not by an authority given."""
        untrusted = self.timestamp is not None and self.timestamp.trusted is False
        return self.status.exit_code or int(untrusted)

    @property
    def next_step(self) -> str:
        """What to do now; empty where the faults say it."""
        return NEXT.get(self.status, "")

    @property
    def caveat(self) -> str:
        """How far the answer goes; empty where there is none."""
        return "" if self.status in (Status.NOT_OURS, Status.UNREADABLE) else CAVEAT

    @property
    def about_rows(self) -> str:
        """That number, digest and the rest are only claimed; empty where they are true, or none."""
        return CLAIMED if self.told and self.status is not Status.INTACT else ""

    @property
    def told(self) -> bool:
        """Whether there is anything to say of number, digest, seal and entries."""
        told = (self.record_number, self.digest, self.signer, self.sealed_at, self.entries)
        return any(told)

    @property
    def about_time(self) -> str:
        """How far the time of an intact record goes; empty for any other."""
        if self.status is not Status.INTACT:
            return ""
        return str(self.timestamp) if self.timestamp else NO_TIMESTAMP

    def to_json(self) -> dict[str, Any]:
        told = asdict(self) | {"faults": [asdict(fault) for fault in self.faults]}
        if not self.left_out:  # said only by a record of a part
            del told["left_out"]
        if not self.timestamp:
            del told["timestamp"]
        return told
