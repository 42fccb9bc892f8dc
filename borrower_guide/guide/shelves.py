"""The content that pages of this room show: the law library and the guide's own book."""

from collections.abc import Mapping
from functools import lru_cache

from borrower_guide.guide.book import Book, open_book
from borrower_guide.guide.leaning import Leaning, leaning
from borrower_guide.law.interest.content import load_interest
from borrower_guide.law_in_use import library

__all__ = ["book", "leans", "library"]


@lru_cache(maxsize=1)
def book() -> Book:
    """The flows and reading pages, read and proved once.

    A provision that is switched off keeps its lineage, so the book is the same without it.
    """
    return open_book(library())


@lru_cache(maxsize=1)
def leans() -> Mapping[str, Leaning]:
    """What leans on each lineage, found once; the same whatever is switched off."""
    return leaning(library(), book(), load_interest())
