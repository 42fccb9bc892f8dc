"""打印店版: a case with phones, contract digits, names and plates covered. No Django.

Covered is what stands in those fields, everywhere the same words occur again, and in free text
every long number and every car plate. A name that stands only in free text is not known as one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Any

from borrower_guide.cases.entries import Entry
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.schema.model import Payload

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
# Not words of a person: references, digests, money, and the numbers that offices give.
EXACT = frozenset(
    {
        "id", "subject", "loan", "exhibit", "exhibits", "moments", "sha256", "digest", "blob",
        "record_number", "size", "amount", "amount_claimed", "amount_in_app", "principal",
        "annual_rate_percent", "value", "position", "reference_no", "call_no", "receipt_no",
        "officer_no",
    }
)  # fmt: skip
STARS = "＊＊"
# In any groups that people write, but for points: 15300.50 is money, 139.1234.5678 is a phone.
NUMBER = re.compile(
    r"\d(?:[ \u00a0\u3000\u2010-\u2015\uff0d-]?\d){6,}[XxＸｘ]?|\d{3}([.．·])\d{4}\1\d{4}"
)
DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?: \d{1,2})?")  # with its hour
PLATE = re.compile(r"[\u4e00-\u9fff][A-Z][·• ]?[A-Z0-9]{5,6}(?![A-Z0-9])")


def covered(text: str) -> str:
    """The first character and two stars, however long it was; one alone is all covered."""
    told = text.strip()
    return (told[0] if len(told) > 1 else "") + STARS


@dataclass(frozen=True)
class Mask:
    """Covers the given words wherever they stand."""

    words: frozenset[str]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        longest_first = sorted(self.words, key=lambda word: (-len(word), word))
        parts = [
            rf"(?<!\d){word}(?!\d)" if word.isdigit() else re.escape(word) for word in longest_first
        ]
        return re.compile("|".join(parts)) if parts else None

    def text(self, said: str) -> str:
        """Free text without the words, long numbers and plates."""
        if self._pattern:
            said = self._pattern.sub(lambda found: covered(found[0]), said)
        said = PLATE.sub(lambda found: covered(found[0]), said)
        return NUMBER.sub(_number, said)

    def value(self, name: str, said: Any) -> Any:
        """Any value of the field `name`: JSON or schema types, of the same shape."""
        if name in EXACT:
            return said
        if isinstance(said, str) and not isinstance(said, Enum):
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


def mask_for(entries: Iterable[Entry]) -> Mask:
    """The mask of a journal: what was ever written in one of the fields to cover."""
    words = {one.strip() for entry in entries for one in _told(entry.payload)}
    return Mask(frozenset(word for word in words if len(word) > 1))


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
    return replace(entry, payload=mask.value("", entry.payload))


def _thing(thing: Thing, mask: Mask) -> Thing:
    changes = tuple(
        replace(
            one, before=mask.value(one.field, one.before), after=mask.value(one.field, one.after)
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
        withdrawn=replace(gone, reason=mask.text(gone.reason)) if gone else None,
    )
