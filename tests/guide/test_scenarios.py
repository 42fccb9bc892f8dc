"""Every situation of the catalogue is answered by a page that holds what it must hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from borrower_guide.guide.content import Section
from borrower_guide.guide.flow import Outcome, Step
from borrower_guide.guide.scenarios import SCENARIOS, unanswered
from borrower_guide.guide.series import Page
from borrower_guide.guide.shelves import book
from borrower_guide.law.yaml_reader import read_yaml

FOLDER = Path(__file__).parent / "scenarios"
MOST_TAPS = 5
TABLE: dict[str, dict[str, Any]] = {
    key: row for file in sorted(FOLDER.glob("*.yaml")) for key, row in read_yaml(file).items()
}
ITEMS = [
    (key, kind, item)
    for key, row in TABLE.items()
    for kind in ("ask", "answer", "keep")
    for item in row.get(kind, ())
]


@dataclass(frozen=True)
class Told:
    """What a page says, by the kind of sentence."""

    answers: tuple[str, ...]
    ask: str
    answer: str
    keep: str


def told(page: Outcome | Page) -> Told:
    parts: tuple[Section, ...] = page.sections if isinstance(page, Outcome) else page.parts
    lead = page.lead or ""
    say = [part.say or "" for part in parts]
    claims = [claim.text for part in parts for claim in part.claims]
    advice = [line for part in parts for line in (part.title, *part.do, *part.never)]
    labels = [action.label for action in page.actions]
    return Told(
        page.answers,
        ask="\n".join([page.title, lead, *(line for part in parts for line in part.ask)]),
        answer="\n".join([page.title, lead, *advice, *say, *claims, *labels]),
        keep="\n".join(line for part in parts for line in part.keep),
    )


def pages() -> Iterator[tuple[str, Outcome | Page]]:
    """Every outcome by its id, every reading page as series/page."""
    for outcome in book().flows["visit"].outcomes:
        yield outcome.id, outcome
    for series in book().series.values():
        for page in series.pages:
            yield f"{series.id}/{page.id}", page


PAGES = dict(pages())


def test_every_situation_has_its_row() -> None:
    assert set(TABLE) == set(SCENARIOS)
    assert len(SCENARIOS) == 87


def test_every_situation_is_named_by_a_page() -> None:
    assert unanswered(key for page in PAGES.values() for key in page.answers) == ()


@pytest.mark.parametrize("key", TABLE)
def test_the_page_of_a_situation_names_it_and_has_items(key: str) -> None:
    row = TABLE[key]
    assert key in PAGES[row["at"]].answers
    assert row.get("answer")


@pytest.mark.parametrize(("key", "kind", "item"), ITEMS, ids=["-".join(i) for i in ITEMS])
def test_the_page_holds_what_the_situation_needs(key: str, kind: str, item: str) -> None:
    assert re.search(item, getattr(told(PAGES[TABLE[key]["at"]]), kind)), item


def fewest_taps() -> dict[str, int]:
    """Taps from the first question to each outcome, one for each answer."""
    flow = book().flows["visit"]
    taps = {flow.steps[0].id: 0}
    waiting = [flow.steps[0].id]
    while waiting:
        node = flow.nodes[waiting.pop(0)]
        if not isinstance(node, Step) or node.many:
            continue
        for way in (way for option in node.options for way in node.ways(option)):
            if way.to not in taps:
                taps[way.to] = taps[node.id] + 1
                waiting.append(way.to)
    return taps


@pytest.mark.parametrize("key", TABLE)
def test_triage_leads_to_every_situation_in_five_taps(key: str) -> None:
    taps = fewest_taps()
    at = [name for name, page in PAGES.items() if key in page.answers]
    assert min((taps[name] for name in at if name in taps), default=99) <= MOST_TAPS
