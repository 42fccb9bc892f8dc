"""What `/law/` is asked for: topic, kind of lender and day, each of them open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from borrower_guide.guide.channel_query import known_lender
from borrower_guide.guide.day_text import read_day
from borrower_guide.law.answer import Answer
from borrower_guide.law.assess import EARLIEST
from borrower_guide.law.library import Library
from borrower_guide.law.provision import Provision
from borrower_guide.law.span import Span
from borrower_guide.law.topic import Topic
from borrower_guide.schema.vocabulary import LenderType

HOW_TO_WRITE = "写成 2025-12-31 或 12月31日。昨天、前天也行。"


@dataclass(slots=True)
class LawForm:
    """What was asked, as the address has it; what it does not know counts as not asked.

    `wrong` holds a fault beside the day; then nothing is listed. `unresearched`: a day before
    the first that was researched, where nothing is listed either.
    """

    values: Mapping[str, str]
    today: date
    wrong: dict[str, str] = field(default_factory=dict)
    topic: Topic | None = None
    lender: LenderType | None = None
    day: date | None = None

    def __post_init__(self) -> None:
        topic = self.values.get("topic", "")
        self.topic = Topic(topic) if topic in set(Topic) else None
        self.lender = known_lender(self.values.get("lender", ""))
        if typed := self.typed.strip():
            try:
                self.day = read_day(typed, self.today)
            except ValueError as fault:
                self.wrong["on"] = str(fault)

    @property
    def typed(self) -> str:
        """The day as it was typed."""
        return self.values.get("on", "")

    @property
    def unresearched(self) -> bool:
        return self.day is not None and self.day < EARLIEST

    @property
    def listed(self) -> bool:
        """Whether there is an answer to show."""
        return not self.wrong and not self.unresearched

    def found(self, library: Library, topic: Topic | None = None) -> list[Provision]:
        """The provisions asked for, in the order of the content; `topic` stands for any asked."""
        about = topic or self.topic
        return [one for one in library.provisions.values() if self._fits(one, about)]

    def _fits(self, row: Provision, topic: Topic | None) -> bool:
        if topic and topic not in row.topics:
            return False
        if self.lender and row.applies.answer(self.lender) is Answer.NO:
            return False
        return self.day is None or row.covers(Span(self.day, self.day))

    def query(self, topic: Topic | None = None) -> str:
        """The address of the same question about another topic, or about none."""
        asked = {
            "topic": topic.value if topic else "",
            "lender": self.lender.value if self.lender else "",
            "on": self.day.isoformat() if self.day else "",
        }
        told = urlencode({key: value for key, value in asked.items() if value})
        return f"?{told}" if told else ""

    def fields(self) -> dict[str, Any]:
        """The day as a part of a page takes it, and the kinds of lender to choose from."""
        day = {
            "id": "on",
            "name": "on",
            "label": "哪天的规定",
            "help": HOW_TO_WRITE,
            "value": self.typed,
            "error": self.wrong.get("on", ""),
            "optional": True,
            "short": True,
        }
        return {"day": day, "lenders": list(LenderType)}
