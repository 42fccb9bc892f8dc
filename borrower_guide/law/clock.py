"""A clock: how long somebody has, from which day, and which norm says so."""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from borrower_guide.law.row import Key, Row, Words
from borrower_guide.schema.scalars import Count, Flag, ShortText
from borrower_guide.schema.vocabulary import Vocabulary


class Starts(Vocabulary):
    """What starts a clock. The label says which day to write down; 当面交 counts as received."""

    RECEIVED = "received", "电话、网上、当面交的，就是那一天。寄的，写签收那天。"
    ACCEPTED = "accepted", "看通知书，上面有日期。"
    REPLIED = "replied", "写你收到答复的那天。"
    SERVED = "served", "写你签收的那天。"
    HAPPENED = "happened", "写事情发生的那天。"


class Unit(Vocabulary):
    NATURAL = "natural", "日"
    WORKING = "working", "个工作日"
    MONTH = "month", "个月"


Days = Annotated[Count, Field(ge=1, le=366)]


class Longer(Row):
    """A longer limit of the same clock, counted in all from the same day."""

    text: Words
    days: Days


class Clock(Row):
    """One time limit of a channel. Limits that the law leaves open are no clocks.

    `yours`: the reader must act within it, else somebody must answer the reader within it. `text`
    is the claim, on the lineages of `basis`; `say` is one sentence for asking again. `of_its_day`:
    an older row of the lineage set the same limit, so days of its time are counted too.
    """

    id: Key
    title: ShortText
    starts: Starts
    from_day: Words
    days: Days
    unit: Unit
    usual: ShortText = "一般"
    extends: tuple[Longer, ...] = ()
    text: Words
    basis: Annotated[tuple[Key, ...], Field(min_length=1)]
    say: ShortText = ""
    yours: Flag = False
    of_its_day: Flag = False

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        lengths = [self.days, *(longer.days for longer in self.extends)]
        if lengths != sorted(set(lengths)):
            raise PydanticCustomError("longer", "extends 要一个比一个长，都从同一天数起")
        if bool(self.say) == self.yours:
            raise PydanticCustomError("say", "等别人答复的要写 say，自己要办的不写")
        if self.unit is Unit.MONTH and not self.yours:
            raise PydanticCustomError("unit", "按月数的，只能是自己要办的期限")
        if self.unit is Unit.WORKING and self.yours:
            raise PydanticCustomError("unit", "自己要办的期限不按工作日数，怕数晚了")
        return self
