"""The verbs of a case: what a person does becomes entries, and a repeat becomes nothing."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from borrower_guide.cases import rows
from borrower_guide.cases.entries import Action, Entry, Kind, NewEntry, derived, new_id
from borrower_guide.cases.forms.visit import changes
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.references import has_references, relabelled
from borrower_guide.cases.things import Thing
from borrower_guide.schema.canonical import canonical
from borrower_guide.schema.faults import ChainBreak


@dataclass(frozen=True)
class Saved:
    """`how`: new; same (a repeat, nothing written); amended (a repeat with another text)."""

    subject: str
    how: str


def add_visit(
    opened: OpenCase,
    *,
    entry_id: str,
    payload: dict[str, Any],
    loan: dict[str, Any] | None = None,
    about: dict[str, Any] | None = None,
) -> Saved:
    """Write a visit; with it the case's own entry and a new loan where they are needed.

    `payload` names its loan by label (L1) or takes `loan`, a new one. `entry_id` comes with the
    form, so that a second submit finds the first. Raises NotSaved.
    """
    entry_id = form_id(entry_id)
    first = []
    payload = to_subjects(opened, payload)
    if loan:
        first.append(new_loan(entry_id, loan))
        payload["loan"] = first[-1].subject
    visit = NewEntry(kind=Kind.VISIT, subject=entry_id, id=entry_id, payload=payload)
    return add(opened, *first, visit, form=entry_id, about=about)


def add(opened: OpenCase, *news: NewEntry, form: str, about: dict[str, Any] | None = None) -> Saved:
    """Write things, and the case's own entry where it is needed; `form` is the id of the form.

    What is told of is the last of them: sent again it is nothing, with another text it is amended.
    Raises NotSaved.
    """
    new = news[-1]
    known = not opened.is_new and rows.knows(opened.ref, new.id)
    stored = opened.append(*_first_words(opened, form, about or {}), *news)[-1]
    if stored.says(new):
        return Saved(new.subject, "same" if known else "new")
    return _said_otherwise(opened.again(), stored, new)


def amendment(thing: Thing, changed: dict[str, Any], *, based_on: int) -> list[NewEntry]:
    """The entry that says what changed of a thing; none if nothing did."""
    if not changed:
        return []
    payload = {"based_on": based_on, "changed": changed}
    # The same amendment sent twice is one: its id follows from what it says.
    name = derived(thing.subject, f"{thing.last_seq}/{canonical(payload).decode()}")
    return [
        NewEntry(
            kind=thing.kind,
            subject=thing.subject,
            id=name,
            action=Action.AMEND,
            payload=payload,
        )
    ]


def new_loan(entry_id: str, payload: dict[str, Any]) -> NewEntry:
    """A loan that came with the form `entry_id`: sent twice, it is the same loan."""
    subject = derived(form_id(entry_id), "loan")
    return NewEntry(kind=Kind.LOAN, subject=subject, id=subject, payload=payload)


def withdraw(opened: OpenCase, thing: Thing, reason: str) -> None:
    """Mark a thing as withdrawn; its line and its words stay. The same reason again is nothing."""
    opened.append(
        NewEntry(
            kind=thing.kind,
            subject=thing.subject,
            id=derived(thing.subject, f"withdraw/{reason}"),
            action=Action.WITHDRAW,
            payload={"reason": reason},
        )
    )


def id_of_form(request: HttpRequest) -> str:
    """The id that a form was first shown with: sent again it says the same thing."""
    return form_id(request.POST.get("entry_id", ""))


def form_id(text: str) -> str:
    """The id that came with a form, or a fresh one if it is none."""
    return text if re.fullmatch(r"[0-9a-f]{32}", text) else new_id()


def stored(opened: OpenCase, changed: dict[str, Any]) -> dict[str, Any]:
    """Changed fields with references as the journal stores them; None still empties a field."""
    filled = {name: value for name, value in changed.items() if value is not None}
    renamed = to_subjects(opened, filled)
    return {name: renamed.get(name) for name in changed}


def to_subjects(opened: OpenCase, payload: dict[str, Any]) -> dict[str, Any]:
    """A payload whose references are labels, as the journal stores it."""
    if opened.is_new or not has_references(payload):
        return relabelled(payload, {}, {})
    things = opened.state.things
    names = {thing.label: thing.subject for thing in things}
    return relabelled(payload, names, names)


def _first_words(opened: OpenCase, entry_id: str, about: dict[str, Any]) -> list[NewEntry]:
    if not opened.is_new:
        return []
    subject = derived(entry_id, "case")
    payload = {"reporter_role": "unknown", **about}
    return [NewEntry(kind=Kind.CASE, subject=subject, id=subject, payload=payload)]


def _said_otherwise(opened: OpenCase, first: Entry, new: NewEntry) -> Saved:
    """The form was sent again with another text: what differs from its first sending is amended.

    What was added since then in other ways stays.
    """
    thing = opened.state.thing(new.subject)
    if thing is None:  # withdrawn things stay in the state, so this is a broken journal
        raise ChainBreak(len(opened.entries), "找不到刚存的一条")
    names = tuple(sorted({*first.payload, *new.payload} - {"id"}))
    changed = changes(names, new.payload, first.payload, thing.payload)
    news = amendment(thing, changed, based_on=thing.last_seq)
    opened.append(*news)
    return Saved(new.subject, "amended" if news else "same")
