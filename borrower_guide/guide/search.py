"""Full-text search without a word list: pairs of neighbouring characters, rare ones weigh more.

A run of digits or Latin letters is one unit (12378, app). A single character is looked up as such.
Full and half width, large and small letters are the same; punctuation parts.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log

IN_TITLE, IN_TEXT, WHOLE = 2, 1, 2  # weights; WHOLE multiplies where every word stands
LEAST = 0.3  # of what was asked, by rarity: a document that holds less is not shown
MOST = 20
LONGEST_SNIPPET = 60

_RUN = re.compile(r"[0-9a-z]+|[^0-9a-z\s]+")
Span = tuple[str, bool]  # a piece of text, and whether it was looked for


@dataclass(frozen=True, slots=True)
class Document:
    """Something to find. `kind`: what it is, in a word; `lines`: its sentences, in order."""

    address: str
    kind: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document, and where it matches."""

    document: Document
    title: tuple[Span, ...]
    snippet: tuple[Span, ...]


class Index:
    """Every document by the units that it holds. Built once; a search reads it alone."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self.texts = [fold("\n".join((one.title, *one.lines))) for one in self.documents]
        self.places: dict[str, dict[int, int]] = defaultdict(dict)
        for number, document in enumerate(self.documents):
            for line in document.lines:
                self._hold(number, line, IN_TEXT)
            self._hold(number, document.title, IN_TITLE)

    def search(self, asked: str) -> list[Hit]:
        """The best first, at most `MOST`; one for each address."""
        words = fold(asked).split()
        looked_for = {unit: self._rarity(unit) for word in words for unit in units(word)}
        scores = self._scores(looked_for, words)
        ranked = sorted(scores, key=lambda number: (-scores[number], number))
        unique: dict[str, Document] = {}
        for document in map(self.documents.__getitem__, ranked):
            unique.setdefault(document.address, document)
        return [_hit(document, looked_for) for document in list(unique.values())[:MOST]]

    def _hold(self, number: int, text: str, weight: int) -> None:
        for unit in units(fold(text), single=True):
            self.places[unit][number] = weight

    def _rarity(self, unit: str) -> float:
        held = len(self.places.get(unit, ()))
        return log((len(self.documents) + 1) / held) if held else 0.0

    def _scores(self, looked_for: Mapping[str, float], words: list[str]) -> Mapping[int, float]:
        scores: dict[int, float] = defaultdict(float)
        held: dict[int, float] = defaultdict(float)
        for unit, rarity in looked_for.items():
            for number, weight in self.places.get(unit, {}).items():
                scores[number] += rarity * weight
                held[number] += rarity
        least = LEAST * sum(looked_for.values())
        return {
            number: score * (WHOLE if all(word in self.texts[number] for word in words) else 1)
            for number, score in scores.items()
            if held[number] >= least
        }


def fold(text: str) -> str:
    """Character by character, so that places stay: one width, small letters, signs as blanks."""
    return "".join(map(_folded, text))


def units(folded: str, *, single: bool = False) -> Iterator[str]:
    """What is looked up. `single`: each Han character too, as for the index itself."""
    for _, unit in _placed(folded, single):
        yield unit


def _placed(folded: str, single: bool = False) -> Iterator[tuple[int, str]]:
    for run in _RUN.finditer(folded):
        text, at = run[0], run.start()
        if text[0].isascii() or len(text) == 1:
            yield at, text
            continue
        yield from ((at + place, text[place : place + 2]) for place in range(len(text) - 1))
        if single:
            yield from ((at + place, character) for place, character in enumerate(text))


def _folded(character: str) -> str:
    one = unicodedata.normalize("NFKC", character).lower()
    if len(one) != 1:
        one = character
    return one if one.isalnum() else " "


def _hit(document: Document, looked_for: Mapping[str, float]) -> Hit:
    def worth(line: str) -> float:
        return sum(looked_for.get(unit, 0) for unit in {*units(fold(line), single=True)})

    line = max(document.lines, key=worth, default="")
    return Hit(
        document, marked(document.title, looked_for), marked(_cut(line, looked_for), looked_for)
    )


def marked(text: str, looked_for: Iterable[str]) -> tuple[Span, ...]:
    """The text in pieces, those that were looked for marked."""
    wanted, lit = set(looked_for), [False] * len(text)
    for at, unit in _placed(fold(text), single=True):
        if unit in wanted:
            lit[at : at + len(unit)] = [True] * len(unit)
    pieces: list[Span] = []
    for character, on in zip(text, lit, strict=True):
        if pieces and pieces[-1][1] == on:
            pieces[-1] = (pieces[-1][0] + character, on)
        else:
            pieces.append((character, on))
    return tuple(pieces)


def _cut(line: str, looked_for: Iterable[str]) -> str:
    """A long line from shortly before the first place that matches."""
    if len(line) <= LONGEST_SNIPPET:
        return line
    wanted = set(looked_for)
    at = next((place for place, unit in _placed(fold(line), single=True) if unit in wanted), 0)
    start = max(0, min(at - 10, len(line) - LONGEST_SNIPPET))
    end = start + LONGEST_SNIPPET
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
