"""Ways into a case: the owner's number, a hand-off code, an advocate's vault."""

import logging
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from borrower_guide.cases.access.keys import (
    LOCATOR_BYTES,
    Stretched,
    WrongKey,
    seal,
    stretch,
    unseal,
)
from borrower_guide.cases.models import CaseFile, KeySlot

log = logging.getLogger(__name__)

HANDOFF_LASTS = timedelta(hours=48)


class Found(NamedTuple):
    slot: KeySlot
    key: bytes


def owner(case: CaseFile, key: bytes, code: str, slot_id: str) -> KeySlot:
    """The slot, not saved yet, by which `code` opens `case`. Takes a tenth of a second."""
    return _by_code(case, key, code, slot_id, KeySlot.Kind.OWNER)


def handoff(case: CaseFile, key: bytes, code: str, now: datetime) -> KeySlot:
    """The slot, not saved yet, by which an advocate may take the case over once, for 48 hours."""
    slot = _by_code(case, key, code, secrets.token_hex(8), KeySlot.Kind.HANDOFF)
    slot.made_at, slot.ends_at = now, now + HANDOFF_LASTS
    keep_shown(slot, key, code)
    return slot


def keep_shown(slot: KeySlot, key: bytes, code: str) -> None:
    """Let whoever has the case key read the code again; not saved yet."""
    slot.sealed_code = seal(key, code.encode(), _code_place(slot))


def shown_code(slot: KeySlot, key: bytes) -> str:
    """That code. Raises WrongKey, also where none was kept."""
    return unseal(key, bytes(slot.sealed_code or b""), _code_place(slot)).decode()


def shown(ref: str) -> QuerySet[KeySlot]:
    """The owner's slot of a case while its number can be read again: begun at a desk."""
    owners = KeySlot.objects.filter(case=ref, kind=KeySlot.Kind.OWNER)
    return owners.exclude(sealed_code=None)


def advocate(case: CaseFile, key: bytes, vault: bytes, label: str, now: datetime) -> KeySlot:
    """The slot, not saved yet, by which the holder of `vault` (32 bytes) opens the case."""
    slot_id = secrets.token_hex(8)
    return KeySlot(
        id=slot_id,
        case=case,
        kind=KeySlot.Kind.ADVOCATE,
        locator=secrets.token_bytes(LOCATOR_BYTES),
        wrapped=seal(vault, key, _place(case.pk, slot_id)),
        label=label,
        made_at=now,
    )


def unwrapped(slot: KeySlot, kek: bytes) -> bytes:
    """The case key in a slot. Raises WrongKey."""
    return unseal(kek, bytes(slot.wrapped), _place(slot.case_id, slot.pk))


def find(code: str, kind: KeySlot.Kind = KeySlot.Kind.OWNER) -> Found | None:
    """The slot of this kind that `code` opens and the case key in it.

    None for wrong and expired alike; `ends_at` is for the caller to hold against the time.
    """
    stretched = stretch(code)
    slots = KeySlot.objects.select_related("case").filter(kind=kind)
    slot = slots.filter(locator=stretched.locator).first()
    return _opened(slot, stretched) if slot else None


def forget_shown(ref: str) -> None:
    """Drop the readable number of a case that was begun at a desk: its owner has it now.

    On a full disk it stays until the next time.
    """
    try:
        with transaction.atomic():
            shown(ref).update(sealed_code=None)
    except DatabaseError as error:
        log.error("A readable number is not dropped: %s", type(error).__name__)


# By hand: every request to a case asks this, and the ORM takes ten times as long to say it.
_HELD = """
    SELECT slot.id, slot.case_id, kind, locator, wrapped, label,
           file.id, created_on, last_used_on, keep_days
    FROM cases_keyslot slot JOIN cases_casefile file ON file.id = slot.case_id
    WHERE slot.id = %s AND slot.case_id = %s"""
_OF_SLOT = ("id", "case_id", "kind", "locator", "wrapped", "label")
_OF_CASE = ("id", "created_on", "last_used_on", "keep_days")


def held(slot_id: str, ref: str) -> KeySlot | None:
    """The slot of this id, of whatever kind, with its case; None once it was deleted."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [slot_id, ref])
        row = cursor.fetchone()
    if row is None:
        return None
    split = len(_OF_SLOT)
    slot = KeySlot.from_db(connection.alias, _OF_SLOT, row[:split])
    slot.case = CaseFile.from_db(connection.alias, _OF_CASE, row[split:])
    return slot


def owners(slot_id: str, ref: str) -> KeySlot | None:
    """The same, but only a slot of the owner's number."""
    slot = held(slot_id, ref)
    return slot if slot and slot.kind == KeySlot.Kind.OWNER else None


def add_owner(slot: KeySlot, key: bytes, code: str, slot_id: str) -> None:
    """Let another number open the case of `slot` too; a second time changes nothing."""
    fresh = owner(slot.case, key, code, slot_id)
    with transaction.atomic():
        if not KeySlot.objects.filter(pk=slot_id).exists():
            fresh.save(force_insert=True)


def others(slot: KeySlot) -> QuerySet[KeySlot]:
    """What opens the case of `slot` beside it."""
    owners = KeySlot.objects.filter(case=slot.case_id, kind=KeySlot.Kind.OWNER)
    return owners.exclude(pk=slot.pk)


def keep_only(slot: KeySlot) -> bool:
    """Close every other number of the case, in every browser; whether there was one.

    A hand-off code that nobody has used yet goes too; advocates stay until each is sent away.
    """
    KeySlot.objects.filter(case=slot.case_id, kind=KeySlot.Kind.HANDOFF).delete()
    return bool(others(slot).delete()[0])


def renew(found: KeySlot, key: bytes, code: str) -> None:
    """Put a slot of another id in the place of all others, opened by the same number.

    Every browser holds the id of its slot, so all of them are closed at once, advocates' too.
    """
    fresh = owner(found.case, key, code, secrets.token_hex(8))
    with transaction.atomic():
        KeySlot.objects.filter(case=found.case_id).delete()
        fresh.save(force_insert=True)


def _by_code(case: CaseFile, key: bytes, code: str, slot_id: str, kind: KeySlot.Kind) -> KeySlot:
    stretched = stretch(code)
    return KeySlot(
        id=slot_id,
        case=case,
        kind=kind,
        locator=stretched.locator,
        wrapped=seal(stretched.kek, key, _place(case.pk, slot_id)),
    )


def _opened(slot: KeySlot, stretched: Stretched) -> Found | None:
    try:
        return Found(slot, unwrapped(slot, stretched.kek))
    except WrongKey:
        return None


def _code_place(slot: KeySlot) -> str:
    return f"slot-code:{slot.case_id}:{slot.pk}:0"


def _place(case_id: str, slot_id: str) -> str:
    return f"slot:{case_id}:{slot_id}:0"
