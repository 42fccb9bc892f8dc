"""Cases for papers: the full sample or a journal in a given order, and a choice out of it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from borrower_guide.cases.entries import Entry, NewEntry, link
from borrower_guide.cases.state import CaseState, project
from borrower_guide.cases.taking.from_file import new_entries
from borrower_guide.law.content import load_library
from borrower_guide.law.library import Library
from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.form import load_papers
from borrower_guide.letters.paper import Paper
from borrower_guide.money.plan import Debt, Item, Plan
from borrower_guide.schema.case import Case

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LIBRARY: Library = load_library()
PAPERS = load_papers()
GOES_TO = [(form.id, channel) for form in PAPERS.values() for channel in form.channels or [""]]
PLAN = Plan(
    income=Decimal(5000),
    items=(Item("房租", Decimal(1500)), Item("吃饭", Decimal("900.5"))),
    debts=(Debt("某某银行", Decimal(3000), Decimal("900.5")), Debt("某某公司", None, None)),
)


def journal(news: Iterable[NewEntry]) -> CaseState:
    """The case that these entries tell, in this order."""
    entries: list[Entry] = []
    for new in news:
        entries.append(link(entries[-1] if entries else None, new, NOW))
    return project(entries)


def state_of(case: dict[str, Any]) -> CaseState:
    """The case of the case format, as its journal tells it."""
    return journal(new_entries(Case.read(case), imported=False))


def chosen(form: str, case: dict[str, Any] | CaseState, channel: str = "", **other: Any) -> Chosen:
    """Everything that can be chosen for a paper of that id."""
    state = case if isinstance(case, CaseState) else state_of(case)
    given: dict[str, Any] = {
        "channel": next((one for one in LIBRARY.channels if one.id == channel), None),
        "visits": tuple(one for one in state.visits if not one.withdrawn),
        "requests": LIBRARY.requests,
        "provisions": tuple(LIBRARY.citations.values())[:3],
        "complaint": next(iter(state.complaints), None),
        "plan": PLAN,
        "first_due": date(2027, 1, 31),
    }
    return Chosen(form=PAPERS[form], state=state, **(given | other))


def text(paper: Paper) -> str:
    """All of it, a line for each of its lines."""
    return "\n".join("|".join(line.cells) for block in paper.blocks for line in block.lines)
