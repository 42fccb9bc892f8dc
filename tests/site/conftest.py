"""A browser's view of our own pages: parsed HTML, without a browser."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpResponse

Element = tuple[str, dict[str, str | None]]


class Page(HTMLParser):
    """Every element of a page in order, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """The attributes of each `tag` that has the wanted ones."""
        return [
            found
            for name, found in self.elements
            if name == tag and all(found.get(key) == value for key, value in wanted.items())
        ]

    def ids(self) -> list[str]:
        """Every id, repeats included."""
        return [value for _, found in self.elements if (value := found.get("id"))]


@pytest.fixture
def parsed() -> Callable[[HttpResponse], Page]:
    """Parse a response."""

    def parse(response: Any) -> Page:
        return Page(response.content.decode())

    return parse
