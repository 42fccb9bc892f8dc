"""Words that a page uses: the first use of each becomes a link to the list at the page's end."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from borrower_guide.guide import clock, shelves
from borrower_guide.guide.footing import footed
from borrower_guide.guide.words import Word
from borrower_guide.law.content import load_library
from borrower_guide.law.finding import Citation

_TITLE = "《[^》]*》"  # titles of laws are names, not words to be explained


@dataclass(frozen=True, slots=True)
class Explained:
    """A word whose meaning stands today, with the provisions that carry it."""

    word: Word
    sources: tuple[Citation, ...]


class Finder:
    """Finds words in a text, from left to right, the longest at each place."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = {form: word for word in words for form in word.written}
        apart = {text for word in self.words.values() for text in word.apart}
        longest_first = sorted({*self.words, *apart}, key=lambda form: (-len(form), form))
        self.pattern = re.compile("|".join((_TITLE, *map(re.escape, longest_first))))

    def pieces(self, text: str) -> Iterator[tuple[str, Word | None]]:
        """The text in pieces, each with the word that it is, or None."""
        at = 0
        for found in self.pattern.finditer(text):
            yield text[at : found.start()], None
            yield found[0], self.words.get(found[0])
            at = found.end()
        yield text[at:], None


class PageWords:
    """What one page has used so far, in the order of first use, and what of it is linked."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        self.used: dict[str, Word] = {}
        self.linked: set[str] = set()

    def note(self, text: str) -> None:
        """Use the words of a text that can hold no link: a heading, a label, a thing to say."""
        for _, word in self.finder.pieces(text):
            if word:
                self.used.setdefault(word.id, word)

    def link(self, text: str) -> SafeString:
        """The text as HTML, escaped, each word that is not linked yet as a link."""
        pieces = (self._piece(piece, word) for piece, word in self.finder.pieces(text))
        return mark_safe("".join(pieces))  # noqa: S308 - each piece is escaped

    def _piece(self, text: str, word: Word | None) -> str:
        if word is None or word.id in self.linked:
            return escape(text)
        self.used.setdefault(word.id, word)
        self.linked.add(word.id)
        return f'<a class="word" href="#word-{word.id}">{escape(text)}</a>'


def words_of(request: HttpRequest) -> PageWords:
    """The words of the page that answers this request."""
    if "page_words" not in request.__dict__:
        _, finder = _explained(shelves.library().switched_off, clock.today())
        request.__dict__["page_words"] = PageWords(finder)
    words: PageWords = request.__dict__["page_words"]
    return words


def explained(ids: Iterable[str]) -> list[Explained]:
    """The words of these ids with their sources, in the order given."""
    standing, _ = _explained(shelves.library().switched_off, clock.today())
    return [standing[key] for key in ids if key in standing]


@lru_cache(maxsize=4)
def _explained(switched_off: frozenset[str], today: date) -> tuple[dict[str, Explained], Finder]:
    """Every word whose meaning stands, by id; a meaning that lost its provisions is left out."""
    library = load_library(switched_off=switched_off)
    standing = {
        word.id: Explained(word, claim.sources)
        for word in shelves.book().glossary.words
        for claim in footed((word.claim,), library, today)
    }
    return standing, Finder(one.word for one in standing.values())
