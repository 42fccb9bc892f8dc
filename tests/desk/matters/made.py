"""Lines on a desk, without a case behind them unless told otherwise."""

import secrets
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from borrower_guide.cases.models import CaseFile, KeySlot
from borrower_guide.desk.models import Advocate, Matter
from tests.cases.pages import Browser, Page
from tests.desk.made import Desk

# Nothing in it can be broken but between any two characters.
LONG = "甲" * 30 + "a" * 30


def today() -> date:
    return timezone.localdate()


def in_days(days: int) -> date:
    return today() + timedelta(days=days)


def browser(desk: Desk) -> Browser:
    return Browser(desk.client)


def row(desk: Desk) -> Matter:
    """The one matter on a desk."""
    return Matter.objects.get(advocate=desk.advocate)


def look(desk: Desk, below: str = "") -> Page:
    """Its page, or one below it."""
    return browser(desk).get(f"/desk/matters/{row(desk).pk}/{below}")


def change(desk: Desk, **sent: str) -> Page:
    """Its line in the list, changed."""
    return browser(desk).post(f"/desk/matters/{row(desk).pk}/change/", **sent)


def matter(advocate: Advocate, number: str, *, held: bool = True, **more: Any) -> Matter:
    """One line; `held`: its owner still lets the advocate in."""
    return matters(advocate, [number], held=held, **more)[0]


def matters(
    advocate: Advocate, numbers: list[str], *, held: bool = True, **more: Any
) -> list[Matter]:
    """Lines alike but for their numbers."""
    rows = [
        Matter(
            advocate=advocate,
            organisation=advocate.organisation,
            number=number,
            ref=secrets.token_hex(8),
            slot=secrets.token_hex(8),
            **({"taken_on": today()} | more),
        )
        for number in numbers
    ]
    if held:
        cases = [CaseFile(id=row.ref, created_on=today(), last_used_on=today()) for row in rows]
        CaseFile.objects.bulk_create(cases)
        KeySlot.objects.bulk_create(_slot(row) for row in rows)
    return Matter.objects.bulk_create(rows)


def numbered(count: int) -> list[str]:
    """So many numbers, a day of 99 after the other."""
    start = date(2026, 1, 1)
    return [f"{start + timedelta(days=i // 99):%Y%m%d}{i % 99 + 1:02}" for i in range(count)]


def _slot(row: Matter) -> KeySlot:
    return KeySlot(
        id=row.slot,
        case_id=row.ref,
        kind=KeySlot.Kind.ADVOCATE,
        locator=secrets.token_bytes(16),
        wrapped=secrets.token_bytes(60),
    )
