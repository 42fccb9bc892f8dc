"""Values in words: times, options, money, and any value at all for the notes of changes."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from borrower_guide.record.paper.sheet import NOT_WRITTEN, Value
from borrower_guide.schema.model import Payload, paper_label
from borrower_guide.schema.telling import clock_text, day_text, time_text, weekday_text
from borrower_guide.schema.vocabulary import ClaimedRole, Precision, Vocabulary
from borrower_guide.schema.when import SHANGHAI, When

FEW = 24  # characters of a name in a line; the whole stands on the sheet of its thing
NUMERALS = "零一二三四五六七八九十"


def when_words(when: When, *, since: When | None = None) -> str:
    """2026年11月20日（周五）22:40; the hour alone if `since` is on the same day."""
    if when.moment and since and since.day == when.day:
        return clock_text(when)
    return time_text(when) + ("" if when.moment else "，几点没有记")


def logged_words(stamp: str) -> str:
    """2026年11月20日 23:48, from an entry's ISO 8601 time."""
    moment = datetime.fromisoformat(stamp).astimezone(SHANGHAI)
    return f"{day_text(moment)} {moment:%H:%M}"


def about(precision: Precision | None) -> str:
    return f"（{precision.label}）" if precision else ""


def exhibit_words(label: str) -> str:
    """证据 3, from the label E3."""
    return f"证据 {label[1:]}"


def exhibits_words(labels: Iterable[str]) -> str:
    """证据 3、4, from E3 and E4; empty for none."""
    numbers = "、".join(label[1:] for label in labels)
    return f"证据 {numbers}" if numbers else ""


def loan_words(label: str) -> str:
    return f"借款 {label[1:]}"


def numeral(number: int) -> str:
    """一 … 二十, for chapters."""
    if number <= 10:
        return NUMERALS[number]
    tens, ones = divmod(number, 10)
    head = "" if tens == 1 else NUMERALS[tens]
    return f"{head}十{NUMERALS[ones] if ones else ''}"


def written(text: str, *, tag: str = "", marks: tuple[str, ...] = ()) -> Value:
    return Value(text, tag, marks)


def value_of(answer: Any, *, tag: str = "", marks: tuple[str, ...] = ()) -> Value:
    """An answer as it is printed; None is 没有记, and that carries no tag."""
    if answer is None or answer == () or answer == "":
        return Value(NOT_WRITTEN, "", marks, written=False)
    return Value(plain(answer), tag, marks)


def plain(answer: Any) -> str:
    """Any value of the case types in words, parts with their labels."""
    if isinstance(answer, bool):
        return "是" if answer else "否"
    if isinstance(answer, Vocabulary):
        return answer.label
    if isinstance(answer, When):
        return when_words(answer)
    if isinstance(answer, date):
        return f"{day_text(answer)}（{weekday_text(answer)}）"
    if isinstance(answer, tuple | list):
        return "；".join(_item(item) for item in answer)
    if isinstance(answer, Payload):
        return _parts(answer)
    return str(answer)


def _item(item: Any) -> str:
    if isinstance(item, str) and not isinstance(item, StrEnum) and item[:1] in "EL":
        return exhibit_words(item) if item[0] == "E" else loan_words(item)
    return plain(item)


def _parts(answer: Payload) -> str:
    names = type(answer).model_fields
    told = [_part(answer, name) for name in names if getattr(answer, name) not in (None, ())]
    return "，".join(filter(None, told)) or NOT_WRITTEN


def _part(answer: Payload, name: str) -> str:
    """The relation bare, a tick by its label, the rest as label and value."""
    value, label = getattr(answer, name), paper_label(type(answer), name)
    if name.startswith("claimed_") and value is not ClaimedRole.UNKNOWN:
        label = f"自称的{label}"
    if name == "relation":
        return plain(value)
    if name == "exhibit" and value:
        return f"{label}：{exhibit_words(value)}"
    if value is type(answer).model_fields[name].default:
        return ""
    return label if value is True else f"{label}：{plain(value)}"


def eights(digest: str) -> str:
    """A digest in groups of eight, to be compared by eye."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def two_lines(digest: str) -> str:
    """A digest of 64 hex digits as two lines of four groups."""
    return "\n".join((eights(digest[:32]), eights(digest[32:])))


def quoted(words: str) -> str:
    """Words as said, in quotation marks of ours unless they have their own."""
    return words if words[:1] in '“"「『' else f"“{words}”"
