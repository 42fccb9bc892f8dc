"""From what was typed to plain JSON values, and back. No Django.

Names are paths: `police.call_no`, `visitors.0.claimed_name`. Values are lists of texts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from borrower_guide.cases.forms.described import describe, parts_of
from borrower_guide.cases.forms.spoken_time import read_when, show
from borrower_guide.schema.folding import nfkc
from borrower_guide.schema.model import Payload
from borrower_guide.schema.scalars import unix_lines
from borrower_guide.schema.when import When

Values = Mapping[str, list[str]]
MOST_ROWS = 51  # one more than any list may have, so that its own fault is told


@dataclass
class Typed:
    """Plain JSON values of some fields, and the faults found on the way, by input name.

    `rows` maps a list field to the row each of its items was typed in, since empty rows go.
    """

    payload: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)

    def input_name(self, path: str) -> str:
        """The input that a schema path such as `$.visitors[0].phone` belongs to."""
        name = re.sub(r"\[(\d+)\]", r".\1", path.removeprefix("$").removeprefix("."))
        steps = name.split(".")
        if len(steps) > 2 and steps[0] in self.rows:
            steps[1] = str(self.rows[steps[0]][int(steps[1])])
        return ".".join(steps) if len(steps) != 2 or not steps[1].isdigit() else steps[0]


def read_typed(
    model: type[Payload],
    values: Values,
    names: Iterable[str],
    *,
    now: datetime,
    start: str | None = None,
) -> Typed:
    """Read the top-level fields `names` of `model`; what is empty is left out.

    `start` (ISO 8601) is the day that a clock alone belongs to, unless `started_at` is read here.
    """
    reader = _Reader(model, values, now, start)
    for name in names:
        value = reader.read(name)
        if value not in (None, [], {}):
            reader.typed.payload[name] = value
    return reader.typed


def flatten(model: type[Payload], payload: Mapping[str, Any]) -> dict[str, list[str]]:
    """The inputs that would be typed for these JSON values."""
    return dict(_flat(model, payload, ""))


def _flat(model: type[Payload], payload: Mapping[str, Any], prefix: str) -> Any:
    for name, value in payload.items():
        part, many = parts_of(model, name)
        if part and many:
            for index, item in enumerate(value):
                yield from _flat(part, item, f"{prefix}{name}.{index}.")
        elif part:
            yield from _flat(part, value, f"{prefix}{name}.")
        else:
            yield prefix + name, _texts(describe(model, name).kind, value)


def _texts(kind: str, value: Any) -> list[str]:
    if kind == "flag":
        return ["yes"] if value else []
    if kind == "time":
        return [show(When.parse(value))]
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


class _Reader:
    """One pass over the inputs of one form."""

    def __init__(
        self, model: type[Payload], values: Values, now: datetime, start: str | None
    ) -> None:
        self.model = model
        self.values = values
        self.now = now
        self.start = start
        self.typed = Typed()

    def read(self, name: str) -> Any:
        """The value of a top-level field."""
        part, many = parts_of(self.model, name)
        if part is None:
            return self._scalar(name)
        return self._rows(part, name) if many else self._part(part, name)

    def _rows(self, part: type[Payload], name: str) -> list[Any]:
        pattern = re.compile(rf"{name}\.(\d{{1,2}})\.")
        rows = {int(found[1]) for key in self.values if (found := pattern.match(key))}
        kept = [
            (row, value)
            for row in sorted(rows)[:MOST_ROWS]
            if (value := self._part(part, f"{name}.{row}"))
        ]
        self.typed.rows[name] = [row for row, _ in kept]
        return [value for _, value in kept]

    def _part(self, part: type[Payload], prefix: str) -> dict[str, Any]:
        found = {name: self._scalar(f"{prefix}.{name}") for name in part.model_fields}
        return {name: value for name, value in found.items() if value not in (None, [])}

    def _scalar(self, name: str) -> Any:
        given = [unix_lines(text) for text in self.values.get(name, [])]
        kind = describe(self.model, name).kind
        if kind == "many":
            return [text for text in given if text]
        text = given[-1] if given else ""
        if not text.strip():
            return None
        try:
            return self._converted(kind, text)
        except ValueError as error:
            self.typed.faults[name] = str(error)
            return None

    def _converted(self, kind: str, text: str) -> Any:
        if kind in ("time", "day"):
            return self._time(kind, text)
        plain = nfkc(text).strip()
        if kind == "count":
            return _count(plain)
        if kind == "money":
            grouped = re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d{1,2})?", plain)
            return plain.replace(",", "") if grouped else plain
        return True if kind == "flag" else text

    def _time(self, kind: str, text: str) -> str:
        start = self.typed.payload.get("started_at", self.start)
        when = read_when(text, now=self.now, start=When.parse(start) if start else None)
        return when.day.isoformat() if kind == "day" else str(when)


def _count(plain: str) -> int:
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10):
        raise ValueError("请只填数字，比如 2")
    return int(plain)
