"""A point in time as people know it: a day, and perhaps the minute."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
FORMAT_HINT = "不是有效的时间，请写成 2026-01-03T22:40:00+08:00 或 2026-01-03"
YEARS = range(1990, 2101)

_SHAPE = re.compile(
    r"\d{4}-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]\d\d(:?\d\d)?)?)?",
    re.ASCII,
)


@dataclass(frozen=True)
class When:
    """A day in Shanghai, with its moment (aware, Asia/Shanghai) if the hour is known."""

    day: date
    moment: datetime | None = None

    @classmethod
    def at(cls, moment: datetime) -> "When":
        """The given aware moment, told in Shanghai time."""
        local = moment.astimezone(SHANGHAI)
        return cls(local.date(), local)

    @classmethod
    def parse(cls, text: str) -> "When":
        """Read ISO 8601: a date alone (hour unknown) or date and time; naive means Shanghai.

        Raises ValueError with a Chinese message that shows the form.
        """
        if not _SHAPE.fullmatch(text):
            raise ValueError(FORMAT_HINT)
        try:
            if "T" not in text:
                when = cls(date.fromisoformat(text))
            else:
                moment = datetime.fromisoformat(text)
                when = cls.at(moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI))
        except (ValueError, OverflowError) as error:
            raise ValueError(FORMAT_HINT) from error
        if when.day.year not in YEARS:
            raise ValueError(f"年份请写 {YEARS.start} 到 {YEARS.stop - 1} 之间的")
        return when

    def before(self, other: "When") -> bool:
        """Whether this is surely earlier: by the minute if both have one, else by the day."""
        if self.moment and other.moment:
            return self.moment < other.moment
        return self.day < other.day

    @cached_property
    def iso(self) -> str:
        return self.moment.isoformat() if self.moment else self.day.isoformat()

    def __str__(self) -> str:
        return self.iso
