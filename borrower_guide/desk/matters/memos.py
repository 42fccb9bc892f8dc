"""Memos beside a case: kept, read and dropped; sealed under the vault of whoever wrote them."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from borrower_guide.cases import writing
from borrower_guide.cases.access.keys import WrongKey, seal, unseal
from borrower_guide.cases.entries import derived
from borrower_guide.cases.journal import forget_traces
from borrower_guide.desk.accounts.acting import acting
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.matters.memo_forms import Consent, TakenBack, WorkNote
from borrower_guide.desk.models import Matter, Memo
from borrower_guide.schema.canonical import canonical
from borrower_guide.schema.model import Payload

TAKES_BACK = "takes_back"  # in a withdrawal: the name of its consent


@dataclass(frozen=True)
class Noted:
    """A work note and its row."""

    row: Memo
    said: WorkNote


@dataclass(frozen=True)
class Agreed:
    """A consent, its row, and how it was taken back: mostly not at all."""

    row: Memo
    said: Consent
    ended: tuple[tuple[Memo, TakenBack], ...]


@dataclass(frozen=True)
class Memos:
    """All memos of a matter, the newest first. `locked`: sealed under a vault that was lost."""

    notes: tuple[Noted, ...]
    consents: tuple[Agreed, ...]
    locked: int


def keep(who: SignedIn, matter: Matter, said: Payload, form: str, *, takes_back: str = "") -> None:
    """Keep what was said; from the form of this id once, however often it is sent.

    `takes_back`: the name of the consent that it ends. Raises NotSaved, or SignedOut: what was
    deleted with their desk must not come back.
    """
    text = canonical(said.to_payload() | ({TAKES_BACK: takes_back} if takes_back else {}))
    name = derived(writing.form_id(form), text.decode())
    kind = Memo.Kind.NOTE if isinstance(said, WorkNote) else Memo.Kind.CONSENT
    more = {
        "kind": kind,
        "made_at": timezone.now(),
        "sealed": seal(who.vault, text, _place(matter.pk, kind, name)),
    }
    with acting(who):
        Memo.objects.get_or_create(matter=matter, name=name, defaults=more)
        Memo.objects.filter(matter=matter, name=form, kind=Memo.Kind.DRAFT).delete()


def memos_of(who: SignedIn, matter: Matter) -> Memos:
    """Opened with the vault; what it does not open is only counted."""
    whole = Memo.objects.filter(matter=matter).exclude(kind=Memo.Kind.DRAFT)
    rows = list(whole.order_by("-made_at", "-pk"))
    told = [(row, said) for row in rows if (said := _opened(who, row)) is not None]
    ends: dict[str, list[tuple[Memo, TakenBack]]] = {}
    for row, said in told:
        if consent := said.pop(TAKES_BACK, ""):
            ends.setdefault(consent, []).append((row, TakenBack.read(said)))
    ending = {row.pk for found in ends.values() for row, _ in found}
    notes = tuple(
        Noted(row, WorkNote.read(said)) for row, said in told if row.kind == Memo.Kind.NOTE
    )
    consents = tuple(
        Agreed(row, Consent.read(said), tuple(ends.get(row.name, ())))
        for row, said in told
        if row.kind == Memo.Kind.CONSENT and row.pk not in ending
    )
    return Memos(notes, consents, len(rows) - len(told))


def drop(who: SignedIn, one: Noted | Agreed) -> None:
    """Delete a memo, a consent with its end. Raises SignedOut or NotSaved."""
    ended = one.ended if isinstance(one, Agreed) else ()
    rows = [one.row.pk, *(row.pk for row, _ in ended)]
    with acting(who):
        Memo.objects.filter(pk__in=rows).delete()
    forget_traces()


def _opened(who: SignedIn, row: Memo) -> dict[str, Any] | None:
    place = _place(row.matter_id, row.kind, row.name)
    try:
        said: dict[str, Any] = json.loads(unseal(who.vault, bytes(row.sealed), place))
    except WrongKey:  # from before the password was lost
        return None
    return said


def _place(matter: int, kind: str, name: str) -> str:
    return f"memo:{matter}:{kind}:{name}"
