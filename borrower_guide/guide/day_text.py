"""A day as people write it: 2026-11-24, 11月24日, 昨天. No Django."""

import re
from datetime import date, timedelta

from borrower_guide.schema.folding import nfkc

HINT = "看不懂这个日期，请写成 2026-11-24 或 11月24日"
NO_SUCH_DAY = "没有这一天，请看月份和日期"
NOT_YET = "这一天还没到，请看是不是写错了"

_BACK = {"今天": 0, "昨天": 1, "前天": 2, "大前天": 3}
_DAY = re.compile(r"(?:(\d{4})[年/.-])?(\d{1,2})[月/.-](\d{1,2})[日号]?|(\d{4})(\d\d)(\d\d)")


def read_day(text: str, today: date) -> date:
    """The day that `text` names, today at the latest; without a year the last such day.

    Raises ValueError with a Chinese message that says what to write.
    """
    plain = re.sub(r"\s+", "", nfkc(text))
    if plain in _BACK:
        return today - timedelta(_BACK[plain])
    found = _DAY.fullmatch(plain)
    if not found:
        raise ValueError(HINT)
    year, month, day = found.groups()[3:] if found[4] else found.groups()[:3]
    told = _date(int(year or today.year), int(month), int(day))
    if told > today and not year:
        told = _date(today.year - 1, int(month), int(day))
    if told > today:
        raise ValueError(NOT_YET)
    return told


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(NO_SUCH_DAY) from None
