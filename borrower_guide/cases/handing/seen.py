"""谁看过: what others did with a case, the newest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.core.paginator import Page, Paginator

from borrower_guide.cases.handing.places import place_words
from borrower_guide.cases.models import Access, CaseFile

A_PAGE = 50


@dataclass(frozen=True)
class Line:
    """What one did on one page within a minute, and how often."""

    at: datetime
    label: str
    doing: str
    place: str
    times: int


def seen(case: CaseFile, page: str) -> tuple[Page[Access], list[Line]]:
    """One page of the rows, and what they say; a number that is none is the nearest page."""
    rows = Access.objects.filter(case=case.pk).order_by("-at", "-pk")
    shown = Paginator(rows, A_PAGE).get_page(page)
    return shown, list(_lines(shown))


def _lines(rows: Iterable[Access]) -> Iterator[Line]:
    for _, group in groupby(rows, key=_act):
        alike = list(group)
        newest = alike[0]
        words = Access.Doing(newest.doing).label
        yield Line(newest.at, newest.label, words, place_words(newest.place), len(alike))


def _act(row: Access) -> tuple[str, ...]:
    """What makes two rows one line: twelve pictures of twelve pages are looked at as one."""
    return (f"{row.at:%Y%m%d%H%M}", row.slot, row.label, row.doing, place_words(row.place))
