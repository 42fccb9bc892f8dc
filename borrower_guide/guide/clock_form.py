"""The form that asks which clock to count and from which day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from borrower_guide.guide.channel_query import known_lender
from borrower_guide.guide.day_text import read_day
from borrower_guide.law.answer import Answer, all_of
from borrower_guide.law.channel import Channel
from borrower_guide.law.clock import Clock
from borrower_guide.law.clocks import binds
from borrower_guide.law.library import Library
from borrower_guide.schema.vocabulary import LenderType

HOW_TO_WRITE = "写成 2026-11-24 或 11月24日。昨天、前天也行。"


@dataclass(frozen=True, slots=True)
class Asked:
    """A whole question: which clock of which channel, for whose lender, from which day.

    `lender` is None where it makes no difference; `runs` says whether the clock binds.
    """

    channel: Channel
    clock: Clock
    lender: LenderType | None
    day: date
    runs: Answer


@dataclass(slots=True)
class ClockForm:
    """What was typed, with a fault beside each field; `asked` once nothing is missing.

    `values` are those of the address. Until a day was sent, nothing is a fault.
    """

    channel: Channel
    library: Library
    values: Mapping[str, str]
    today: date
    wrong: dict[str, str] = field(default_factory=dict)
    asked: Asked | None = None

    def __post_init__(self) -> None:
        if "day" in self.values:
            clock, lender, day = self._clock(), self._lender(), self._day()
            if clock and day and not self.wrong:
                runs = self._runs(clock, lender)
                self.asked = Asked(self.channel, clock, lender, day, runs)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Each fault with the anchor of its field."""
        return list(self.wrong.items())

    @property
    def clocks(self) -> dict[str, Clock]:
        return {clock.id: clock for clock in self.channel.clocks}

    @property
    def lenders(self) -> list[LenderType]:
        """The kinds of lender to choose from; none where they make no difference."""
        kinds = [kind for kind in LenderType if kind in self.channel.lenders]
        alike = {binds(c, self.library, kind) for c in self.channel.clocks for kind in kinds}
        return kinds if alike - {Answer.YES} else []

    def _clock(self) -> Clock | None:
        only = next(iter(self.clocks)) if len(self.clocks) == 1 else ""
        found = self.clocks.get(self.values.get("clock", only))
        if not found:
            self.wrong["clock"] = "请选一个：从哪一天数起"
        return found

    def _lender(self) -> LenderType | None:
        if not self.lenders:
            return None
        found = known_lender(self.values.get("lender", ""))
        if found not in self.lenders:
            self.wrong["lender"] = "请选一个：钱是向哪里借的"
        return found

    def _runs(self, clock: Clock, lender: LenderType | None) -> Answer:
        kinds = [lender] if lender else self.channel.lenders or {LenderType.UNKNOWN}
        return all_of(binds(clock, self.library, kind) for kind in kinds)

    def _day(self) -> date | None:
        text = self.values.get("day", "")
        if not text.strip():
            self.wrong["day"] = "请写上那一天的日期"
            return None
        try:
            return read_day(text, self.today)
        except ValueError as fault:
            self.wrong["day"] = str(fault)
            return None

    def fields(self) -> dict[str, Any]:
        """The fields as the parts of a page take them; `clock` and `lender` only where asked."""
        clocks = list(self.channel.clocks)
        found: dict[str, Any] = {"day": self._day_field()}
        if len(clocks) > 1:
            options = [(one.id, one.from_day, one.starts.label) for one in clocks]
            found["clock"] = self._choices("clock", "从哪一天数起", options)
        if self.lenders:
            kinds = [(kind.value, kind.label, "") for kind in self.lenders]
            found["lender"] = self._choices("lender", "钱是向哪里借的", kinds)
        return found

    def _day_field(self) -> dict[str, Any]:
        clocks = self.channel.clocks
        only = clocks[0] if len(clocks) == 1 else None
        return {
            "id": "day",
            "name": "day",
            "label": only.from_day if only else "那一天是哪天",
            "help": (only.starts.label if only else "") + HOW_TO_WRITE,
            "value": self.values.get("day", ""),
            "error": self.wrong.get("day", ""),
            "short": True,
        }

    def _choices(
        self, name: str, label: str, options: list[tuple[str, str, str]]
    ) -> dict[str, Any]:
        chosen = self.values.get(name, "")
        return {
            "id": name,
            "name": name,
            "type": "radio",
            "label": label,
            "error": self.wrong.get(name, ""),
            "options": [(value, text, hint, value == chosen) for value, text, hint in options],
        }
