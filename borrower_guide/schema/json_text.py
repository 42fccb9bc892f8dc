"""JSON text to plain values, refusing what the case format refuses before any type is built."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from borrower_guide.schema.faults import InputFault, InputFaults
from borrower_guide.schema.messages import json_path

MAX_BYTES = 5 * 1024 * 1024
MAX_DEPTH = 16


class _Object(dict[str, Any]):
    """A JSON object that remembers which keys came twice."""

    repeated: tuple[str, ...] = ()


def parse_json(data: bytes) -> tuple[Any, list[InputFault]]:
    """The value of a JSON text, and its faults of structure: duplicate keys, depth.

    Raises InputFaults where there is no value to go on with: size, encoding, NaN, no JSON.
    """
    if len(data) > MAX_BYTES:
        raise _fault("文件太大，最多 5 MB")
    try:
        text = data.decode("utf-8-sig")
        value = json.loads(text, object_pairs_hook=_pairs, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise _fault(f"不是 UTF-8 文字（第 {error.start + 1} 字节）") from None
    except json.JSONDecodeError as error:
        where = f"第 {error.lineno} 行第 {error.colno} 列"
        raise _fault(f"不是有效的 JSON（{where}）") from None
    except RecursionError:
        raise _fault(f"套得太深，最多 {MAX_DEPTH} 层") from None
    except ValueError as error:
        raise _fault(f"不是有效的 JSON（{_reason(error)}）") from None
    return value, list(_structure(value, (), 1))


def _fault(message: str) -> InputFaults:
    return InputFaults([InputFault("$", message)])


def _pairs(pairs: list[tuple[str, Any]]) -> _Object:
    value = _Object(pairs)
    if len(value) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        value.repeated = tuple(key for key, count in counts.items() if count > 1)
    return value


def _no_constant(name: str) -> Any:
    raise ValueError(f"不能有 {name}")


def _reason(error: ValueError) -> str:
    return str(error) if "不能有" in str(error) else "数字太长"


def _structure(value: Any, at: tuple[int | str, ...], depth: int) -> Iterator[InputFault]:
    items: Any = ()
    if isinstance(value, dict | list):
        if depth > MAX_DEPTH:
            yield InputFault(json_path("$", at), f"套得太深，最多 {MAX_DEPTH} 层")
            return
        items = value.items() if isinstance(value, dict) else enumerate(value)
    if isinstance(value, _Object):
        for key in value.repeated:
            yield InputFault(json_path("$", (*at, key)), "同一个名字出现了两次")
    for step, item in items:
        yield from _structure(item, (*at, step), depth + 1)
