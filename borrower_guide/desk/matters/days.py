"""How near a day is, in words; and a day to come as people write it. No Django."""

import re
from datetime import date, timedelta

from borrower_guide.schema.folding import nfkc
from borrower_guide.schema.telling import WEEKDAYS

NEAR = timedelta(days=7)
HINT = "看不懂这一天，请写成 12月3日、下周三 或 3天后"
OVER = "这一天已经过了，请写以后的日子"

_WORDS = {"今天": 0, "明天": 1, "后天": 2, "大后天": 3}
_AFTER = re.compile(r"(\d{1,3})天[以之]?后")
_WEEKDAY = re.compile(rf"(下?)(?:周|星期|礼拜)([{WEEKDAYS}天])")
_DAY = re.compile(r"(?:(\d{4})[年/.-])?(\d{1,2})[月/.-](\d{1,2})[日号]?")


def near_words(on: date | None, today: date) -> str:
    """过了 3 天, 今天, 还有 2 天; empty for what is more than a week away."""
    if on is None or on > today + NEAR:
        return ""
    days = (on - today).days
    return "今天" if days == 0 else f"过了 {-days} 天" if days < 0 else f"还有 {days} 天"


def read_next_day(text: str, today: date) -> date:
    """A day from today on; without a year, the next such day. Raises ValueError in Chinese."""
    plain = re.sub(r"\s+", "", nfkc(text))
    if plain in _WORDS:
        return today + timedelta(days=_WORDS[plain])
    if found := _AFTER.fullmatch(plain):
        return today + timedelta(days=int(found[1]))
    if found := _WEEKDAY.fullmatch(plain):
        return _weekday(WEEKDAYS.index(found[2].replace("天", "日")), bool(found[1]), today)
    if found := _DAY.fullmatch(plain):
        return _calendar_day(found, today)
    raise ValueError(HINT)


def _weekday(weekday: int, next_week: bool, today: date) -> date:
    """周三: the next one; 下周三: that of the week that begins on the next Monday."""
    if next_week:
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _calendar_day(found: re.Match[str], today: date) -> date:
    year, month, day = found.groups()
    try:
        told = date(int(year or today.year), int(month), int(day))
        if year is None and told < today:
            told = date(today.year + 1, told.month, told.day)
    except ValueError as error:
        raise ValueError("没有这一天，请看月份和日期") from error
    if told < today:
        raise ValueError(OVER)
    return told
