"""The scalar types of the case format, with their limits. Strict: `true` is no number."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from borrower_guide.schema.when import When

SHORT, QUOTED, LONG = 200, 2_000, 5_000
BLOCK = 20_000  # one block of a letter, which may tell of many visits
MONEY_PATTERN = r"^\d{1,12}(\.\d{1,2})?$"
ID_PATTERN = r"^[A-Za-z][A-Za-z0-9_-]{0,31}$"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def unix_lines(text: str) -> str:
    """CRLF and CR become LF; nothing else about a text is ever changed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(value: Any, limit: int) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("text", "要写成文字")
    text = unix_lines(value)
    if _SURROGATE.search(text):
        raise PydanticCustomError("surrogate", "有不完整的字符，请删掉再写一次")
    if found := _CONTROL.search(text):
        code = f"U+{ord(found[0]):04X}"
        raise PydanticCustomError("control", "有看不见的控制字符（{code}），请删掉", {"code": code})
    if len(text) > limit:
        told = {"limit": limit, "length": len(text)}
        message = "太长了，最多 {limit} 字，现在 {length} 字"
        raise PydanticCustomError("text_too_long", message, told)
    return text


def _matching(value: Any, pattern: str, message: str) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("text", "要写成文字，并加上引号")
    # fullmatch, since `$` alone lets a trailing line feed through.
    if not re.fullmatch(pattern, value, re.ASCII):
        raise PydanticCustomError("pattern", "{hint}", {"hint": message})
    return str(value)


def _when(value: Any) -> When:
    if isinstance(value, When):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("when", "要写成带引号的时间，比如 2026-01-03T22:40:00+08:00")
    try:
        return When.parse(value)
    except ValueError as error:
        raise PydanticCustomError("when", "{hint}", {"hint": str(error)}) from error


def _day(value: Any) -> date:
    when = _when(value)
    if when.moment is not None:
        raise PydanticCustomError("day", "只写日期，比如 2026-01-03")
    return when.day


def whole_number(value: Any) -> int:
    """An integer as such: neither `true` nor "2" nor 2.0."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise PydanticCustomError("count", "要写成整数")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise PydanticCustomError("flag", "只能是 true 或 false")
    return value


def _text_type(limit: int) -> Any:
    return Annotated[
        str,
        BeforeValidator(lambda value: _text(value, limit)),
        WithJsonSchema({"type": "string", "maxLength": limit}),
    ]


def _pattern_type(pattern: str, message: str) -> Any:
    return Annotated[
        str,
        BeforeValidator(lambda value: _matching(value, pattern, message)),
        WithJsonSchema({"type": "string", "pattern": pattern}),
    ]


MONEY_HINT = "金额请只填数字，比如 3500 或 3500.00"

ShortText = _text_type(SHORT)
QuotedText = _text_type(QUOTED)
LongText = _text_type(LONG)
BlockText = _text_type(BLOCK)
Money = _pattern_type(MONEY_PATTERN, MONEY_HINT)
Percent = _pattern_type(r"^\d{1,4}(\.\d{1,4})?$", "利率请只填数字，比如 24 或 24.0")
Digest = _pattern_type(r"^[0-9a-f]{64}$", "要写 64 位小写十六进制数字")
LastFour = _pattern_type(r"^[0-9A-Za-z]{4}$", "只写合同编号的最后四位")
Id = _pattern_type(ID_PATTERN, "编号要用字母开头，只含字母、数字、_ 和 -，最多 32 位")
Timestamp = Annotated[
    When,
    PlainValidator(_when),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "description": "ISO 8601; YYYY-MM-DD alone: hour unknown"}),
]
Day = Annotated[
    date,
    PlainValidator(_day),
    PlainSerializer(date.isoformat),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Flag = Annotated[bool, BeforeValidator(_flag)]
Count = Annotated[int, Field(ge=0), BeforeValidator(whole_number)]
Headcount = Annotated[int, Field(ge=0, le=99), BeforeValidator(whole_number)]
# Up to the largest integer that every reader of JSON keeps exactly (RFC 8785).
Size = Annotated[int, Field(ge=0, le=2**53 - 1), BeforeValidator(whole_number)]
