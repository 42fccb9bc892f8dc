"""How a value reads: every field of the case types as label and Chinese text."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from borrower_guide.schema.model import Payload, field_label
from borrower_guide.schema.vocabulary import ClaimedRole, Precision, Vocabulary
from borrower_guide.schema.when import When

QUALIFIERS = frozenset({"started_precision", "ended_precision", "visitor_count_or_more"})
EXHIBITS = frozenset({"exhibit", "exhibits"})  # labels: E1
WEEKDAYS = "一二三四五六日"
LabelOf = Callable[[type[Payload], str], str]


class Told(NamedTuple):
    """One line: label, text, and whether it is only what visitors said of themselves."""

    name: str
    label: str
    text: str
    claimed: bool


def told(
    value: Payload,
    *,
    skip: frozenset[str] = frozenset({"id"}),
    label_of: LabelOf = field_label,
    between: str = "；",
) -> Iterator[Told]:
    """Each filled field in schema order; a nested thing is told field by field.

    How exact a time or a count is stands behind it, not on a line of its own. `between`: what
    stands between the fields of a nested thing.
    """
    for name, field in type(value).model_fields.items():
        given = getattr(value, name)
        if name in skip or name in QUALIFIERS or given == field.default:
            continue
        label = label_of(type(value), name)
        if isinstance(given, Payload):
            yield Told(name, label, _inline(given, label_of, between), False)
        elif isinstance(given, tuple) and isinstance(given[0], Payload):
            for number, item in enumerate(given, start=1):
                mark = f"{label} {number}" if len(given) > 1 else label
                yield Told(name, mark, _inline(item, label_of, between), False)
        else:
            text = _exhibits(given) if name in EXHIBITS else text_of(given)
            text += _qualifier(value, name)
            claimed = name.startswith("claimed_") and given is not ClaimedRole.UNKNOWN
            yield Told(name, label, text, claimed)


def _qualifier(value: Payload, name: str) -> str:
    """What belongs behind a value: 大约 behind a time, 人 and 以上 behind a count."""
    if about := roughly(getattr(value, name.replace("_at", "_precision"), None)):
        return about
    if name == "visitor_count":
        return " 人以上" if getattr(value, "visitor_count_or_more", False) else " 人"
    return ""


def roughly(precision: Precision | None) -> str:
    """（大约） behind a time that was told so."""
    return f"（{precision.label}）" if precision is Precision.ABOUT else ""


def short(text: str, most: int = 60) -> str:
    """The first `most` characters on one line; the whole stands elsewhere."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most]}……"


def text_of(value: Any) -> str:
    """One value in Chinese: a code by its label, a time in full, a list joined."""
    match value:
        case Vocabulary():
            return value.label
        case When():
            return time_text(value)
        case bool():
            return "是" if value else "否"
        case date():
            return day_text(value)
        case tuple() | list():
            return "、".join(text_of(item) for item in value)
    return str(value)


def time_text(when: When) -> str:
    """2026年11月3日（周二）20:14, or the day alone."""
    return f"{day_text(when.day)}（{weekday_text(when.day)}）" + clock_text(when)


def clock_text(when: When) -> str:
    """20:14, with seconds only where they were told; nothing if the hour is unknown."""
    if when.moment is None:
        return ""
    return f"{when.moment:%H:%M:%S}" if when.moment.second else f"{when.moment:%H:%M}"


def weekday_text(day: date) -> str:
    """周二."""
    return f"周{WEEKDAYS[day.weekday()]}"


def day_text(day: date) -> str:
    """2026年11月3日."""
    return f"{day.year}年{day.month}月{day.day}日"


def later_text(day: date, written: date) -> str:
    """当天, 过了 3 天: how long after a day something was written; nothing if before it."""
    days = (written - day).days
    return "当天" if days == 0 else f"过了 {days} 天" if days > 0 else ""


def _exhibits(labels: str | tuple[str, ...]) -> str:
    """证据 1、证据 2, from E1 and E2."""
    given = (labels,) if isinstance(labels, str) else labels
    return "、".join(f"证据 {label[1:]}" for label in given)


def _inline(value: Payload, label_of: LabelOf, between: str) -> str:
    """A nested thing in one text: label：text；label：text; what is claimed says 自称."""
    parts = []
    for line in told(value, label_of=label_of):
        text = f"自称 {line.text}" if line.claimed else line.text
        parts.append(line.label if text == "是" else f"{line.label}：{text}")
    return between.join(parts) or "没有写细节"
