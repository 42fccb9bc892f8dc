"""A number of 16 digits is asked for, and looked up within the limits: one way for each kind."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest

from borrower_guide.cases.access.attempts import note_failure, too_many
from borrower_guide.cases.access.codes import read_code
from borrower_guide.site.inputs import TextField

TOO_MANY = "试得太多了，请过一分钟再试。"
T = TypeVar("T")


class NothingFound(Exception):
    """The number opens nothing; the message is Chinese and belongs beside the field.

    `status`: what a page answers that asks for nothing but the number.
    """

    def __init__(self, message: str, status: int) -> None:
        self.status = status
        super().__init__(message)


def found_by(
    request: HttpRequest,
    typed: str,
    find: Callable[[str], T | None],
    *,
    missing: str,
    called: str = "续填号",
) -> T:
    """What `find` has for the 16 digits; what it has not is counted as a failure.

    `missing` is one answer for wrong, used, ended and expired, so that it tells nothing. Raises
    NothingFound, and whatever `find` raises.
    """
    try:
        code = read_code(typed, called)
    except ValueError as fault:
        raise NothingFound(str(fault), 422) from fault
    if too_many(request):
        raise NothingFound(TOO_MANY, 429)
    found = find(code)
    if found is None:
        note_failure(request)
        raise NothingFound(missing, 404)
    return found


def number_field(
    name: str,
    typed: str,
    error: str = "",
    *,
    called: str = "续填号",
    hint: str = "16 位数字。中间空不空格都行。",
) -> TextField:
    """The input, with what was typed and its fault."""
    return TextField(
        name=name,
        label=called,
        help=hint,
        inputmode="numeric",
        optional=False,
        value=typed,
        error=error,
    )
