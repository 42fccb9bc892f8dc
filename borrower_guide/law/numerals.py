"""Chinese numerals as statutes print them: 四十七, 一百零三, 一千零三十三."""

DIGITS = "零一二三四五六七八九"
UNITS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
LIMIT = 9999


def chinese(number: int) -> str:
    """The numeral for 1 to 9999; ValueError outside. 10 to 19 drop the leading 一."""
    if not 1 <= number <= LIMIT:
        raise ValueError(f"no statute numeral for {number}")
    text, gap = "", False
    for unit, name in UNITS:
        digit = number // unit % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
        gap = digit == 0
    return text.removeprefix("一") if text.startswith("一十") else text
