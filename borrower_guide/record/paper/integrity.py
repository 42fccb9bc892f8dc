"""The list of entries on the last page: what each is, when it was saved, its digest."""

from collections.abc import Iterable, Mapping
from typing import Any

from borrower_guide.cases.entries import Action, Entry, Kind
from borrower_guide.cases.naming import NAMES, is_letter, name_of
from borrower_guide.cases.state import CaseState
from borrower_guide.record.paper.changes import helper_of, mark
from borrower_guide.record.paper.whole import Line
from borrower_guide.record.paper.words import logged_words

WHAT = {**NAMES, Kind.RECORD: "做成文件"}  # on paper it is an act, on pages a thing
MANY = frozenset({Kind.LOAN, Kind.VISIT, Kind.CONTACT, Kind.EXHIBIT, Kind.COMPLAINT, Kind.NOTE})


def lines_of(state: CaseState, stubs: Iterable[Mapping[str, Any]] = ()) -> tuple[Line, ...]:
    """One line per entry, in order; `stubs` are those left out."""
    labels = {thing.subject: thing.label for thing in state.things}
    titles = {thing.subject: name_of(thing) for thing in state.things if is_letter(thing)}
    numbers = {change.seq: change.number for thing in state.things for change in thing.changes}
    lines = [
        Line(
            seq=entry.seq,
            what=titles.get(entry.subject) or _what(entry, labels),
            action=_action(entry, numbers.get(entry.seq, 0)),
            bold=entry.action is not Action.ADD,
            when=logged_words(entry.logged_at),
            by=helper_of(entry.by),
            digest=_short(entry.digest),
        )
        for entry in state.entries
    ]
    lines += [_left_out(stub["seq"], stub["digest"]) for stub in stubs]
    return tuple(sorted(lines, key=lambda line: line.seq))


def _left_out(seq: int, digest: str) -> Line:
    return Line(seq, "没有收录", "—", bold=False, when="—", by="—", digest=_short(digest))


def _short(digest: str) -> str:
    return f"{digest[:8]} {digest[8:16]}"


def _what(entry: Entry, labels: dict[str, str]) -> str:
    name = WHAT[entry.kind]
    return f"{name} {labels[entry.subject][1:]}" if entry.kind in MANY else name


def _action(entry: Entry, amendment: int) -> str:
    if entry.action is Action.AMEND:
        return f"补充或改动（{mark(amendment)}）"
    return "撤回" if entry.action is Action.WITHDRAW else "添加"
