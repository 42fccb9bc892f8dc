"""Reading pages that follow one another: a closed schema, and its loader."""

from pathlib import Path

from borrower_guide.guide.content import Action, Claim, Section, load
from borrower_guide.guide.scenarios import Scenario
from borrower_guide.law.row import Key, Row, Words
from borrower_guide.schema.scalars import Flag


class Page(Section):
    """One page of a series: a section under its lead, and further `sections` where it is long."""

    id: Key
    lead: Words
    answers: tuple[Scenario, ...] = ()
    sections: tuple[Section, ...] = ()
    actions: tuple[Action, ...] = ()

    @property
    def parts(self) -> tuple[Section, ...]:
        """The page's own section, then the further ones."""
        return (self, *self.sections)


class Series(Row):
    """Pages in the order of the file; `steps`: to be taken one after another."""

    id: Key
    title: Words
    lead: Words
    steps: Flag = False
    pages: tuple[Page, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of every page."""
        return tuple(claim for page in self.pages for part in page.parts for claim in part.claims)

    def around(self, key: str) -> tuple[Page | None, Page, Page | None]:
        """The page before, the page and the page after; KeyError if there is no such page."""
        ids = [page.id for page in self.pages]
        if key not in ids:
            raise KeyError(key)
        at = ids.index(key)
        before = self.pages[at - 1] if at else None
        after = self.pages[at + 1] if at + 1 < len(ids) else None
        return before, self.pages[at], after


def load_series(path: Path) -> Series:
    """Read one series of pages; raises ContentFaults with every fault at once."""
    return load(path, Series)
