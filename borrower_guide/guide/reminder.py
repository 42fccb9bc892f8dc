"""One day as a calendar file (RFC 5545) that gives nothing away."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

ASK_AGAIN, BE_DONE = "可以再问一次", "要办的事，最晚今天"


def calendar_file(seed: str, start: date, on: date, *, yours: bool) -> bytes:
    """An all-day event on `on`, without alarm and without a word of what it is about.

    The same `seed`, `start` and `on` give the same bytes: the event's id is a digest of the seed,
    its stamp is `start`. A calendar that gets the file twice keeps one event.
    """
    # Here, since importing it takes 60 ms and few ask for the file.
    from icalendar import Calendar, Event

    event = Event()
    event.add("uid", sha256(f"{seed} {on}".encode()).hexdigest()[:32])
    event.add("dtstamp", datetime.combine(start, time(), UTC))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(1))
    event.add("summary", BE_DONE if yours else ASK_AGAIN)
    event.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("prodid", "-//jishi//zh-CN//")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file
