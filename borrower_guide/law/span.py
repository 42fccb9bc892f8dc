"""A stretch of days, both ends included."""

from dataclasses import dataclass
from datetime import date, timedelta

from borrower_guide.schema.visit import Visit
from borrower_guide.schema.when import When


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`. Raises ValueError if they are the wrong way round."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span that ends before it begins: {self.first} > {self.last}")

    @classmethod
    def of_visit(cls, visit: Visit) -> "Span | None":
        """The days of a visit in Shanghai; None if it has no date.

        The visit is [start, end), so one that ends at midnight does not reach the next day.
        """
        if visit.started_at is None:
            return None
        first = visit.started_at.day
        return cls(first, max(first, _last_day(visit.end))) if visit.end else cls(first, first)


def _last_day(end: When) -> date:
    if end.moment is None:
        return end.day
    return (end.moment - timedelta(microseconds=1)).date()
