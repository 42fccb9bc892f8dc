"""Half-filled forms of a case, sealed: no entry of its journal, never printed or taken away.

Each filling of a form is a draft of its own, told by the entry id that came with the form: what
is begun anew at the same address takes nothing from what waits there.
"""

import hmac
import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest
from django.utils import timezone

from borrower_guide.cases.access.keys import WrongKey, seal, unseal
from borrower_guide.cases.entries import OWNER
from borrower_guide.cases.forms.sections import BY_ID, SECTIONS
from borrower_guide.cases.models import CaseFile, Draft, SealedEntry
from borrower_guide.cases.naming import writer_of
from borrower_guide.cases.transactions import NotSaved
from borrower_guide.schema.canonical import canonical

log = logging.getLogger(__name__)
Values = Mapping[str, list[str]]

MOST, MOST_BYTES = 20, 8 * 1024 * 1024  # of one case; the oldest give way
DAYS = 30  # or as long as the case itself is kept, where that is shorter


@dataclass(frozen=True)
class Waiting:
    """One draft, opened. `values`: the texts of each input by its name, as they were sent.

    `by`: who typed it, as the journal names a writer; empty in drafts from before this was kept.
    """

    place: str
    kept_at: datetime
    address: str
    title: str
    values: Values
    by: str

    @property
    def writer(self) -> str:
        return writer_of(self.by)

    @property
    def resume(self) -> str:
        """The address at which its form is filled with it."""
        return f"{self.address}{'&' if '?' in self.address else '?'}draft={self.place}"

    @property
    def entry_id(self) -> str:
        return _entry_id(self.values)

    @property
    def when(self) -> str:
        return when_kept(self.kept_at)


def when_kept(at: datetime) -> str:
    """今天 14:05."""
    kept, today = timezone.localtime(at), timezone.localdate()
    days = {today: "今天", today - timedelta(days=1): "昨天"}
    day = days.get(kept.date(), f"{kept.month}月{kept.day}日")
    return f"{day} {kept:%H:%M}"


def address_of(request: HttpRequest) -> str:
    """The address of a form: its path, and which part of a visit it asks about."""
    part = request.GET.get("part", "")
    asked = part in BY_ID and part != SECTIONS[0].id  # the first is shown where none is named
    return f"{request.path}?part={part}" if asked else request.path


def keep(
    case: CaseFile, key: bytes, address: str, title: str, values: Values, by: str = OWNER
) -> None:
    """Keep what was typed, in place of what was kept of this filling before.

    Raises NotSaved, or CaseFile.DoesNotExist if the case was erased meanwhile.
    """
    place = _place(key, address, _entry_id(values))
    typed = [[*pair] for pair in values.items()]
    said = {"address": address, "title": title, "values": typed, "by": by}
    row = Draft(case=case, place=place, kept_at=timezone.now())
    row.sealed = seal(key, canonical(said), _bound(case, place))
    try:
        with transaction.atomic():
            CaseFile.objects.select_for_update().get(pk=case.pk)
            Draft.objects.bulk_create(
                [row],
                update_conflicts=True,
                unique_fields=["case", "place"],
                update_fields=["kept_at", "sealed"],
            )
            Draft.objects.filter(case=case).exclude(pk__in=_fitting(case)).delete()
    except DatabaseError as error:
        log.error("A draft is not kept: %s", type(error).__name__)
        raise NotSaved from error


def waiting(case: CaseFile, key: bytes) -> tuple[Waiting, ...]:
    """All drafts of the case, the newest first; what was saved since then is dropped instead."""
    if not _any(case):
        return ()
    found = [draft for row in _newest(case) if (draft := _opened(case, key, row))]
    saved = _saved(case, found)
    if saved:
        with suppress(NotSaved):
            drop(case, *(draft.place for draft in found if draft.entry_id in saved))
    return tuple(draft for draft in found if draft.entry_id not in saved)


def drop(case: CaseFile, *places: str) -> None:
    """Keep these no longer. Raises NotSaved."""
    try:
        with transaction.atomic():
            Draft.objects.filter(case=case, place__in=places).delete()
    except DatabaseError as error:
        log.error("A draft is not dropped: %s", type(error).__name__)
        raise NotSaved from error


def drop_saved(case: CaseFile, key: bytes, address: str, values: Values) -> None:
    """Drop the draft of a filling that was saved; a failure only leaves it to be swept."""
    with suppress(NotSaved):
        drop(case, _place(key, address, _entry_id(values)))


def sweep(now: datetime) -> None:
    """Drop what nobody came back for."""
    for days in CaseFile.objects.values_list("keep_days", flat=True).distinct():
        oldest = now - timedelta(days=min(days, DAYS))
        Draft.objects.filter(case__keep_days=days, kept_at__lt=oldest).delete()


def _any(case: CaseFile) -> bool:
    """By hand: every look at a form asks it, and through the ORM it takes twenty times as long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM cases_draft WHERE case_id = %s LIMIT 1", [case.pk])
        return cursor.fetchone() is not None


def _newest(case: CaseFile) -> QuerySet[Draft]:
    return Draft.objects.filter(case=case).order_by("-kept_at", "-pk")


def _fitting(case: CaseFile) -> list[int]:
    """The newest ones that one case may have; the very newest, whatever its size."""
    sizes = list(_newest(case).annotate(bytes=Length("sealed")).values_list("pk", "bytes")[:MOST])
    sums = accumulate(size for _, size in sizes)
    return [
        pk
        for at, ((pk, _), so_far) in enumerate(zip(sizes, sums, strict=True))
        if at == 0 or so_far <= MOST_BYTES
    ]


def _opened(case: CaseFile, key: bytes, row: Draft) -> Waiting | None:
    try:
        said = json.loads(unseal(key, bytes(row.sealed), _bound(case, row.place)))
    except WrongKey:
        log.warning("A draft cannot be opened; it is not offered.")
        return None
    values = {name: list(texts) for name, texts in said["values"]}
    by = said.get("by", "")
    return Waiting(row.place, row.kept_at, said["address"], said["title"], values, by)


def _saved(case: CaseFile, drafts: list[Waiting]) -> set[str]:
    """Which of their entry ids the journal knows; it is not asked where nothing waits."""
    ids = [draft.entry_id for draft in drafts]
    rows = SealedEntry.objects.filter(case=case, entry_id__in=ids)
    return set(rows.values_list("entry_id", flat=True)) if ids else set()


def _entry_id(values: Values) -> str:
    return "".join(values.get("entry_id", [])[-1:])


def _place(key: bytes, address: str, entry_id: str) -> str:
    return hmac.digest(key, f"draft/{address}\n{entry_id}".encode(), "sha256").hex()[:32]


def _bound(case: CaseFile, place: str) -> str:
    return f"draft:{case.pk}:{place}:0"
