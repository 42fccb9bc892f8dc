"""What was tapped and written on the page for the door. No Django."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from borrower_guide.cases.forms.typed import Values
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.moment import Moment, Tap
from borrower_guide.schema.scalars import unix_lines
from borrower_guide.schema.telling import clock_text
from borrower_guide.schema.when import When
from borrower_guide.site.inputs import TextField

EMPTY = "写一句，或者点上面的一样。"
LONGEST_WAIT = timedelta(days=7)
MOST_WAITING = 30
_WAITING = re.compile(r"([a-z_]{1,30})_(\d{9,10})", re.ASCII)
_UNIX = re.compile(r"\d{9,10}", re.ASCII)


@dataclass(frozen=True)
class Waiting:
    """A tap that could not be saved yet, and the second in which it was tapped."""

    tap: Tap
    at: datetime

    @property
    def text(self) -> str:
        """How the page carries it: tap and Unix time."""
        return f"{self.tap.value}_{int(self.at.timestamp())}"

    @property
    def words(self) -> str:
        return f"{clock_text(When.at(self.at.replace(second=0, microsecond=0)))} {self.tap.label}"


class DoorForm:
    """`tapped` is "" for a line of one's own. `faults` by input name, as elsewhere.

    `at`: the second of the tap if the page's script tells it, by the server's clock; else None,
    which is now.
    """

    def __init__(self, values: Values, *, now: datetime) -> None:
        self.now = now
        self.faults: dict[str, str] = {}
        self.consented = "consent" in values
        self.tapped = "".join(values.get("tap", [])[-1:])
        self.at = _second("".join(values.get("at", [])[-1:]), now)
        self.note = unix_lines("".join(values.get("note", [])[-1:])).strip()
        found = (_waiting(text, now) for text in values.get("waiting", []))
        self.waiting = [one for one in found if one][:MOST_WAITING]

    @property
    def says_nothing(self) -> bool:
        return not (self.tapped or self.note)

    def read(self) -> bool:
        """Whether it holds; nothing at all is a fault unless taps are waiting."""
        if self.says_nothing and not self.waiting:
            self.faults.setdefault("note", EMPTY)
        try:
            Moment.read({**self.payload, "id": "M1"})
        except InputFaults as error:
            for fault in error.faults:
                self.faults.setdefault(fault.path.removeprefix("$."), fault.message)
        return not self.faults

    @property
    def payload(self) -> dict[str, str]:
        said = {"tap": self.tapped, "note": self.note}
        return {name: text for name, text in said.items() if text}

    def wait(self) -> None:
        """Keep what was tapped, with its second, for when it may be saved."""
        if self.tapped in set(Tap):
            self.waiting.append(Waiting(Tap(self.tapped), self.at or self.now))
        self.tapped = ""

    @property
    def note_field(self) -> TextField:
        return TextField(
            name="note",
            label="记一句",
            help="他说的话，看到的事。点哪样都会一起存。",
            rows=2,
            value=self.note,
            error=self.faults.get("note", ""),
        )


def _waiting(text: str, now: datetime) -> Waiting | None:
    found = _WAITING.fullmatch(text)
    if not found or found[1] not in set(Tap):
        return None
    at = _second(found[2], now)
    return Waiting(Tap(found[1]), at) if at else None


def _second(unix: str, now: datetime) -> datetime | None:
    if not _UNIX.fullmatch(unix):
        return None
    at = datetime.fromtimestamp(int(unix), UTC)
    return at if timedelta() <= now - at <= LONGEST_WAIT else None
