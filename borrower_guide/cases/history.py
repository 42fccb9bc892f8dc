"""How each field of a thing came to say what it says, in words. No Django."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.naming import writer_of
from borrower_guide.cases.references import relabelled
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import MODELS, Change, Thing
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.model import Payload, field_label
from borrower_guide.schema.telling import day_text, text_of, told
from borrower_guide.schema.when import SHANGHAI

NOTHING = "没有写"
REFERENCES = {"L": "借款", "E": "证据"}


@dataclass(frozen=True)
class Saying:
    """What a field said from then on. `number` is that of the amendment, 0 for the first entry."""

    number: int
    written: str
    by: str
    text: str
    is_now: bool


@dataclass(frozen=True)
class FieldHistory:
    """One field that was changed: all it ever said, oldest first."""

    name: str
    label: str
    sayings: tuple[Saying, ...]


def written_text(stamp: str) -> str:
    """2026年11月24日 20:14, from an entry's ISO 8601 time."""
    moment = datetime.fromisoformat(stamp).astimezone(SHANGHAI)
    return f"{day_text(moment)} {moment:%H:%M}"


def history_of(state: CaseState, thing: Thing) -> list[FieldHistory]:
    """The changed fields of a thing in the order of its type."""
    labels = {item.subject: item.label for item in state.things}
    model = MODELS[thing.kind]
    return [
        FieldHistory(name, field_label(model, name), tuple(_sayings(thing, name, labels)))
        for name in model.model_fields
        if any(change.field == name for change in thing.changes)
    ]


def _sayings(thing: Thing, name: str, labels: Mapping[str, str]) -> Iterator[Saying]:
    changes: list[Change] = [change for change in thing.changes if change.field == name]
    first = thing.entry
    text = value_text(thing.kind, name, changes[0].before, labels)
    yield Saying(0, written_text(first.logged_at), writer_of(first.by), text, False)
    for change in changes:
        yield Saying(
            change.number,
            written_text(change.logged_at),
            writer_of(change.by),
            value_text(thing.kind, name, change.after, labels),
            change is changes[-1],
        )


def value_text(kind: Kind, name: str, raw: Any, labels: Mapping[str, str]) -> str:
    """A stored value in words; as it stands where today's limits would refuse it."""
    if raw in (None, [], {}):
        return NOTHING
    said = relabelled({name: raw}, labels, labels).get(name)
    if name in ("loan", "exhibits"):
        return reference_text(said or ()) or "已经没有了"
    try:
        value = MODELS[kind].read({"id": "X1", name: said})
    except InputFaults:
        return str(raw)
    return lines_of(value, name)


def lines_of(value: Payload, name: str) -> str:
    """All that a field says, a line for each of several."""
    lines = [line for line in told(value) if line.name == name]
    if len(lines) > 1:
        return "\n".join(f"{line.label}：{line.text}" for line in lines)
    return lines[0].text if lines else text_of(getattr(value, name))


def reference_text(said: Any) -> str:
    """证据 1、证据 2, from labels."""
    labels = [said] if isinstance(said, str) else said
    return "、".join(f"{REFERENCES.get(label[0], '')} {label[1:]}".strip() for label in labels)
