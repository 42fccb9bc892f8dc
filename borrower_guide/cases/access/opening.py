"""Opening a case by its number."""

from django.http import HttpRequest

from borrower_guide.cases.access import cookies, slots
from borrower_guide.cases.access.attempts import note_opening
from borrower_guide.cases.access.cookies import Holding
from borrower_guide.cases.access.looking_up import found_by
from borrower_guide.cases.access.slots import Found

# One answer for wrong, deleted and expired, so that it tells nothing.
NOT_FOUND = "没有找到这份记录。号可能打错了，也可能已经到期删除。"


def open_by_number(request: HttpRequest, text: str, *, ref: str | None = None) -> Holding:
    """Open the case whose number this is (only `ref`, if given) in this browser.

    Raises NothingFound, or Busy. At most five stay open; the one opened first gives way.
    """
    found = found_by(request, text, lambda code: _of(code, ref), missing=NOT_FOUND)
    note_opening(request)
    if found.slot.sealed_code:  # whoever types the number has it, so nobody need read it again
        slots.forget_shown(found.slot.case_id)
    begun = Holding.begun()
    holding = Holding(
        ref=found.slot.case_id,
        slot=found.slot.pk,
        key=found.key,
        opened=begun.opened,
        seen=begun.seen,
    )
    if cookies.read(request, holding.ref) is None:
        cookies.make_room(request)
    return cookies.keep(request, holding)


def _of(code: str, ref: str | None) -> Found | None:
    found = slots.find(code)
    return found if found and ref in (None, found.slot.case_id) else None
