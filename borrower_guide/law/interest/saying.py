"""One sentence on interest: whom and which contracts it is about, and what it stands on."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from borrower_guide.law.row import Day, Key, Row, Words
from borrower_guide.schema.scalars import Flag
from borrower_guide.schema.vocabulary import LenderType, Vocabulary

REPORT = "据公开报道"


class Topic(Vocabulary):
    """Where a sentence stands."""

    RATE = "rate", "年利率怎么算"
    DEDUCTED = "deducted", "先扣掉的钱"
    READING = "reading", "算账时用得上的"
    CAP = "cap", "上限怎么看"
    USE = "use", "这个数能拿来做什么"
    PROMISE = "promise", "答应以前"
    PLAN = "plan", "谈还款时用得上的"


def _spelled_out(value: Any) -> Any:
    return list(LenderType) if value == "everyone" else value


Lenders = Annotated[frozenset[LenderType], BeforeValidator(_spelled_out)]


class Saying(Row):
    """One row of `interest.yaml`. It stands on exactly one of `basis`, `unchecked`, `advice`."""

    id: Key
    topic: Topic
    text: Words
    basis: tuple[Key, ...] = ()
    unchecked: Key | None = None
    advice: Flag = False
    lenders: Lenders = frozenset(LenderType)
    signed_from: Day | None = Field(default=None, alias="from")
    signed_to: Day | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if [bool(self.basis), bool(self.unchecked), self.advice].count(True) != 1:
            raise PydanticCustomError("footing", "basis、unchecked、advice 要写一样，只写一样")
        if self.text.startswith(REPORT) != bool(self.unchecked):
            raise PydanticCustomError("report", "没核对的以“据公开报道”开头，别的不要这样写")
        if self.signed_from and self.signed_to and self.signed_to < self.signed_from:
            raise PydanticCustomError("dates", "to 比 from 早，请看日期")
        return self

    def fits(self, lender: LenderType, signed_on: date | None) -> bool:
        """Whether it is about such a lender and a contract of that day.

        A sentence that turns on the day of signing is left out where that day is not known.
        """
        if lender not in self.lenders:
            return False
        if signed_on is None:
            return self.signed_from is None and self.signed_to is None
        first, last = self.signed_from or date.min, self.signed_to or date.max
        return first <= signed_on <= last
