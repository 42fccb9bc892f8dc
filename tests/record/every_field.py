"""A case with an answer of its own in every field there is, and how each looks on paper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from borrower_guide.cases.entries import Action, Entry, Kind, NewEntry
from borrower_guide.cases.things import LETTERS, MODELS, MOMENTS
from borrower_guide.schema.model import Payload, paper_label
from borrower_guide.schema.vocabulary import Vocabulary
from tests.record.sample import at, follow
from tests.record.test_places import part_of

TITLE = "q999z"
FIRST_DAY = date(2019, 1, 1)


class Fate(StrEnum):
    """What became of an answer."""

    KEPT = "kept"
    BEFORE = "before"  # changed since
    AFTER = "after"  # what it was changed to
    GONE = "gone"  # with its thing, which was withdrawn


# Of each kind four things: plain, with two of every part, changed all over, withdrawn.
FATES = (Fate.KEPT, Fate.KEPT, Fate.BEFORE, Fate.GONE)
SECOND = 2


@dataclass(frozen=True)
class Told:
    """One answer: in the thing V1, its field visit.visitors.phone, of the part number `row`.

    `words` is how it is printed, without white space. `mark` is the part of it that nothing else
    in a record looks like; a closed answer (有, 银行) has none, only a label tells it from others.
    """

    thing: str
    field: str
    row: int
    fate: Fate
    label: str
    words: str
    mark: str


def subject_of(kind: Kind, number: int) -> str:
    return f"{[*Kind].index(kind):016x}{number:016x}"


LINKS: dict[str, tuple[Any, str]] = {
    "loan": (subject_of(Kind.LOAN, 1), "借款1"),
    "exhibits": ([subject_of(Kind.EXHIBIT, 1)], "证据1"),
    "exhibit": (subject_of(Kind.EXHIBIT, SECOND), "证据2"),  # a recording, so its words come again
}


@dataclass
class Journal:
    """The entries, and all that was ever told in them; `typed` stands after each text."""

    typed: str = ""
    entries: list[Entry] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def write(self, kind: Kind, number: int, action: Action, payload: dict[str, Any]) -> None:
        new = NewEntry(kind=kind, subject=subject_of(kind, number), action=action, payload=payload)
        when = at(3, 18, 52) + timedelta(minutes=5 * len(self.entries))
        self.entries.append(follow(self.entries, new, when))

    def thing(self, kind: Kind, number: int, fate: Fate) -> dict[str, Any]:
        """The payload of a thing, each field of it filled."""
        filled = {}
        for name, info in MODELS[kind].model_fields.items():
            if part := part_of(info.annotation):
                listed = "tuple" in str(info.annotation)
                rows = range(number if listed and number <= SECOND else 1)
                parts = [self._part(kind, number, name, part, row, fate) for row in rows]
                filled[name] = parts if listed else parts[0]
            elif name != "id":
                filled[name] = self._fill(kind, number, name, MODELS[kind], 0, fate)
        return filled

    def _part(
        self, kind: Kind, number: int, name: str, part: type[Payload], row: int, fate: Fate
    ) -> dict[str, Any]:
        return {
            one: self._fill(kind, number, f"{name}.{one}", part, row, fate)
            for one in part.model_fields
        }

    def _fill(
        self, kind: Kind, number: int, path: str, model: type[Payload], row: int, fate: Fate
    ) -> Any:
        name = path.rpartition(".")[2]
        turn = number + row + 10 * (fate is Fate.AFTER)
        value, words, mark = answer(model, name, 1 + len(self.told), turn, self.typed)
        self.told.append(
            Told(
                f"{LETTERS[kind]}{number}", f"{kind}.{path}", row, fate,
                paper_label(model, name), "".join(words.split()), mark,
            )
        )  # fmt: skip
        return value


def every_field(typed: str = "") -> Journal:
    """Of each kind one thing plain, one of many parts, one changed all over, one withdrawn."""
    case = Journal(typed)
    case.write(Kind.CASE, 1, Action.ADD, {"title": TITLE + typed, "reporter_role": "landlord"})
    for kind in MODELS:
        for number, fate in enumerate(FATES, start=1):
            more = {MOMENTS: [subject_of(Kind.MOMENT, 1)]} if kind is Kind.VISIT else {}
            case.write(kind, number, Action.ADD, case.thing(kind, number, fate) | more)
            if fate is Fate.BEFORE:
                changed = case.thing(kind, number, Fate.AFTER)
                based = {"based_on": case.entries[-1].seq, "changed": changed}
                case.write(kind, number, Action.AMEND, based)
            if fate is Fate.GONE:
                case.write(kind, number, Action.WITHDRAW, {"reason": reason_of(kind) + typed})
    return case


def reason_of(kind: Kind) -> str:
    return f"z{LETTERS[kind]}q"


def answer(
    model: type[Payload], name: str, number: int, turn: int, typed: str = ""
) -> tuple[Any, str, str]:
    """(JSON value, printed words, mark) for a field; `number` is like no other."""
    if name in LINKS:
        return (*LINKS[name], "")
    if kind := codes_of(model.model_fields[name].annotation):
        if name == "acts":
            return [one.value for one in kind], "☑".join(["", *(one.label for one in kind)]), ""
        one = list(kind)[(turn - 1) % len(kind)]
        return one.value, one.label, ""
    identity = {"id": "X1"} if "id" in model.model_fields else {}
    for value, words, mark in _candidates(number, typed):
        try:
            model.model_validate({**identity, name: value})
        except ValueError:
            continue
        return value, words, mark
    raise AssertionError(f"no value for {model.__name__}.{name}")


def _candidates(number: int, typed: str) -> Iterator[tuple[Any, str, str]]:
    day = FIRST_DAY + timedelta(days=number)
    clock = f"{1 + number // 60:02}:{number % 60:02}"
    told = f"{day.year}年{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"
    for text in (typed, re.sub(r"[/:\\]", "", typed)):  # those stand in no name of a file
        yield f"q{number:03}z{text}", f"q{number:03}z{text}", f"q{number:03}z"
    yield f"{day}T{clock}:00+08:00", told + clock, clock
    yield f"{day}", told, told
    for text in (f"{7000 + number}.25", f"y{number:03}"):
        yield text, text, text
    digest = f"{number:064x}"[::-1]
    yield digest, digest, digest
    yield 5_000_000 + number, f"{5_000_000 + number}", f"{5_000_000 + number}"
    yield 60 + number % 39, f"{60 + number % 39}", ""
    yield True, "是", ""


def codes_of(annotation: Any) -> type[Vocabulary] | None:
    """The vocabulary of a field whose answers are a closed list."""
    if isinstance(annotation, type) and issubclass(annotation, Vocabulary):
        return annotation
    inner = getattr(annotation, "__args__", ())
    return next((kind for one in inner if (kind := codes_of(one))), None)
