"""All guide content, loaded once and proved, or refused with every fault at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from borrower_guide.guide.chapters import load_flow
from borrower_guide.guide.cross_checks import broken_links, faults_between
from borrower_guide.guide.flow import Flow
from borrower_guide.guide.proof import Proof, prove
from borrower_guide.guide.scenarios import unanswered
from borrower_guide.guide.series import Series, load_series
from borrower_guide.guide.words import Glossary, faults_of_glossary, load_glossary
from borrower_guide.law.library import Library
from borrower_guide.schema.faults import ContentFault, ContentFaults

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "guide"
FLOWS, SERIES = ("visit",), ("response", "companions")
WORDS = "words"

Loaded = TypeVar("Loaded")


@dataclass(frozen=True)
class Book:
    """Flows and series by id; `proofs` belong to the flows; and what hard words mean."""

    flows: Mapping[str, Flow]
    series: Mapping[str, Series]
    proofs: Mapping[str, Proof]
    glossary: Glossary


def open_book(library: Library, folder: Path = FIXTURES) -> Book:
    """The guide content of a folder against the law content; raises ContentFaults with all faults.

    Read once for each pair; a second call returns the same book.
    """
    known = frozenset(row.lineage for row in library.provisions.values())
    return _open(folder, known)


def faults_in(folder: Path, lineages: frozenset[str] | None) -> tuple[ContentFault, ...]:
    """Every fault of the guide content; None: the law content is at fault itself, so skip bases."""
    return _read(folder, lineages)[1]


@lru_cache(maxsize=8)
def _open(folder: Path, lineages: frozenset[str]) -> Book:
    book, faults = _read(folder, lineages)
    if faults:
        raise ContentFaults(faults)
    return book


def _read(folder: Path, lineages: frozenset[str] | None) -> tuple[Book, tuple[ContentFault, ...]]:
    faults: list[ContentFault] = []
    flows = dict(_each(folder, FLOWS, load_flow, faults))
    series = dict(_each(folder, SERIES, load_series, faults))
    proofs = {key: prove(flow, f"{key}.yaml") for key, flow in flows.items()}
    for proof in proofs.values():
        faults += proof.faults
    for key, content in (flows | series).items():
        faults += faults_between(content, f"{key}.yaml", lineages)
        faults += broken_links(content, f"{key}.yaml", flows)
    faults = [_at_home(fault, flows) for fault in faults]
    faults += _unanswered(flows, series) if not faults else []
    glossary = dict(_each(folder, (WORDS,), load_glossary, faults)).get(WORDS, Glossary())
    faults += faults_of_glossary(glossary, f"{WORDS}.yaml", lineages)
    return Book(flows, series, proofs, glossary), tuple(faults)


def _unanswered(flows: Mapping[str, Flow], series: Mapping[str, Series]) -> list[ContentFault]:
    """A fault for each situation of the catalogue that no page says it answers."""
    ends = [key for flow in flows.values() for end in flow.outcomes for key in end.answers]
    read = [key for one in series.values() for page in one.pages for key in page.answers]
    text = "没有一页回答这种情况，请在一个结果或页面的 answers 里写上它"
    return [ContentFault("visit.yaml", key, text) for key in unanswered(ends + read)]


def _at_home(fault: ContentFault, flows: Mapping[str, Flow]) -> ContentFault:
    """The fault of a node that stands in a chapter names the chapter."""
    flow = flows.get(fault.file.removesuffix(".yaml"))
    home = flow.homes.get(fault.where.split(".")[0]) if flow else None
    return replace(fault, file=home) if home else fault


def _each(
    folder: Path,
    ids: tuple[str, ...],
    read: Callable[[Path], Loaded],
    faults: list[ContentFault],
) -> Iterator[tuple[str, Loaded]]:
    for key in ids:
        try:
            yield key, read(folder / f"{key}.yaml")
        except ContentFaults as error:
            faults += error.faults
