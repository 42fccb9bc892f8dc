"""Loads `fixtures/law` whole, or says everything that is wrong with it."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from borrower_guide.law.channel import Channel
from borrower_guide.law.checks import Shelf, faults_in
from borrower_guide.law.gaps import GapTexts
from borrower_guide.law.library import Library
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.phrase import Phrase
from borrower_guide.law.provision import Provision
from borrower_guide.law.reading import Reading
from borrower_guide.law.request import Request
from borrower_guide.law.row import Row, Words
from borrower_guide.law.rule import Rule
from borrower_guide.law.unchecked import Unchecked
from borrower_guide.schema.acts import Act
from borrower_guide.schema.faults import ContentFaults

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "law"


class ActWithoutRule(Row):
    """Why no rule speaks of an act."""

    reason: Words


def load_library(folder: Path = FIXTURES, switched_off: frozenset[str] = frozenset()) -> Library:
    """All law content of a folder, read once. Raises ContentFaults with every fault at once.

    Provisions whose ids are in `switched_off` are never cited.
    """
    return _load(folder, switched_off)


@lru_cache(maxsize=8)
def _load(folder: Path, switched_off: frozenset[str]) -> Library:
    reading = Reading(folder)
    shelf = Shelf(
        provisions=reading.rows("provisions.yaml", Provision),
        rules=reading.rows("rules.yaml", Rule),
        channels=reading.rows("channels.yaml", Channel),
        unchecked=reading.rows("unchecked.yaml", Unchecked),
        patterns=reading.rows("patterns.yaml", Pattern),
        phrases=reading.rows("phrases.yaml", Phrase),
        requests=reading.rows("requests.yaml", Request),
        reasons=reading.one("acts.yaml", TypeAdapter(Mapping[Act, ActWithoutRule])) or {},
        gap_texts=reading.one("gaps.yaml", TypeAdapter(GapTexts)),
        lineages=reading.named("provisions.yaml", "lineage"),
        switched_off=switched_off,
    )
    faults = [*reading.faults, *faults_in(shelf)]
    if faults or shelf.gap_texts is None:
        raise ContentFaults(faults)
    return Library(
        provisions={row.id: row for row in shelf.provisions},
        rules={row.id: row for row in shelf.rules},
        patterns={row.id: row for row in shelf.patterns},
        phrases={row.id: row for row in shelf.phrases},
        channels=shelf.channels,
        unchecked=shelf.unchecked,
        requests=shelf.requests,
        gap_texts=shelf.gap_texts,
        switched_off=switched_off,
    )
