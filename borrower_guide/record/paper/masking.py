"""打印店版: a case with phones, contract digits, names and plates covered. No Django.

Covered is what stands in those fields, everywhere the same words occur again, and in free text
every long number and every car plate. A name that stands only in free text is not known as one,
unless it was asked for: then it is covered wherever a person wrote it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Any

from borrower_guide.cases.entries import OWNER, Entry
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.schema.model import Payload
from borrower_guide.schema.vocabulary import Vocabulary

FIELDS = frozenset(
    {
        "claimed_name",
        "phone",
        "vehicle_plate",
        "id_number",
        "contract_last4",
        "counterpart",
        "payee",
    }
)
# Not words of a person: references, digests, money, what rules found, and the codes of our lists.
EXACT = frozenset(
    {
        "id", "subject", "loan", "exhibit", "exhibits", "moments", "sha256", "digest", "blob",
        "record_number", "size", "amount", "amount_claimed", "amount_in_app", "principal",
        "annual_rate_percent", "value", "position", "visit", "visits", "of", "level",
    }
)  # fmt: skip
CODES = frozenset(
    one.value
    for kind in Vocabulary.__subclasses__()
    if kind.__module__.startswith("borrower_guide.schema.")
    for one in kind
)
OFFICES = frozenset({"reference_no", "call_no", "receipt_no", "officer_no"})  # only if asked for
STARS = "＊＊"
# In any groups that people write, but for points: 15300.50 is money, 139.1234.5678 is a phone.
NUMBER = re.compile(
    r"\d(?:[ \u00a0\u3000\u2010-\u2015\uff0d-]?\d){6,}[XxＸｘ]?|\d{3}([.．·])\d{4}\1\d{4}"
)
DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?: \d{1,2})?")  # with its hour
WHEN = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?")  # as JSON tells it
PLATE = re.compile(r"[\u4e00-\u9fff][A-Z][·• ]?[A-Z0-9]{5,6}(?![A-Z0-9])")


def covered(text: str) -> str:
    """The first character and two stars, however long it was; one alone is all covered."""
    told = text.strip()
    return (told[0] if len(told) > 1 else "") + STARS


@dataclass(frozen=True)
class Mask:
    """Covers the given words wherever they stand; those `asked` for in offices' numbers, too."""

    words: frozenset[str]
    asked: frozenset[str] = frozenset()

    @cached_property
    def of_asked(self) -> "Mask":
        """Covers what was asked for, and nothing else."""
        return Mask(self.asked)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        longest_first = sorted(self.words | self.asked, key=lambda word: (-len(word), word))
        parts = [
            rf"(?<!\d){word}(?!\d)" if word.isdigit() else re.escape(word) for word in longest_first
        ]
        return re.compile("|".join(parts)) if parts else None

    def without(self, said: str) -> str:
        """Text without the words."""
        return self._pattern.sub(lambda found: covered(found[0]), said) if self._pattern else said

    def text(self, said: str) -> str:
        """Free text without the words, long numbers and plates."""
        said = PLATE.sub(lambda found: covered(found[0]), self.without(said))
        return NUMBER.sub(_number, said)

    def value(self, name: str, said: Any) -> Any:
        """Any value of the field `name`: JSON or schema types, of the same shape."""
        if name in EXACT:
            return said
        if isinstance(said, str) and not isinstance(said, Enum):
            if WHEN.fullmatch(said) or (said in CODES and name not in FIELDS):
                return said
            if name in OFFICES:
                return self.of_asked.without(said)
            return covered(said) if name in FIELDS and said else self.text(said)
        if isinstance(said, Payload):
            names = type(said).model_fields
            return said.model_copy(
                update={one: self.value(one, getattr(said, one)) for one in names}
            )
        if isinstance(said, Mapping):
            return {one: self.value(one, inner) for one, inner in said.items()}
        if isinstance(said, list | tuple):
            return type(said)(self.value(name, one) for one in said)
        return said


def _number(found: re.Match[str]) -> str:
    return found[0] if DAY.fullmatch(found[0]) else covered(found[0])


def mask_for(entries: Iterable[Entry], asked: Iterable[str] = ()) -> Mask:
    """The mask of a journal: what was ever written in one of the fields to cover, and `asked`."""
    words = {one.strip() for entry in entries for one in _told(entry.payload)}
    return Mask(frozenset(word for word in words if len(word) > 1), frozenset(asked))


def _told(said: Any, name: str = "") -> Iterator[str]:
    if isinstance(said, Mapping):
        for one, inner in said.items():
            yield from _told(inner, one)
    elif isinstance(said, list):
        for one in said:
            yield from _told(one, name)
    elif isinstance(said, str) and name in FIELDS:
        yield said


def masked(state: CaseState, mask: Mask) -> CaseState:
    """The same case, covered: values, what they were before, and reasons of withdrawals."""
    entries = tuple(_entry(entry, mask) for entry in state.entries)
    return CaseState(entries, tuple(_thing(thing, mask) for thing in state.things))


def _entry(entry: Entry, mask: Mask) -> Entry:
    return replace(entry, payload=mask.value("", entry.payload), by=_by(entry.by, mask))


def _by(by: str, mask: Mask) -> str:
    """Who helped is told, unless that was asked to be covered."""
    return by if by == OWNER else mask.of_asked.without(by)


def _thing(thing: Thing, mask: Mask) -> Thing:
    changes = tuple(
        replace(
            one,
            by=_by(one.by, mask),
            before=mask.value(one.field, one.before),
            after=mask.value(one.field, one.after),
        )
        for one in thing.changes
    )
    gone = thing.withdrawn
    return replace(
        thing,
        imported_id=None,
        entry=_entry(thing.entry, mask),
        payload=mask.value("", thing.payload),
        value=mask.value("", thing.value),
        changes=changes,
        withdrawn=replace(gone, by=_by(gone.by, mask), reason=mask.text(gone.reason))
        if gone
        else None,
    )
