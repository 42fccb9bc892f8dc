"""Memos written by half: sealed like memos, under the vault of whoever writes them.

What belongs to a case waits in cases/drafts.py for whoever opens the case; a memo's is its
writer's alone, so it is a memo too, named by the id of its form.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from borrower_guide.cases.access.keys import WrongKey, seal, unseal
from borrower_guide.cases.drafts import DAYS, when_kept
from borrower_guide.cases.journal import forget_traces
from borrower_guide.desk.accounts.acting import acting
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.models import Matter, Memo
from borrower_guide.schema.canonical import canonical

MOST = 10  # of one matter; the oldest gives way
Values = Mapping[str, list[str]]


@dataclass(frozen=True)
class HalfWritten:
    """One form as it was typed so far; `address` is where it stands, `title` what it is called."""

    form: str
    kept_at: datetime
    address: str
    title: str
    values: Values

    @property
    def resume(self) -> str:
        """The address at which its form is filled with it."""
        return f"{self.address}?draft={self.form}"

    @property
    def when(self) -> str:
        """今天 14:05."""
        return when_kept(self.kept_at)


def put_aside(
    who: SignedIn, matter: Matter, form: str, address: str, title: str, values: Values
) -> None:
    """Keep what was typed into this form, in place of before. Raises SignedOut or NotSaved."""
    said = {"address": address, "title": title, "values": [[*pair] for pair in values.items()]}
    sealed = seal(who.vault, canonical(said), _place(matter.pk, form))
    with acting(who):
        told = {"kind": Memo.Kind.DRAFT, "made_at": timezone.now(), "sealed": sealed}
        Memo.objects.update_or_create(matter=matter, name=form, defaults=told)
        newest = _rows(matter).values_list("pk", flat=True)[:MOST]
        _rows(matter).exclude(pk__in=list(newest)).delete()


def half_written(who: SignedIn, matter: Matter) -> tuple[HalfWritten, ...]:
    """What waits beside this matter, the newest first; what the vault does not open is left out."""
    return tuple(one for row in _rows(matter) if (one := _opened(who, row)))


def drop(who: SignedIn, matter: Matter, form: str) -> None:
    """Keep this one no longer. Raises SignedOut or NotSaved."""
    with acting(who):
        _rows(matter).filter(name=form).delete()
    forget_traces()


def drop_at(who: SignedIn, matter: Matter, address: str) -> None:
    """Keep none that was to be said there: what it was about is gone. Raises as above."""
    for one in half_written(who, matter):
        if one.address == address:
            drop(who, matter, one.form)


def sweep(now: datetime) -> None:
    """Drop what nobody came back for."""
    oldest = now - timedelta(days=DAYS)
    Memo.objects.filter(kind=Memo.Kind.DRAFT, made_at__lt=oldest).delete()


def _rows(matter: Matter) -> QuerySet[Memo]:
    return Memo.objects.filter(matter=matter, kind=Memo.Kind.DRAFT).order_by("-made_at", "-pk")


def _opened(who: SignedIn, row: Memo) -> HalfWritten | None:
    try:
        said = json.loads(unseal(who.vault, bytes(row.sealed), _place(row.matter_id, row.name)))
    except WrongKey:  # from before the password was lost
        return None
    values = {name: list(texts) for name, texts in said["values"]}
    return HalfWritten(row.name, row.made_at, said["address"], said["title"], values)


def _place(matter: int, form: str) -> str:
    return f"memo:{matter}:{Memo.Kind.DRAFT}:{form}"
