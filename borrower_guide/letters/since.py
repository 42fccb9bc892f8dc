"""What is new since an office was told last: what it knows it sets aside. No Django."""

from dataclasses import dataclass
from datetime import date

from borrower_guide.cases.entries import Kind, derived
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import SENT_ON, Thing
from borrower_guide.schema.contact import Contact
from borrower_guide.schema.exhibit import Exhibit
from borrower_guide.schema.visit import Visit


@dataclass(frozen=True)
class Told:
    """What was handed over last: when its words were made of the case, and its day."""

    seq: int
    day: date | None

    def leaves_out(self, thing: Thing) -> bool:
        """Written down after it was, or surely of a later day.

        A later change of something older is nothing new.
        """
        day = day_of(thing)
        later = self.day is not None and day is not None and day > self.day
        return thing.entry.seq > self.seq or later


def told_last(state: CaseState, complaint: Thing) -> Told:
    """What the office that was complained to was told last."""
    if letter := asked_last(state, complaint):
        return Told(letter.entry.seq, date.fromisoformat(letter.payload[SENT_ON]))
    letters = (one for one in state.of(Kind.RECORD) if complaint_of(one) == complaint.subject)
    # Between writing it and handing it over, days may pass: what came then is not in it.
    first = next(letters, complaint)
    return Told(first.entry.seq, complaint.value.filed_on)


def complaint_of(letter: Thing) -> str:
    """The subject of the complaint that a letter becomes when it is handed over."""
    return derived(letter.subject, "sent")


def asked_last(state: CaseState, complaint: Thing) -> Thing | None:
    """The last letter about this complaint that was handed over, if there is one."""
    sent = (
        thing
        for thing in state.of(Kind.RECORD)
        if SENT_ON in thing.payload and not thing.withdrawn
        if complaint.subject in thing.payload["chosen"].get("c", ())
    )
    return max(sent, key=lambda thing: (thing.payload[SENT_ON], thing.entry.seq), default=None)


def day_of(thing: Thing) -> date | None:
    """The day that a visit, a contact or an exhibit is of."""
    match thing.value:
        case Visit(started_at=when) | Contact(at=when) | Exhibit(made_at=when):
            return when.day if when else None
    return None
