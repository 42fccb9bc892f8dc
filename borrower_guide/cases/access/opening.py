"""Opening a case by its number."""

from django.http import HttpRequest

from borrower_guide.cases.access import cookies, slots
from borrower_guide.cases.access.attempts import note_failure, note_opening, too_many
from borrower_guide.cases.access.codes import read_code
from borrower_guide.cases.access.cookies import Holding

# One answer for wrong, deleted and expired, so that it tells nothing.
NOT_FOUND = "没有找到这份记录。号可能打错了，也可能已经到期删除。"


class NotOpened(Exception):
    """The number opens nothing; the message is Chinese and belongs beside the field."""


def open_by_number(request: HttpRequest, text: str, *, ref: str | None = None) -> Holding:
    """Open the case whose number this is (only `ref`, if given) in this browser.

    Raises NotOpened. At most five stay open; the one opened first gives way.
    """
    try:
        code = read_code(text)
    except ValueError as error:
        raise NotOpened(str(error)) from error
    if too_many(request):
        raise NotOpened("试得太多了，请过一分钟再试。")
    found = slots.find(code)
    if found is None or (ref is not None and found.slot.case_id != ref):
        note_failure(request)
        raise NotOpened(NOT_FOUND)
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
