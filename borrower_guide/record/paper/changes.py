"""Amendments and withdrawals as they are printed beside the thing they touch."""

from collections.abc import Mapping
from typing import Any

from borrower_guide.cases.entries import OWNER, Kind
from borrower_guide.cases.references import relabelled
from borrower_guide.cases.things import MODELS, Change, Thing
from borrower_guide.record.paper.sheet import Note, Value, Withdrawn
from borrower_guide.record.paper.words import exhibits_words, loan_words, logged_words, plain
from borrower_guide.schema.case import Case
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.model import paper_label

Labels = Mapping[str, str]
CLAIMS = frozenset({"amount_claimed", "fee_demanded"})  # what visitors said


def mark(number: int) -> str:
    return f"补{number}"


def helper_of(by: str) -> str:
    """Who wrote an entry if it was not the owner of the case, else empty."""
    return "" if by == OWNER else by


def marks_of(thing: Thing, *fields: str) -> tuple[str, ...]:
    """The marks that belong after these fields, each once, in order."""
    numbers = sorted({change.number for change in thing.changes if change.field in fields})
    return tuple(mark(number) for number in numbers)


def notes_of(thing: Thing, labels: Labels) -> tuple[Note, ...]:
    """Every change of a thing. `labels`: subject → V1, E1 …, for references."""
    return tuple(_note(thing, change, labels) for change in thing.changes)


def tag_of_field(thing: Thing, field: str) -> str:
    """自称 and the like, where a field holds what others said of themselves."""
    if field == "counterpart":
        return str(thing.value.tag)
    return "自称" if field in CLAIMS else ""


def _note(thing: Thing, change: Change, labels: Labels) -> Note:
    kind, tag = thing.kind, tag_of_field(thing, change.field)
    return Note(
        mark=mark(change.number),
        when=logged_words(change.logged_at),
        by=helper_of(change.by),
        field=_field_label(kind, change.field),
        before=_told(kind, change.field, change.before, labels, tag),
        after=_told(kind, change.field, change.after, labels, tag),
    )


def _field_label(kind: Kind, field: str) -> str:
    model = MODELS.get(kind, Case)
    return paper_label(model, field) if field in model.model_fields else field


def _told(kind: Kind, field: str, raw: Any, labels: Labels, tag: str) -> Value:
    if raw is None:
        return Value("没有填", written=False)
    return Value(_in_words(kind, field, raw, labels), tag)


def _in_words(kind: Kind, field: str, raw: Any, labels: Labels) -> str:
    model = MODELS.get(kind)
    if model is None or field not in model.model_fields:
        return _role(raw) if field == "reporter_role" else str(raw)
    told = relabelled({field: raw}, labels, labels)
    if field == "loan":
        return loan_words(told["loan"]) if "loan" in told else "已经没有的借款"
    if field == "exhibits":
        return exhibits_words(told["exhibits"]) or "没有填"
    try:
        value = getattr(model.read({"id": "X1", **told}), field)
    except InputFaults:  # written under other limits than today's: shown as it stands
        return str(raw)
    return plain(value)


def _role(raw: str) -> str:
    from borrower_guide.schema.vocabulary import ReporterRole

    return ReporterRole(raw).label


def withdrawn_of(thing: Thing) -> Withdrawn | None:
    if thing.withdrawn is None:
        return None
    reason = thing.withdrawn.reason or "没有写原因"
    gone = thing.withdrawn
    return Withdrawn(logged_words(gone.logged_at), helper_of(gone.by), reason)
