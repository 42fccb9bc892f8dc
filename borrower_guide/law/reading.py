"""Reads files of authored rows and keeps every fault instead of stopping at the first."""

import re
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from borrower_guide.law.yaml_reader import read_yaml
from borrower_guide.schema.faults import ContentFault, ContentFaults
from borrower_guide.schema.messages import faults_of

R = TypeVar("R")
WHOLE = "全文"


class Reading:
    """One folder of content while it is read; `faults` grows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[ContentFault] = []
        self._raw: dict[str, Any] = {}

    def rows(self, file: str, kind: type[R]) -> tuple[R, ...]:
        """The rows of a file that is a list; faulty rows are left out and told as faults."""
        listed = self._read(file)
        if not isinstance(listed, list):
            if not self._failed(file):
                self.faults.append(ContentFault(file, WHOLE, "要写成一列条目，每条用 - 开头"))
            return ()
        adapter = TypeAdapter(kind)
        built = (self._build(file, _name(raw, n), adapter, raw) for n, raw in enumerate(listed, 1))
        return tuple(row for row in built if row is not None)

    def one(self, file: str, kind: TypeAdapter[R]) -> R | None:
        """A file that is one thing; None if it is faulty."""
        raw = self._read(file)
        return None if self._failed(file) else self._build(file, WHOLE, kind, raw)

    def named(self, file: str, key: str) -> frozenset[str]:
        """What stands under `key` in any row, so that one bad row brings no further faults."""
        listed = self._read(file)
        rows = listed if isinstance(listed, list) else []
        return frozenset(str(row.get(key)) for row in rows if isinstance(row, dict))

    def _read(self, file: str) -> Any:
        if file not in self._raw:
            try:
                self._raw[file] = read_yaml(self.folder / file)
            except ContentFaults as error:
                self._raw[file] = error
                self.faults += error.faults
        return self._raw[file]

    def _failed(self, file: str) -> bool:
        return isinstance(self._raw[file], ContentFaults)

    def _build(self, file: str, where: str, kind: TypeAdapter[R], raw: Any) -> R | None:
        try:
            return kind.validate_python(raw)
        except ValidationError as error:
            for fault in faults_of(error, ""):
                path = fault.path.removeprefix(".")
                message = with_way_out(fault.message)
                told = f"{path}：{message}" if path else message
                self.faults.append(ContentFault(file, where, told))
            return None


def _name(raw: Any, number: int) -> str:
    name = raw.get("id") if isinstance(raw, dict) else None
    return name if isinstance(name, str) and name else f"第 {number} 条"


def with_way_out(message: str) -> str:
    """A fault's sentence as a content fault tells it: in Chinese, and with what to do about it."""
    # pydantic's own sentence for something that schema.messages does not know.
    if not re.search(r"[\u4e00-\u9fff]", message):
        return "格式不对，请对照别的条目改"
    return message if "请" in message else f"{message}，请改这一项"
