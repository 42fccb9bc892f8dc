"""Ways into a case: making, finding and dropping the owner's slot."""

import secrets
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import QuerySet

from borrower_guide.cases.access.keys import Stretched, WrongKey, seal, stretch, unseal
from borrower_guide.cases.models import CaseFile, KeySlot


class Found(NamedTuple):
    slot: KeySlot
    key: bytes


def owner(case: CaseFile, key: bytes, code: str, slot_id: str) -> KeySlot:
    """The slot, not saved yet, by which `code` opens `case`. Takes a tenth of a second."""
    stretched = stretch(code)
    return KeySlot(
        id=slot_id,
        case=case,
        kind=KeySlot.Kind.OWNER,
        locator=stretched.locator,
        wrapped=seal(stretched.kek, key, _place(case.pk, slot_id)),
    )


def find(code: str) -> Found | None:
    """The slot that `code` opens and the case key in it; None for wrong and expired alike."""
    stretched = stretch(code)
    slot = KeySlot.objects.select_related("case").filter(locator=stretched.locator).first()
    return _opened(slot, stretched) if slot else None


# By hand: every request to a case asks this, and the ORM takes ten times as long to say it.
_HELD = """
    SELECT slot.id, slot.case_id, kind, locator, wrapped,
           file.id, created_on, last_used_on, keep_days
    FROM cases_keyslot slot JOIN cases_casefile file ON file.id = slot.case_id
    WHERE slot.id = %s AND slot.case_id = %s"""
_OF_SLOT = ("id", "case_id", "kind", "locator", "wrapped")
_OF_CASE = ("id", "created_on", "last_used_on", "keep_days")


def held(slot_id: str, ref: str) -> KeySlot | None:
    """The slot that a browser holds, with its case; None once it was deleted."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [slot_id, ref])
        row = cursor.fetchone()
    if row is None:
        return None
    split = len(_OF_SLOT)
    slot = KeySlot.from_db(connection.alias, _OF_SLOT, row[:split])
    slot.case = CaseFile.from_db(connection.alias, _OF_CASE, row[split:])
    return slot


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
    """Close every other number of the case, in every browser; whether there was one."""
    return bool(others(slot).delete()[0])


def renew(found: KeySlot, key: bytes, code: str) -> None:
    """Put a slot of another id in the place of all the owner's, opened by the same number.

    Every browser holds the id of its slot, so all of them are closed at once.
    """
    fresh = owner(found.case, key, code, secrets.token_hex(8))
    with transaction.atomic():
        KeySlot.objects.filter(case=found.case_id, kind=KeySlot.Kind.OWNER).delete()
        fresh.save(force_insert=True)


def _opened(slot: KeySlot, stretched: Stretched) -> Found | None:
    place = _place(slot.case_id, slot.pk)
    try:
        return Found(slot, unseal(stretched.kek, bytes(slot.wrapped), place))
    except WrongKey:
        return None


def _place(case_id: str, slot_id: str) -> str:
    return f"slot:{case_id}:{slot_id}:0"
