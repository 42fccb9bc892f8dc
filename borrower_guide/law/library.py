"""All authored law content, loaded and checked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from borrower_guide.law.channel import Channel
from borrower_guide.law.finding import Citation
from borrower_guide.law.gaps import GapTexts
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.phrase import Phrase
from borrower_guide.law.provision import Provision
from borrower_guide.law.request import Request
from borrower_guide.law.rule import Rule
from borrower_guide.law.topic import Topic
from borrower_guide.law.unchecked import Unchecked
from borrower_guide.schema.faults import ContentFault


@dataclass(frozen=True)
class Library:
    """Provisions, rules, patterns and phrases by id; the rest in the order of the content.

    Provisions in `switched_off` stay readable here but belong to no lineage: nothing cites them.
    """

    provisions: Mapping[str, Provision]
    rules: Mapping[str, Rule]
    patterns: Mapping[str, Pattern]
    phrases: Mapping[str, Phrase]
    channels: tuple[Channel, ...]
    unchecked: tuple[Unchecked, ...]
    requests: tuple[Request, ...]
    gap_texts: GapTexts
    switched_off: frozenset[str] = frozenset()
    citations: Mapping[str, Citation] = field(init=False)
    _lineages: Mapping[str, tuple[Provision, ...]] = field(init=False)

    def __post_init__(self) -> None:
        rows = self.provisions.values()
        live = (row for row in rows if row.id not in self.switched_off)
        object.__setattr__(self, "_lineages", by_lineage(live))
        object.__setattr__(self, "citations", {row.id: Citation.of(row) for row in rows})

    def lineage(self, name: str) -> tuple[Provision, ...]:
        """The rows of one norm, oldest first; empty if all are switched off."""
        return self._lineages.get(name, ())

    def warns(self, citation: Citation) -> bool:
        """Whether it warns the borrower that time runs anew: on a paper for others it accuses
        nobody, and tells the other side."""
        return Topic.LIMITATION in self.provisions[citation.id].topics


def by_lineage(provisions: Iterable[Provision]) -> dict[str, tuple[Provision, ...]]:
    """The provisions of each lineage, oldest first."""
    found: dict[str, list[Provision]] = defaultdict(list)
    for provision in sorted(provisions, key=lambda row: row.in_force_from):
        found[provision.lineage].append(provision)
    return {name: tuple(rows) for name, rows in found.items()}


def overdue(library: Library, on: date) -> tuple[ContentFault, ...]:
    """A fault for each provision and channel whose `review_by` lies before `on`."""
    return tuple(_overdue(library, on))


def _overdue(library: Library, on: date) -> Iterator[ContentFault]:
    files: tuple[tuple[str, Iterable[Provision | Channel]], ...] = (
        ("provisions.yaml", library.provisions.values()),
        ("channels.yaml", library.channels),
    )
    for file, rows in files:
        for row in rows:
            if row.review_by < on:
                message = f"应在 {row.review_by} 前再核对一次，请核对后改 checked_on 和 review_by"
                yield ContentFault(file, row.id, message)
