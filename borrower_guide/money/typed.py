"""Sums, days and lines as people type them. No Django.

Full-width signs are taken, and 1,234.50 元, ¥1234.5, 12。5, 1.2万, 1.2w. What can be read in two
ways (1,23 or 1万2) is refused with the way to write it, never guessed.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from borrower_guide.money.instalments import Payment
from borrower_guide.schema.folding import nfkc

YEARS = range(1990, 2101)
MOST_ROWS = 60
MOST_TOLD = 5  # faulty lines named one by one
MOST_MONEY = Decimal("999999999.99")
LONGEST = 30  # digits of one sum, so that no arithmetic rounds it
TOO_LARGE = "数太大了，请看是不是多写了几位"
AMOUNT_HINT = "金额看不懂，请用数字写，比如 1234.50"
DAY_HINT = "日子看不懂，请写成 2026-01-05"

_YEN = re.compile(r"^(?:人民币|rmb|cny|[¥￥])|(?:元整|块钱|元|块|圆)$", re.IGNORECASE)
_SPARE_SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")  # 100 200 may be two sums, so it stays
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"\d+(\.\d*)?|\.\d+")
_DAY = re.compile(
    r"(?<!\d)(\d{4})\s*(?:年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?|([-/.])(\d{1,2})\4(\d{1,2}))(?!\d)"
)
_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?![\d.,])")
_ORDINAL = re.compile(r"(?:第?\s*\d{1,3}\s*期?\s*[.、):]?)?")


def plain(text: str) -> str:
    """Full-width signs as ASCII, no space at either end, 。 between digits as a point."""
    folded = nfkc(text).replace("−", "-").strip()
    return re.sub(r"(?<=\d)。(?=\d)", ".", folded)


def read_amount(text: str) -> Decimal:
    """Yuan, at or above zero, to the fen. ValueError with a Chinese sentence otherwise."""
    bare = _SPARE_SPACE.sub("", plain(text))
    bare = _YEN.sub("", bare)
    times = Decimal(1)
    if bare[-1:] in ("万", "w", "W"):
        bare, times = bare[:-1], Decimal(10_000)
    if bare.startswith("-"):
        raise ValueError("这里不用写减号")
    if len(bare) > LONGEST:
        raise ValueError(TOO_LARGE)
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    elif "," in bare:
        raise ValueError("逗号的位置看不懂，请去掉逗号再写")
    if not bare.isascii() or not _PLAIN.fullmatch(bare):
        raise ValueError(AMOUNT_HINT)
    return _in_fen(Decimal(bare) * times)


def _in_fen(amount: Decimal) -> Decimal:
    if amount > MOST_MONEY:
        raise ValueError(TOO_LARGE)
    if amount != (fen := amount.quantize(Decimal("0.01"))):
        raise ValueError("小数点后面最多两位，请改一下")
    return fen


def read_day(text: str) -> date:
    """A day with its year. ValueError with a Chinese sentence otherwise."""
    folded = plain(text)
    found = _DAY.fullmatch(folded) or _DIGITS.fullmatch(folded)
    if found is None:
        without_year = re.fullmatch(r"\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?", folded)
        raise ValueError("请写上年份，比如 2026-01-05" if without_year else DAY_HINT)
    return _day(found)


def _day(found: re.Match[str]) -> date:
    year, month, day = (int(part) for part in found.groups() if part and part.isdigit())
    try:
        built = date(year, month, day)
    except ValueError:
        raise ValueError("没有这一天，请再看看") from None
    if year not in YEARS:
        raise ValueError(f"年份请写 {YEARS.start} 到 {YEARS.stop - 1} 之间的")
    return built


def read_count(text: str, most: int) -> int:
    """A count from 1 to `most`: 12, 12期. ValueError with a Chinese sentence otherwise."""
    bare = re.sub(r"[期个月\s]+$", "", plain(text))
    if not re.fullmatch(r"[0-9]{1,4}", bare):
        raise ValueError("请只填数字，比如 12")
    if not 1 <= int(bare) <= most:
        raise ValueError(f"请填 1 到 {most} 之间的数")
    return int(bare)


def read_payments(text: str) -> tuple[Payment, ...]:
    """One payment a line: a day and a sum; a sum below zero was given back.

    Empty lines count for nothing. ValueError with every faulty line, five at most by name.
    """
    lines = list(_lines(text))
    if len(lines) > MOST_ROWS:
        raise ValueError(f"最多 {MOST_ROWS} 行，现在 {len(lines)} 行")
    rows: list[Payment] = []
    faults: list[str] = []
    for number, line in lines:
        try:
            rows.append(_payment(line))
        except ValueError as error:
            faults.append(f"第 {number} 行：{error}")
    if faults:
        more = f"；还有 {len(faults) - MOST_TOLD} 行" if len(faults) > MOST_TOLD else ""
        raise ValueError("；".join(faults[:MOST_TOLD]) + more)
    return tuple(rows)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if folded := plain(line):
            yield number, folded


def _payment(line: str) -> Payment:
    found = _DAY.search(line) or _DIGITS.search(line)
    if found is None:
        raise ValueError("没有找到日子，请写成 2026-01-05 1234.50")
    before, after = line[: found.start()].strip(), line[found.end() :].strip(" \t:;,=|")
    if not after:
        before, after = "", before.strip(" \t:;,=|")
    if not _ORDINAL.fullmatch(before):
        raise ValueError("一行只写一个日子和一个金额")
    if not after:
        raise ValueError("没有找到金额，请写成 2026-01-05 1234.50")
    back = after.startswith("-")
    amount = read_amount(after.removeprefix("-"))
    return Payment(_day(found), -amount if back else amount)
