"""Time cut into stretches of days within which the law stays as it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from borrower_guide.law.assess import EARLIEST
from borrower_guide.law.provision import Provision
from borrower_guide.schema.vocabulary import LenderType

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """Days in a row, both ends included; `last` None: and all later ones."""

    first: date
    last: date | None


Place = tuple[LenderType, int]
Where = tuple[tuple[Days, tuple[LenderType, ...]], ...]


def stretches(provisions: Iterable[Provision]) -> tuple[Days, ...]:
    """The time from 2021 on, cut wherever any provision begins or ends; never empty."""
    firsts = sorted({EARLIEST} | {day for row in provisions for day in _turns(row)})
    lasts = [*(first - DAY for first in firsts[1:]), None]
    return tuple(Days(first, last) for first, last in zip(firsts, lasts, strict=True))


def _turns(row: Provision) -> Iterator[date]:
    ends = [row.in_force_to + DAY] if row.in_force_to else []
    return (day for day in (row.in_force_from, *ends) if day > EARLIEST)


def where(places: Iterable[Place], days: tuple[Days, ...]) -> Where:
    """Lenders with the number of a stretch, as days in a row with all lenders that share them."""
    numbers: dict[LenderType, list[int]] = defaultdict(list)
    for lender, number in sorted(places, key=lambda place: place[1]):
        numbers[lender].append(number)
    shared: dict[Days, list[LenderType]] = defaultdict(list)
    for lender in LenderType:
        for first, last in _runs(numbers[lender]):
            shared[Days(days[first].first, days[last].last)].append(lender)
    return tuple((one, tuple(shared[one])) for one in sorted(shared, key=lambda one: one.first))


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each row of numbers on end."""
    first = 0
    for at in range(len(numbers)):
        if at + 1 == len(numbers) or numbers[at + 1] > numbers[at] + 1:
            yield numbers[first], numbers[at]
            first = at + 1
