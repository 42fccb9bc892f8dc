"""A case file as new entries of a journal. No Django."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from borrower_guide.cases.entries import Entry, Kind, NewEntry, link, new_id
from borrower_guide.cases.references import relabelled
from borrower_guide.schema.case import Case


def new_entries(
    case: Case, *, imported: bool = True, ids: Callable[[], str] = new_id
) -> Iterator[NewEntry]:
    """The entries that write `case` down: first the case, then what others refer to.

    Subjects are made anew; an item's id in the file stays in its payload, as a label. `ids` makes
    the ids of entries and subjects, the same for the same file where a repeat is to be nothing.
    """
    about: dict[str, Any] = {"title": case.title, "reporter_role": case.reporter_role.value}
    about |= {"imported": True} if imported else {}
    about = {key: value for key, value in about.items() if value is not None}
    yield NewEntry(kind=Kind.CASE, subject=ids(), id=ids(), payload=about)
    names: dict[Kind, dict[str, str]] = {}
    for kind, items in _in_order(case):
        names[kind] = {item.id: ids() for item in items}
        for item in items:
            loans, exhibits = names[Kind.LOAN], names.get(Kind.EXHIBIT, {})
            payload = relabelled(item.to_payload(), loans, exhibits)
            yield NewEntry(kind=kind, subject=names[kind][item.id], id=ids(), payload=payload)


def entries_of(case: Case, logged_at: datetime) -> tuple[Entry, ...]:
    """`case` as a journal in memory, all written at `logged_at` (aware)."""
    entries: list[Entry] = []
    for new in new_entries(case):
        entries.append(link(entries[-1] if entries else None, new, logged_at))
    return tuple(entries)


def _in_order(case: Case) -> tuple[tuple[Kind, tuple[Any, ...]], ...]:
    return (
        (Kind.LOAN, case.loans),
        (Kind.EXHIBIT, case.exhibits),
        (Kind.VISIT, case.visits),
        (Kind.CONTACT, case.contacts),
        (Kind.COMPLAINT, case.complaints),
    )
