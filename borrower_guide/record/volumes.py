"""What is too long for one paper, in volumes: which visits each tells of."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from borrower_guide.cases.entries import Entry
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.printing.weight import most_characters
from borrower_guide.record.choosing import boxes_of
from borrower_guide.record.wanted import Wanted
from borrower_guide.schema.telling import day_text

OTHERS = "others"
# What an entry adds to the HTML, in characters: the form around it, each character of it, and each
# new line, which becomes a mark. Only how they compare matters, for their sum is known.
FORM, CHARACTER, NEW_LINE = 1500, 3, 15
# What every volume has: cover, how to check; at its end a line for each entry, told in it or not.
FRAME, LISTED = 12_000, 140
FILLED = 0.9  # of what a paper may have, since one may take more than its share


@dataclass(frozen=True, slots=True)
class Volume:
    """`value` is what its button sends, `words` say what is in it, `days` from when to when."""

    value: str
    words: str
    days: tuple[str, ...] = ()


def volumes(state: CaseState, wanted: Wanted, size: int) -> tuple[Volume, ...]:
    """Of what is `wanted`, whose HTML has `size` characters: none if one paper may have these, or
    if fewer visits would not help."""
    most = most_characters()
    visits = [thing for thing in state.visits if thing.subject not in wanted.unwanted]
    if most is None or size <= most or len(visits) < 2:
        return ()
    always = FRAME + LISTED * len(state.entries)
    if always > most / 2:
        return ()
    weights = _weights(state.entries)
    share = sum(weights[thing.subject] for thing in visits) / max(size - always, 1)
    told = [_volume(group) for group in _filled(visits, weights, (most - always) * share * FILLED)]
    kinds = {box.value for box in boxes_of(state)} - {thing.subject for thing in state.visits}
    if kinds - wanted.unwanted:
        told.append(Volume(OTHERS, "电话、投诉和别的"))
    return tuple(told)


def only(state: CaseState, wanted: Wanted, value: str) -> Wanted:
    """What is wanted of one volume; all of it where `value` names none."""
    span = re.fullmatch(r"(\d{1,5})-(\d{1,5})", value, re.ASCII)
    if not span and value != OTHERS:
        return wanted
    visits = {thing.subject: int(thing.label[1:]) for thing in state.visits}
    told = {one for one, at in visits.items() if span and int(span[1]) <= at <= int(span[2])}
    kinds = {box.value for box in boxes_of(state)} - visits.keys()
    away = kinds if span else frozenset()
    unwanted = wanted.unwanted | (visits.keys() - told) | away
    nothing = wanted.nothing or unwanted >= visits.keys() | kinds
    return replace(wanted, unwanted=unwanted, nothing=nothing)


def _filled(visits: list[Thing], weights: Mapping[str, int], room: float) -> Iterator[list[Thing]]:
    """Visits in their order, in groups that fill `room`; two at least, for all did not fit."""
    ours = [weights[thing.subject] for thing in visits]
    room = min(room, (sum(ours) + max(ours)) / 2)
    group: list[Thing] = []
    left = room
    for thing, weight in zip(visits, ours, strict=True):
        if group and weight > left:
            yield group
            group, left = [], room
        group.append(thing)
        left -= weight
    yield group


def _weights(entries: Iterable[Entry]) -> dict[str, int]:
    """What each thing adds, by its subject, with all that was said of it later."""
    found: dict[str, int] = {}
    for entry in entries:
        said = json.dumps(dict(entry.payload), ensure_ascii=False)
        weight = FORM + CHARACTER * len(said) + NEW_LINE * said.count("\\n")
        found[entry.subject] = found.get(entry.subject, 0) + weight
    return found


def _volume(group: list[Thing]) -> Volume:
    first, last = (group[at].label[1:] for at in (0, -1))
    days = sorted(thing.value.started_at.day for thing in group if thing.value.started_at)
    words = f"来访 {first} 到 {last}" if first != last else f"来访 {first}"
    return Volume(
        f"{first}-{last}", words, tuple(map(day_text, dict.fromkeys(days[:1] + days[-1:])))
    )
