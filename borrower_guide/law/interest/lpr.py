"""The one-year loan prime rate by day. Source: `fixtures/law/lpr.yaml`."""

from bisect import bisect_right
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from borrower_guide.law.provision import Status
from borrower_guide.law.row import Day, Row, Words


def _percent(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not value.replace(".", "", 1).isdecimal():
        raise PydanticCustomError("percent", '利率要写成带引号的数字，比如 "3.85"')
    return Decimal(value)


Percent = Annotated[Decimal, BeforeValidator(_percent)]


class Point(Row):
    """From this day on the rate is `percent`, until the next point."""

    from_day: Day = Field(alias="from")
    percent: Percent


class Lpr(Row):
    """The history. Days from `reported_from` on rest on reprints; none after `known_through`."""

    source: Words
    reported_from: Day
    known_through: Day
    checked_on: Day
    review_by: Day
    points: tuple[Point, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [point.from_day for point in self.points]
        if any(later <= earlier for earlier, later in pairwise(days)):
            raise PydanticCustomError("order", "points 要按日期从早到晚写，一天一行")
        if not days[-1] <= self.known_through or not self.reported_from <= self.known_through:
            raise PydanticCustomError("dates", "known_through 要在最后一个点和 reported_from 以后")
        if self.review_by < self.checked_on:
            raise PydanticCustomError("dates", "review_by 比 checked_on 早，请看日期")
        return self

    def on(self, day: date) -> tuple[Decimal, Status] | None:
        """The rate in force on a day and how well it is known; None where it is not known."""
        at = bisect_right([point.from_day for point in self.points], day)
        if at == 0 or day > self.known_through:
            return None
        status = Status.REPORTED if day >= self.reported_from else Status.READ
        return self.points[at - 1].percent, status
