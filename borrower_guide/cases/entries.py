"""The hashed object of the journal: one immutable entry, linked to the one before. No Django."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from borrower_guide.schema.canonical import canonical, entry_digest
from borrower_guide.schema.faults import ChainBreak
from borrower_guide.schema.when import SHANGHAI

PAYLOAD_VERSION = 1
NO_DIGEST = "0" * 64
OWNER = "owner"


class Kind(StrEnum):
    """What an entry is about. Closed: a later issue adds users of these, not kinds."""

    CASE = "case"
    LOAN = "loan"
    VISIT = "visit"
    MOMENT = "moment"
    CONTACT = "contact"
    EXHIBIT = "exhibit"
    COMPLAINT = "complaint"
    NOTE = "note"
    RECORD = "record"


class Action(StrEnum):
    ADD = "add"
    AMEND = "amend"
    WITHDRAW = "withdraw"


def new_id() -> str:
    """A random id of 32 hex digits, for an entry or a subject."""
    return secrets.token_hex(16)


def derived(name: str, purpose: str) -> str:
    """An id that follows from another, so that a repeat arrives at the same."""
    return hashlib.sha256(f"{name}/{purpose}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """What a writer hands to the journal; the journal adds place, time, nonce and links."""

    kind: Kind
    subject: str
    payload: dict[str, Any]
    action: Action = Action.ADD
    id: str = field(default_factory=new_id)
    by: str = OWNER
    device_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as stored. `logged_at` is ISO 8601 in Shanghai time, by the server's clock."""

    v: int
    seq: int
    id: str
    subject: str
    kind: Kind
    action: Action
    by: str
    logged_at: str
    device_at: str | None
    payload: dict[str, Any]
    nonce: str
    previous_digest: str
    digest: str

    def hashed(self) -> dict[str, Any]:
        """All but the digest, as plain JSON values: what the digest is taken over."""
        return {name: _plain(getattr(self, name)) for name in _HASHED}

    def says(self, new: NewEntry) -> bool:
        """Whether `new` would write just what this entry says."""
        mine, other = (self.kind, self.subject, self.action), (new.kind, new.subject, new.action)
        return mine == other and (
            self.payload is new.payload or canonical(self.payload) == canonical(new.payload)
        )


_HASHED = tuple(item.name for item in fields(Entry) if item.name != "digest")


def link(previous: Entry | None, new: NewEntry, logged_at: datetime) -> Entry:
    """`new` as the entry that follows `previous` (None: the journal's first)."""
    hashed: dict[str, Any] = {
        "v": PAYLOAD_VERSION,
        "seq": previous.seq + 1 if previous else 1,
        "id": new.id,
        "subject": new.subject,
        "kind": new.kind.value,
        "action": new.action.value,
        "by": new.by,
        "logged_at": logged_at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
        "device_at": new.device_at,
        "payload": new.payload,
        "nonce": secrets.token_hex(16),
        "previous_digest": previous.digest if previous else NO_DIGEST,
    }
    return restore({**hashed, "digest": entry_digest(hashed)})


def restore(stored: dict[str, Any]) -> Entry:
    """An entry from its plain JSON values, digest included; the chain is not checked here."""
    kind, action = Kind(stored["kind"]), Action(stored["action"])
    return Entry(**{**stored, "kind": kind, "action": action})


def check_chain(entries: Iterable[Entry]) -> None:
    """Raise ChainBreak where an entry is missing, moved, or not what its digest says."""
    previous: Entry | None = None
    for position, entry in enumerate(entries, start=1):
        if entry.seq != position:
            raise ChainBreak(position, "序号不连续")
        if entry.previous_digest != (previous.digest if previous else NO_DIGEST):
            raise ChainBreak(position, "和上一条接不上")
        if entry.digest != entry_digest(entry.hashed()):
            raise ChainBreak(position, "内容和摘要不符")
        previous = entry


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, StrEnum) else value
