"""What is new since a complaint: an office sets aside what it was told before. No Django."""

from datetime import date

from borrower_guide.cases.things import Thing
from borrower_guide.schema.complaint import Complaint
from borrower_guide.schema.contact import Contact
from borrower_guide.schema.exhibit import Exhibit
from borrower_guide.schema.visit import Visit


def is_new(thing: Thing, complaint: Thing) -> bool:
    """Written down after the complaint was, or surely of a later day than it was made.

    A later change of something older is nothing new.
    """
    if thing.entry.seq > complaint.entry.seq:
        return True
    value: Complaint = complaint.value
    day = day_of(thing)
    return value.filed_on is not None and day is not None and day > value.filed_on


def day_of(thing: Thing) -> date | None:
    """The day that a visit, a contact or an exhibit is of."""
    match thing.value:
        case Visit(started_at=when) | Contact(at=when) | Exhibit(made_at=when):
            return when.day if when else None
    return None
