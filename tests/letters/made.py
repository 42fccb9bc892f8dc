"""Cases for papers: the full sample, folded, and a choice out of it."""

from datetime import UTC, datetime
from typing import Any

from borrower_guide.cases.entries import Entry, link
from borrower_guide.cases.state import CaseState, project
from borrower_guide.cases.taking.from_file import new_entries
from borrower_guide.law.content import load_library
from borrower_guide.law.library import Library
from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.form import load_papers
from borrower_guide.schema.case import Case

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LIBRARY: Library = load_library()
PAPERS = load_papers()


def state_of(case: dict[str, Any]) -> CaseState:
    """The case of the case format, as its journal tells it."""
    entries: list[Entry] = []
    for new in new_entries(Case.read(case), imported=False):
        entries.append(link(entries[-1] if entries else None, new, NOW))
    return project(entries)


def chosen(form: str, case: dict[str, Any], channel: str = "") -> Chosen:
    """Everything that can be chosen for a paper of that id."""
    state = state_of(case)
    return Chosen(
        form=PAPERS[form],
        state=state,
        channel=next((one for one in LIBRARY.channels if one.id == channel), None),
        visits=state.visits,
        requests=LIBRARY.requests,
        provisions=tuple(LIBRARY.citations.values())[:3],
        complaint=next(iter(state.complaints), None),
    )
