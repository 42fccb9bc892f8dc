"""Where the seal lies in a file, read from the bytes alone; a PDF parser is not asked.

The seal covers everything but its own hex digits, so once it holds, nothing a parser would
read can be other than it was. Until it holds, nothing a parser says is worth anything.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from borrower_guide.record.verdict import Fault

SEAL = "封印"
RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,10}) (\d{1,10}) (\d{1,10}) (\d{1,10})\s*\]")
TIME = re.compile(rb"/M \(D:(\d{14})(?:Z|([+-])(\d\d)'(\d\d)'?)?")
ESCAPE = re.compile(rb"\\([0-3][0-7]{2})")
NUMBER = re.compile(rb"/Reason \((\d{8}-[0-9A-F]{8})\)")
LONGEST = 2 * 64 * 1024  # hex digits of a seal; ours has 4096, a chain of certificates some more
NEAR = 1000  # bytes after the range in which our seal keeps its time and number


@dataclass(frozen=True, slots=True)
class Place:
    """`digits` are the hex digits between `<` at `start` and `>` before `end`; `covered` bytes
    of the file, counted from its start, are what the seal says it covers.
    """

    start: int
    end: int
    covered: int
    digits: bytes
    number: str | None
    sealed_at: str | None


def find_place(data: bytes) -> Place | Fault:
    """The one seal of a file, or why there is none to speak of."""
    if (count := data.count(b"/ByteRange")) == 0:
        return Fault("no_seal", SEAL, "没有封印。可能被截断，或者封印被拿掉了。")
    if count > 1:
        return Fault("several_seals", SEAL, f"封印应当只有一个，这里有 {count} 个。")
    found = RANGE.search(data)
    if found is None:
        return Fault("seal_place", SEAL, "封印写的范围读不懂，被改过。")
    first, start, end, rest = (int(number) for number in found.groups())
    digits = data[start + 1 : end - 1]
    framed = data[start : start + 1] == b"<" and data[end - 1 : end] == b">"
    if first != 0 or not framed:
        return Fault("seal_place", SEAL, "封印不在它写的位置上，前面多了或少了东西。")
    if len(digits) > LONGEST:
        return Fault("seal_form", SEAL, "封印太长，不像封印。")
    if len(digits) % 2 or not re.fullmatch(rb"[0-9A-Fa-f]+", digits):
        return Fault("seal_form", SEAL, "封印里有不该有的字符，被改过。")
    near = ESCAPE.sub(lambda one: bytes([int(one[1], 8)]), data[found.end() : found.end() + NEAR])
    return Place(start, end, end + rest, digits, *near_words(near))


def near_words(near: bytes) -> tuple[str | None, str | None]:
    """Number of the record and time (ISO 8601 in China's time), as a seal has them in clear."""
    return _number(near), _time(near)


def _number(near: bytes) -> str | None:
    found = NUMBER.search(near)
    return found[1].decode() if found else None


def _time(near: bytes) -> str | None:
    """The time that the seal claims, ISO 8601 in China's time."""
    if not (found := TIME.search(near)):
        return None
    try:
        moment = datetime.strptime(found[1].decode() + "+0000", "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
    offset = timedelta(0)
    if found[2]:
        offset = timedelta(hours=int(found[3]), minutes=int(found[4]))
        offset = -offset if found[2] == b"-" else offset
    try:
        return (moment - offset).astimezone(timezone(timedelta(hours=8))).isoformat()
    except OverflowError:  # the first or the last day of the calendar, moved past its end
        return None
