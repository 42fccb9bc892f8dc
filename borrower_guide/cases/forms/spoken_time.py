"""Times as people write them: 昨天晚上9点, 11月3日 20:14, 22点半. No Django."""

import re
from datetime import date, datetime, time, timedelta

from borrower_guide.schema.folding import nfkc
from borrower_guide.schema.when import SHANGHAI, When

HINT = "看不懂这个时间，请写成 昨天晚上9点 或 11月3日 20:14"

_DAYS = {"今天": 0, "今晚": 0, "今早": 0, "昨天": 1, "昨晚": 1, "前天": 2, "前晚": 2, "大前天": 3}
_PARTS = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|早|晚"
_NIGHT = ("晚上", "晚", "夜里", "半夜")
_NUMERALS = "零一二三四五六七八九十"
_DAY = re.compile(r"(?:(\d{4})[年/.-])?(\d{1,2})[月/.-](\d{1,2})[日号]?")
_CLOCK = re.compile(
    rf"(?P<part>{_PARTS})?"
    r"(?P<hour>\d{1,2})(?P<mark>[:点时])(?:(?P<minute>\d{1,2})分?|(?P<half>半)|(?P<quarter>[一1]刻))?"
)


def read_when(text: str, *, now: datetime, start: When | None = None) -> When:
    """Read one time. `now` (aware) gives today and this year; a clock alone is on `start`'s day.

    Raises ValueError with a Chinese message, also where 8点 could be morning or evening.
    """
    plain = _plain(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\dT.*", plain):
        return When.parse(plain)
    if plain in ("现在", "刚才"):
        return When.at(now.replace(second=0, microsecond=0))
    day, rest = _take_day(plain, now.astimezone(SHANGHAI).date())
    clock = _clock(rest)
    if clock is None:
        if day is None:
            raise ValueError(HINT)
        return When(day)
    if day is None:
        day = _day_of(clock, now, start)
    return When.at(datetime.combine(day, clock, SHANGHAI))


def show(when: When | None) -> str:
    """A time in the form that `read_when` reads back the same."""
    if when is None:
        return ""
    return f"{when.moment:%Y-%m-%d %H:%M}" if when.moment else f"{when.day:%Y-%m-%d}"


def _plain(text: str) -> str:
    """Half-width digits and marks, no spaces, 十一 as 11."""
    plain = re.sub(r"\s+", "", nfkc(text)).replace("点钟", "点")
    if re.match(r"\d{4}-\d\d-\d\d\d\d:", plain):
        plain = plain[:10] + "T" + plain[10:]
    return re.sub(rf"[{_NUMERALS}]+(?!刻)", _digits, plain)


def _digits(found: re.Match[str]) -> str:
    tens, mark, ones = found[0].rpartition("十")
    value = {char: index for index, char in enumerate(_NUMERALS)}
    if not mark:
        return "".join(str(value[char]) for char in found[0])
    return str((value.get(tens, 1) if tens else 1) * 10 + (value[ones] if ones else 0))


def _take_day(plain: str, today: date) -> tuple[date | None, str]:
    for word, back in sorted(_DAYS.items(), key=lambda item: -len(item[0])):
        if plain.startswith(word):
            part = {"晚": "晚上", "早": "早上"}.get(word[-1], "")
            return today - timedelta(days=back), part + plain.removeprefix(word)
    found = _DAY.match(plain)
    if not found:
        return None, plain
    year, month, day = (int(group) if group else None for group in found.groups())
    try:
        told = date(year or today.year, month or 0, day or 0)
    except ValueError as error:
        raise ValueError("没有这一天，请看月份和日期") from error
    # Without a year, a day still to come this year was meant for last year.
    if year is None and told > today:
        told = told.replace(year=today.year - 1) if (told.month, told.day) != (2, 29) else told
    return told, plain[found.end() :]


def _clock(rest: str) -> time | None:
    if not rest:
        return None
    if not (found := _CLOCK.fullmatch(rest)):
        raise ValueError(HINT)
    hour, part = int(found["hour"]), found["part"] or ""
    minute = int(found["minute"] or 0) + (30 if found["half"] else 15 if found["quarter"] else 0)
    if (hour == 12 and part in _NIGHT) or (hour == 24 and minute == 0):
        raise ValueError("半夜12点算哪一天？请写成 23:59，或后一天的 0:00")
    if hour > 23 or minute > 59:
        raise ValueError("没有这个钟点，请看有没有打错")
    return time(_hour(hour, part, found["mark"]), minute)


def _hour(hour: int, part: str, mark: str) -> int:
    if part in ("下午", "傍晚", "晚上", "晚") and 1 <= hour <= 11:
        return hour + 12 if part in ("下午", "傍晚") or hour >= 5 else hour
    if part == "中午" and hour in (1, 2):
        return hour + 12
    if part in ("夜里", "半夜") and 6 <= hour <= 11:
        return hour + 12
    if not part and mark != ":" and 1 <= hour <= 12:
        raise ValueError(f"{hour}点是早上还是晚上？请写成 早上{hour}点 或 晚上{hour}点")
    return hour


def _day_of(clock: time, now: datetime, start: When | None) -> date:
    if start is None:
        return now.astimezone(SHANGHAI).date()
    # A visit that began in the evening and ended after midnight.
    if start.moment and start.moment.hour >= 18 and clock.hour < 6:
        return start.day + timedelta(days=1)
    return start.day
