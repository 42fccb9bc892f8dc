"""What can be found: every question, ending, page, provision, rule, place and word, as loaded."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.urls import reverse
from pydantic import BaseModel

from borrower_guide.guide import clock, shelves
from borrower_guide.guide.book import Book
from borrower_guide.guide.leaning import node_address, rule_address
from borrower_guide.guide.sayings import saying_address
from borrower_guide.guide.search import Document, Index
from borrower_guide.law.content import load_library
from borrower_guide.law.library import Library
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.provision import Provision
from borrower_guide.law.rule import Rule

# Of a row: what is shown as its title, or is about the row and no part of what it says.
_NOT_TEXT = {
    *("id", "title", "name", "word", "source", "status", "url", "href", "basis", "homes"),
    "told",  # of a pattern: its sentence of facts, with holes for days and numbers
}


def index() -> Index:
    """The index of today's content, built at the first search of a process."""
    return _index(shelves.library().switched_off, clock.today())


@lru_cache(maxsize=2)
def _index(switched_off: frozenset[str], today: date) -> Index:
    library, book = load_library(switched_off=switched_off), shelves.book()
    return Index(
        (*_guide(book), *_places(library), *_sayings(library), *_law(library, today), *_words(book))
    )


def _guide(book: Book) -> Iterator[Document]:
    for series in book.series.values():
        for page in series.pages:
            address = reverse("guide:page", args=[series.id, page.id])
            yield Document(address, series.title, page.title, lines(page))
    for flow in book.flows.values():
        for outcome in flow.outcomes:
            yield Document(node_address(flow, outcome), "办法", outcome.title, lines(outcome))
        for step in flow.steps:
            # A question means something on its route alone, so it leads to the first.
            asked = tuple(line for line in lines(step) if line != step.ask)
            yield Document(node_address(flow, step), "问答", step.ask, asked)


def _places(library: Library) -> Iterator[Document]:
    for channel in library.channels:
        title = f"{channel.name} {channel.number}".strip()
        yield Document(reverse("guide:channel", args=[channel.id]), "去处", title, lines(channel))


def _sayings(library: Library) -> Iterator[Document]:
    for phrase in library.phrases.values():
        yield Document(saying_address(phrase), "他这样说", phrase.label, lines(phrase))


def _law(library: Library, today: date) -> Iterator[Document]:
    for row in library.provisions.values():
        if _stands(row, library, today):
            address = reverse("guide:provision", args=[row.id])
            cite = library.citations[row.id].cite
            yield Document(address, row.rank.label, cite, lines(row))
    rules: tuple[Rule | Pattern, ...] = (*library.rules.values(), *library.patterns.values())
    for rule in rules:
        yield Document(rule_address(rule), "怎样判断", rule.title, lines(rule))
    for one in library.unchecked:
        address = f"{reverse('guide:unchecked')}#{one.id}"
        yield Document(address, "还没核对", one.title, lines(one))


def _stands(row: Provision, library: Library, today: date) -> bool:
    """In force, or the last of its lineage: from there the page leads to the older ones."""
    newer = any(other.in_force_from > row.in_force_from for other in library.lineage(row.lineage))
    return row.id not in library.switched_off and (row.last_day >= today or not newer)


def _words(book: Book) -> Iterator[Document]:
    for word in book.glossary.words:
        title = "、".join(word.written)
        yield Document(f"{reverse('guide:words')}#{word.id}", "难懂的词", title, (word.text,))


def lines(row: BaseModel) -> tuple[str, ...]:
    """Every Chinese sentence that a row of content tells its readers, in order."""
    return tuple(dict.fromkeys(_texts(row)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in _NOT_TEXT:
                yield from _texts(getattr(value, name))
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _texts(one))
    elif isinstance(value, tuple):
        yield from (text for one in value for text in _texts(one))
    elif type(value) is str and not value.isascii():
        yield value
