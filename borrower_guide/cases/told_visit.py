"""A visit as its page tells it: section by section, with what was said before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from borrower_guide.cases.forms.sections import SECTIONS, Section, section_of
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.schema.telling import Told, told


class Amendment(NamedTuple):
    """补 `number`, and the minute at which it was written."""

    number: int
    written: str


@dataclass(frozen=True)
class ToldSection:
    section: Section
    lines: tuple[Told, ...]
    changes: tuple[Amendment, ...]


def told_sections(state: CaseState, visit: Thing) -> list[ToldSection]:
    """Each section of the long form with the lines that are filled and the amendments to it.

    What is told of each visitor, each sentence and the like stands line under line.
    """
    loan = state.loan_of(visit.value)
    lines = [*told(visit.value, skip=frozenset({"id", "loan"}), between="\n")]
    lines += [line._replace(name="loan") for line in told(loan)] if loan else []
    return [
        ToldSection(
            section,
            tuple(line for line in lines if line.name in section.fields),
            tuple(_amendments(visit, section)),
        )
        for section in SECTIONS
    ]


def _amendments(visit: Thing, section: Section) -> Iterator[Amendment]:
    """One for each amending entry that touches the section."""
    touched = {
        change.number: change.logged_at
        for change in visit.changes
        if section_of(change.field) is section
    }
    for number, at in touched.items():
        yield Amendment(number, f"{at[:10]} {at[11:16]}")
