"""What can be found: every question, ending, page, provision, rule, saying, place and word."""

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

# Pages without content of their own, by the names of their addresses.
_DOORS = (
    (
        "site:door",
        "有人正在门口",
        "先顾安全，再看怎么说。他说自己是法院、警察。家里只有老人或孩子。",
    ),
    ("cases:new", "把来访记下来", "写清谁来过，几点来，说了什么。录音、照片也能记。"),
    ("cases:open", "打开我以前的记录", "用续填号打开，接着写，打印，全部删除。"),
    ("record:verify", "核对一份 PDF", "看打印稿做成以后有没有改过。"),
    ("money:cost", "算一算实际利率", "年化利率、利息、手续费，一年实际多少。"),
    ("money:plan", "算一算每月能还多少", "收入减去生活要用的钱，做一份还款方案。"),
    ("letters:forms", "空白表，用笔写", "走访记录、证人书面陈述、材料收据，打印出来手写。"),
    ("guide:when", "什么时候可以再问", "投诉、报案以后数日子，最晚哪天答复。"),
    ("site:privacy", "怎样保护我的内容", "存什么，怎么存，存多久，怎样全部删除。"),
    ("site:text", "字的大小", "大字，特大字，看不清的时候换。"),
)
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
        (
            *_doors(),
            *_guide(book),
            *_places(library),
            *_sayings(library),
            *_law(library, today),
            *_words(book),
        )
    )


def _doors() -> Iterator[Document]:
    for name, title, told in _DOORS:
        yield Document(reverse(name), "这里能做", title, tuple(told.split("。")[:-1]))


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
