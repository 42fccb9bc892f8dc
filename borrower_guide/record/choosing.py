"""Which entries a record of a part holds: the chosen things, and all that they lean on."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from borrower_guide.cases.entries import Action, Entry, Kind
from borrower_guide.cases.state import CaseState, project
from borrower_guide.cases.things import MODELS, MOMENTS, Thing
from borrower_guide.record.paper.words import when_words

LOOSE = "loose"
KINDS = {
    Kind.CONTACT: "电话和信息",
    Kind.COMPLAINT: "投诉",
    Kind.NOTE: "备注",
    Kind.MOMENT: "当时点下的、还没整理的",
}
LOOSE_KINDS = (Kind.LOAN, Kind.EXHIBIT)


@dataclass(frozen=True, slots=True)
class Box:
    """What can be left out: a visit by its subject, a kind of other things by its name."""

    value: str
    label: str


def boxes_of(state: CaseState) -> tuple[Box, ...]:
    """A box for each visit and each other kind that there is, in the order of the paper."""
    groups = _groups(state)
    visits = (Box(thing.subject, _visit_words(thing)) for thing in state.visits)
    kinds = (Box(kind, label) for kind, label in KINDS.items() if groups[kind])
    loose = (Box(LOOSE, "哪次都没提到的借款和证据") for _ in [1] if groups[LOOSE])
    return (*visits, *kinds, *loose)


def _visit_words(thing: Thing) -> str:
    started = thing.value.started_at
    told = when_words(started) if started else "没有写时间"
    return f"来访 {thing.label[1:]}　{told}" + ("（已撤回）" if thing.withdrawn else "")


def left_out(state: CaseState, unwanted: Collection[str]) -> frozenset[int]:
    """Seqs of the entries to leave out, none if nothing is `unwanted` (values of boxes).

    A chosen thing brings its amendments, its withdrawal, its loan, exhibits and taps. The case's
    own entries always stay; that records were made is told only by a record of all.
    """
    if not unwanted:
        return frozenset()
    roots = [thing.subject for thing in state.of(Kind.CASE)]
    roots += [thing.subject for thing in state.visits if thing.subject not in unwanted]
    for name, subjects in _groups(state).items():
        roots += [] if name in unwanted else subjects
    kept = _with_needed(roots, state.entries)
    return frozenset(entry.seq for entry in state.entries if entry.subject not in kept)


def _groups(state: CaseState) -> dict[str, list[str]]:
    """Subjects by kind; taps, loans and exhibits only if nothing else leans on them."""
    leaned_on = {one for entry in state.entries for one in _needs(entry)}
    found: dict[str, list[str]] = {kind: [] for kind in KINDS} | {LOOSE: []}
    for thing in state.things:
        name = LOOSE if thing.kind in LOOSE_KINDS else thing.kind
        if name in found and thing.subject not in leaned_on:
            found[name].append(thing.subject)
    return found


def _with_needed(roots: Iterable[str], entries: Iterable[Entry]) -> set[str]:
    """The roots and what they lean on, now or before an amendment; nothing leans further."""
    kept = set(roots)
    return kept | {one for entry in entries if entry.subject in kept for one in _needs(entry)}


def _needs(entry: Entry) -> Iterator[str]:
    """Subjects that an entry names: loan, exhibits, taps."""
    if entry.kind not in MODELS or entry.action is Action.WITHDRAW:
        return
    said: Mapping[str, Any] = (
        entry.payload.get("changed", {}) if entry.action is Action.AMEND else entry.payload
    )
    yield from filter(None, [said.get("loan")])
    yield from said.get("exhibits") or ()
    yield from said.get(MOMENTS) or ()
    yield from filter(None, (one.get("exhibit") for one in said.get("statements") or ()))


def part_of(state: CaseState, left_out: Collection[int]) -> CaseState:
    """The case as a record of the part tells it; numbers stay those of the whole."""
    if not left_out:
        return state
    numbers = {int(seq): number for seq, number in numbers_of(state.entries, left_out).items()}
    return project((one for one in state.entries if one.seq not in left_out), numbers)


def numbers_of(journal: Iterable[Entry], left_out: Collection[int]) -> dict[str, int]:
    """By seq, as text: which of its kind an entry adds, or which amendment it is."""
    counts: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for entry in journal:
        counted = entry.kind if entry.action is Action.ADD else entry.action
        counts[counted] = counts.get(counted, 0) + 1
        if entry.seq not in left_out and entry.action is not Action.WITHDRAW:
            numbers[str(entry.seq)] = counts[counted]
    return numbers
