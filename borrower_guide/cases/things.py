"""The things of a case: a visit, a loan …, and how each came to say what it says. No Django."""

from dataclasses import dataclass
from typing import Any

from borrower_guide.cases.entries import Entry, Kind
from borrower_guide.schema.complaint import Complaint
from borrower_guide.schema.contact import Contact
from borrower_guide.schema.exhibit import Exhibit
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.model import Payload
from borrower_guide.schema.moment import Moment
from borrower_guide.schema.note import Note
from borrower_guide.schema.visit import Visit

MODELS: dict[Kind, type[Payload]] = {
    Kind.LOAN: Loan,
    Kind.VISIT: Visit,
    Kind.MOMENT: Moment,
    Kind.CONTACT: Contact,
    Kind.EXHIBIT: Exhibit,
    Kind.COMPLAINT: Complaint,
    Kind.NOTE: Note,
}
# A visit that was made of moments names their subjects under this key of its payload. It is not
# part of the case format, so `value` has no such field.
MOMENTS = "moments"
# The day on which a letter was handed over, and how: it changes no word of it.
SENT_ON, SENT_HOW = "sent_on", "sent_how"
LETTERS = {
    Kind.LOAN: "L",
    Kind.VISIT: "V",
    Kind.MOMENT: "M",
    Kind.CONTACT: "C",
    Kind.EXHIBIT: "E",
    Kind.COMPLAINT: "P",
    Kind.NOTE: "N",
    Kind.RECORD: "R",
    Kind.CASE: "K",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field as it was and as it is. `number` counts amending entries over the case: 补1 …"""

    number: int
    seq: int
    logged_at: str
    by: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Withdrawal:
    seq: int
    logged_at: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A visit, a loan …: its first entry, what it says now, and how it came to say so.

    `payload` is the merged JSON with subjects as references; `value` the schema type with
    labels (V1, E1 …) in their place, None for kinds without a type of their own.
    """

    subject: str
    kind: Kind
    label: str
    imported_id: str | None
    entry: Entry
    payload: dict[str, Any]
    value: Any
    changes: tuple[Change, ...]
    withdrawn: Withdrawal | None

    @property
    def last_seq(self) -> int:
        """The newest entry that says something of this thing."""
        seqs = [self.entry.seq, *(change.seq for change in self.changes)]
        return max([*seqs, self.withdrawn.seq] if self.withdrawn else seqs)
