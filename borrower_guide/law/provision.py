"""A provision: one norm as it was numbered in its time."""

from datetime import date
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from borrower_guide.law.answer import Answer
from borrower_guide.law.row import Day, Key, Row, Words
from borrower_guide.law.span import Span
from borrower_guide.law.topic import Topic
from borrower_guide.schema.scalars import Count, ShortText
from borrower_guide.schema.vocabulary import LenderType, Vocabulary


class Rank(Vocabulary):
    CONSTITUTION = "constitution", "宪法"
    LAW = "law", "法律"
    ADMIN_REGULATION = "admin_regulation", "行政法规"
    JUDICIAL_INTERPRETATION = "judicial_interpretation", "司法解释"
    JUDICIAL_DOCUMENT = "judicial_document", "司法文件"
    DEPARTMENTAL_RULE = "departmental_rule", "部门规章"
    NORMATIVE_DOCUMENT = "normative_document", "规范性文件"
    RECOMMENDED_STANDARD = "recommended_standard", "推荐性国家标准"
    SELF_REGULATION = "self_regulation", "行业自律规范"


class Status(Vocabulary):
    """How far the text was checked. What was not even seen in its own words is no provision."""

    READ = "read", "已读条文"
    REPORTED = "reported", "据公开转载，待官方核对"


class FirstDay(Vocabulary):
    """What is known of `from`. Its label is how a page tells the day; a memory is not told."""

    READ = "read", "{day}起施行"
    REPORTED = "reported", "据公开转载，{day}起施行"
    ISSUED = "issued", "{day}发布"
    UNCHECKED = "unchecked", "施行日期待官方核对"


Number = Annotated[Count, Field(ge=1, le=9999)]


class Article(Row):
    """第 `article` 条之 `inserted`，第 `paragraph` 款，第 `item` 项."""

    article: Number
    inserted: Number | None = None
    paragraph: Number | None = None
    item: Number | None = None


class ByLender(Row):
    """Whom a norm binds. Each lender type stands in exactly one of the three lists."""

    yes: frozenset[LenderType] = frozenset()
    maybe: frozenset[LenderType] = frozenset()
    no: frozenset[LenderType] = frozenset()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        told = [*self.yes, *self.maybe, *self.no]
        wrong = [kind.value for kind in LenderType if told.count(kind) != 1]
        if wrong:
            raise PydanticCustomError(
                "partition",
                "每一类放款机构要在 yes、maybe、no 里各写一次，请看：{kinds}",
                {"kinds": "、".join(wrong)},
            )
        return self

    def answer(self, lender: LenderType) -> Answer:
        """Whether the norm binds this kind of lender; UNKNOWN where that is open."""
        if lender in self.maybe:
            return Answer.UNKNOWN
        return Answer.of(lender in self.yes)

    @property
    def everyone(self) -> bool:
        return self.yes == frozenset(LenderType)


def _spelled_out(value: Any) -> Any:
    return {"yes": list(LenderType)} if value == "everyone" else value


Binds = Annotated[ByLender, BeforeValidator(_spelled_out)]


class Provision(Row):
    """One row of `provisions.yaml`. `to` is the last day in force, None while it still is.

    `topics`: at least one; by them `/law/` finds the row. `caution` belongs to the norm and goes
    wherever it is cited, on paper too; `advice` is for the reader of its page alone.
    """

    id: Key
    lineage: Key
    title: Words
    number: ShortText = ""
    article: Article | None = None
    rank: Rank
    in_force_from: Day = Field(alias="from")
    from_status: FirstDay = FirstDay.READ
    in_force_to: Day | None = Field(alias="to")
    applies: Binds
    gist: Words
    caution: ShortText = ""
    advice: ShortText = ""
    topics: Annotated[frozenset[Topic], Field(min_length=1)]
    status: Status
    source: Words
    checked_on: Day
    review_by: Day

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.in_force_to and self.in_force_to < self.in_force_from:
            raise PydanticCustomError("dates", "to 比 from 早，请看日期")
        if self.review_by < self.checked_on:
            raise PydanticCustomError("dates", "review_by 比 checked_on 早，请看日期")
        if self.status is Status.REPORTED and self.article:
            raise PydanticCustomError("article", "reported 的条文不写条号，请删掉 article")
        return self

    def touches(self, span: Span) -> bool:
        """Whether it is in force on any day of the span."""
        return self.in_force_from <= span.last and span.first <= self.last_day

    def covers(self, span: Span) -> bool:
        """Whether it is in force on every day of the span."""
        return self.in_force_from <= span.first and span.last <= self.last_day

    @property
    def last_day(self) -> date:
        return self.in_force_to or date.max
