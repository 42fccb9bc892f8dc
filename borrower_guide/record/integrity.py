"""The list of entries on the last page: what each is, when it was saved, its digest."""

from collections.abc import Iterator

from borrower_guide.cases.entries import OWNER, Action, Entry, Kind
from borrower_guide.cases.naming import NAMES
from borrower_guide.cases.state import CaseState
from borrower_guide.record.changes import mark
from borrower_guide.record.sheet import Line
from borrower_guide.record.words import logged_words

WHAT = {**NAMES, Kind.RECORD: "做成文件"}  # on paper it is an act, on pages a thing
MANY = frozenset({Kind.LOAN, Kind.VISIT, Kind.CONTACT, Kind.EXHIBIT, Kind.COMPLAINT, Kind.NOTE})


def lines_of(state: CaseState) -> Iterator[Line]:
    """One line per entry, in order."""
    labels = {thing.subject: thing.label for thing in state.things}
    amendments = 0
    for entry in state.entries:
        amendments += entry.action is Action.AMEND
        yield Line(
            seq=entry.seq,
            what=_what(entry, labels),
            action=_action(entry, amendments),
            bold=entry.action is not Action.ADD,
            when=logged_words(entry.logged_at),
            by="" if entry.by == OWNER else entry.by,
            digest=f"{entry.digest[:8]} {entry.digest[8:16]}",
        )


def _what(entry: Entry, labels: dict[str, str]) -> str:
    name = WHAT[entry.kind]
    return f"{name} {labels[entry.subject][1:]}" if entry.kind in MANY else name


def _action(entry: Entry, amendments: int) -> str:
    if entry.action is Action.AMEND:
        return f"补充或改动（{mark(amendments)}）"
    return "撤回" if entry.action is Action.WITHDRAW else "添加"
