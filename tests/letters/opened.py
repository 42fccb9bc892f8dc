"""A case that a test browser holds open, with something to write papers of."""

import html
import re
from typing import Any

from borrower_guide.cases.access.cookies import PREFIX
from borrower_guide.cases.entries import Kind
from borrower_guide.cases.state import CaseState, project
from borrower_guide.cases.taking.from_file import new_entries
from borrower_guide.cases.things import Thing
from borrower_guide.letters.kept import letters_of
from borrower_guide.schema.case import Case
from tests.cases.made import Made, a_case
from tests.cases.pages import Browser, Page


class Desk:
    """Goes through the pages of the papers of one case as a browser without scripts would."""

    def __init__(self, case: dict[str, Any]) -> None:
        news = new_entries(Case.read(case), imported=False)
        self.made: Made = a_case(*(new for new in news if new.kind is not Kind.CASE))
        self.browser = Browser()
        self.browser.client.cookies[PREFIX + self.made.case.pk] = self.made.holding.sealed()
        self.all = f"/cases/{self.made.case.pk}/letters/"

    @property
    def state(self) -> CaseState:
        return project(self.made.entries())

    @property
    def letters(self) -> tuple[Thing, ...]:
        return letters_of(self.state)

    def one(self, step: str = "", which: int = -1) -> str:
        """The address of a letter, the newest unless told otherwise."""
        return f"{self.all}{self.letters[which].subject}/{step}"

    def get(self, address: str) -> Page:
        return self.browser.get(address)

    def begin(self, query: str) -> Page:
        """The page on which a paper is written, with what its form would send."""
        return self.get(f"{self.all}new/?{query}&edit=1")

    def write(self, query: str, **boxes: str) -> Page:
        """Open that page and send it, some boxes changed; gives the answer."""
        return self.send(self.begin(query), **boxes)

    def send(self, page: Page, address: str = "", **boxes: Any) -> Page:
        typed = {f"block.{name}": text for name, text in boxes.items()}
        return self.browser.post(address or f"{self.all}new/", **sent(page), **typed)


def sent(page: Page) -> dict[str, list[str]]:
    """The hidden inputs of a page, each with all its values."""
    raw = page.response.content.decode()
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', raw):
        found.setdefault(name, []).append(html.unescape(value))
    found.pop("csrfmiddlewaretoken", None)
    return found


def box_of(text: str, key: str) -> str:
    """What stands in the box of a block."""
    found = re.search(rf'(?s)<textarea id="f-block-{key}"[^>]*>\n(.*?)</textarea>', text)
    assert found, key
    return found[1]
