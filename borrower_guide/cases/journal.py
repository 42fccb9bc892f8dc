"""The journal in the database: append, read, erase. Everything a person saves passes here."""

import json
import logging
from collections.abc import Iterable, Iterator

from django.db import DatabaseError, connection
from django.utils import timezone

from borrower_guide.cases import blobs, rows
from borrower_guide.cases.access import slots
from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.access.cookies import Holding
from borrower_guide.cases.access.keys import seal, unseal
from borrower_guide.cases.entries import Action, Entry, Kind, NewEntry, check_chain, link, restore
from borrower_guide.cases.models import (
    Access,
    Blob,
    CaseFile,
    Draft,
    Glance,
    KeySlot,
    Pickup,
    SealedEntry,
)
from borrower_guide.cases.rows import Row
from borrower_guide.cases.transactions import all_or_none, patience
from borrower_guide.schema.canonical import canonical

log = logging.getLogger(__name__)
# Every page of a case reads all of its journal. 500 full visits, each amended, come to 3 MB.
MOST_BYTES, EACH = 16 * 1024 * 1024, 2048
SPARE = 1024 * 1024  # beyond it, so that what is full can be printed, told of and taken back
# What goes with the row of a case; a test compares it with the foreign keys to that row.
PARTS = (SealedEntry, KeySlot, Blob, Draft, Pickup, Glance, Access)


class JournalFull(Exception):
    """The journal has MOST_BYTES already, counting EACH for an entry; nothing was written.

    A record, a letter and a withdrawal have SPARE beside that.
    """


def entries(case: CaseFile, key: bytes) -> tuple[Entry, ...]:
    """The whole journal of a case, opened and checked. Raises ChainBreak or WrongKey."""
    sealed = SealedEntry.objects.filter(case=case).order_by("seq").values_list(*Row._fields)
    opened = tuple(_opened(case, key, Row(*row)) for row in sealed)
    check_chain(opened)
    return opened


def append(case: CaseFile, key: bytes, news: Iterable[NewEntry]) -> tuple[Entry, ...]:
    """Add entries at the end, all or none, and return them as stored.

    An entry whose id is there already writes nothing and is returned as it was first stored;
    `entry.says(new)` tells whether it says the same. Raises NotSaved or JournalFull with nothing
    written.
    """
    with all_or_none():
        return tuple(_appended(case, key, list(news)))


def begin(
    case: CaseFile, holding: Holding, news: Iterable[NewEntry], slot: KeySlot | None = None
) -> tuple[Entry, ...]:
    """Write a new case with its first entries and the slot of its number, all or none.

    The same first save again finds the case and writes nothing new; another first save (a second
    tab) adds what it says but for a second entry of the case itself. `slot` is that of the number,
    where the caller has made it. Raises NotSaved.
    """
    slot = slot or slots.owner(case, holding.key, holding.code or new_code(), holding.slot)
    with all_or_none():
        if CaseFile.objects.filter(pk=case.pk).exists():
            return tuple(_appended(case, holding.key, _without_second_case(case, news)))
        case.save(force_insert=True)
        slot.save(force_insert=True)
        return tuple(_appended(case, holding.key, list(news)))


def erase(case: CaseFile, *, if_unused: bool = False) -> bool:
    """Delete a whole case: its row first, as the triggers demand, then its rows, then its files.

    With `if_unused`, only if it was not used since `case` was read. Whether it went.
    Raises NotSaved with nothing deleted.
    """
    found = CaseFile.objects.filter(pk=case.pk)
    if if_unused:
        found = found.filter(last_used_on=case.last_used_on, keep_days=case.keep_days)
    with all_or_none():
        deleted, _ = found.delete()
        if if_unused and not deleted:
            return False
        for model in PARTS:
            model.objects.filter(case_id=case.pk).delete()
    blobs.remove_folder(case.pk)
    forget_traces()
    return True


def forget_traces() -> None:
    """Empty SQLite's write-ahead log, where deleted rows still lie; call it after a deletion.

    Best effort: within a transaction, or while another connection reads, the log stays until the
    next time. `secure_delete` sees to the database file itself.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    try:
        with patience(500), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except DatabaseError as error:
        log.warning("The write-ahead log stays for now: %s", type(error).__name__)


def _without_second_case(case: CaseFile, news: Iterable[NewEntry]) -> list[NewEntry]:
    known = set(SealedEntry.objects.filter(case=case).values_list("entry_id", flat=True))
    second = (Kind.CASE, Action.ADD)
    return [new for new in news if (new.kind, new.action) != second or new.id in known]


def _appended(case: CaseFile, key: bytes, news: list[NewEntry]) -> Iterator[Entry]:
    rows.hold(case.pk)
    known, newest = rows.known_and_last(case.pk, [new.id for new in news])
    last = _opened(case, key, newest) if newest else None
    fresh = [new for new in news if new.id not in known]
    if fresh and rows.weight(case.pk, EACH) > _most(fresh):
        raise JournalFull
    for new in news:
        if row := known.get(new.id):
            yield _opened(case, key, row)
            continue
        last = link(last, new, timezone.now())
        rows.insert(case.pk, Row(last.seq, last.id, last.digest, _sealed(case, key, last)))
        yield last


def _most(news: Iterable[NewEntry]) -> int:
    spared = all(new.kind is Kind.RECORD or new.action is Action.WITHDRAW for new in news)
    return MOST_BYTES + (SPARE if spared else 0)


def _sealed(case: CaseFile, key: bytes, entry: Entry) -> bytes:
    text = canonical({**entry.hashed(), "digest": entry.digest})
    return seal(key, text, _place(case.pk, entry.id, entry.seq))


def _opened(case: CaseFile, key: bytes, row: Row) -> Entry:
    place = _place(case.pk, row.entry_id, row.seq)
    return restore(json.loads(unseal(key, bytes(row.sealed), place)))


def _place(case_id: str, entry_id: str, seq: int) -> str:
    return f"entry:{case_id}:{entry_id}:{seq}"
