"""chain.json: canonical JSON, digests, links and numbers, before any PDF."""

import copy
import hashlib
import json
from collections.abc import Callable
from typing import Any

from borrower_guide.record.chain import breaks, record_number
from borrower_guide.schema.canonical import ENTRY_PREFIX, canonical, entry_digest
from tests.record.vectors.forgeries import relink

VALUES: tuple[Any, ...] = (
    {},
    [],
    None,
    [True, False, 0, -1, 9007199254740991],
    {"b": 1, "a": [{"d": 2, "c": 3}], "": "", "B": None, "é": 0, "中": 0, "aa": 0},
    '" \\ / \b \f \n \r \t',
    "\x00 \x01 \x1f \x7f \x80",
    "\u2028 \u2029 \ufeff \uffff",
    "𠮷 👨‍👩‍👧 é e\u0301",
    {"键": "值　全角空格"},
)
REFUSED = {
    "a float": '{"a":1.0}',
    "an exponent": '{"a":1e2}',
    "not a number": '{"a":NaN}',
    "half a character": '{"a":"\\ud800"}',
}


def chain_vectors(whole: list[Any], part: list[Any]) -> dict[str, Any]:
    return {
        "canonical": [_canonical(value) for value in VALUES],
        "refused": [{"name": name, "json": text} for name, text in REFUSED.items()],
        "entries": [_entry(entry) for entry in whole],
        "chains": [
            {"name": name, "entries": entries, "breaks": [list(one[:2]) for one in breaks(entries)]}
            for name, entries in _chains(whole, part)
        ],
        "numbers": [
            {"made_at": made_at, "digest": "abcdef01" + "0" * 56, "number": number}
            for made_at in (
                "2026-11-24T23:59:59+08:00",
                "2026-11-24T16:00:00+00:00",
                "2026-11-24T15:59:59+00:00",
                "2026-12-31T17:00:00-01:30",
            )
            for number in [record_number(made_at, "abcdef01" + "0" * 56)]
        ],
    }


def _canonical(value: Any) -> dict[str, Any]:
    data = canonical(value)
    return {"value": value, "utf8_hex": data.hex(), "sha256": hashlib.sha256(data).hexdigest()}


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    hashed = {name: value for name, value in entry.items() if name != "digest"}
    text = ENTRY_PREFIX.decode() + canonical(hashed).decode()
    return {"entry": entry, "hashed_text": text, "digest": entry_digest(entry)}


def _chains(whole: list[Any], part: list[Any]) -> list[tuple[str, list[Any]]]:
    return [
        ("whole", whole),
        ("no entry at all", []),
        ("of a part", part),
        ("two left out side by side", _stubs(whole, 3, 4)),
        ("first left out", _stubs(whole, 0)),
        ("last left out", _stubs(whole, len(whole) - 1)),
        ("all left out", _stubs(whole, *range(len(whole)))),
        ("last dropped: whole, only the seal tells", whole[:-1]),
        ("made anew without the second: whole, only the seal tells", _made_anew(whole)),
        ("second dropped", whole[:1] + whole[2:]),
        ("second and third changed places", [whole[0], whole[2], whole[1], *whole[3:]]),
        ("third stands twice", [*whole[:3], *whole[2:]]),
        ("a word changed", _with(whole, lambda one: one[1]["payload"].update(lender="另一家"))),
        ("a digest changed", _with(whole, lambda one: one[4].update(digest="0" * 64))),
        ("a time changed", _with(whole, lambda one: one[2].update(logged_at="2020-01-01"))),
        ("a field added", _with(whole, lambda one: one[2].update(more=1))),
        ("stub before a whole entry changed", _with(_stubs(whole, 3), _other_digest)),
        ("stub in capitals", _with(_stubs(whole, 3), lambda one: one[3].update(digest="A" * 64))),
    ]


def _stubs(whole: list[Any], *places: int) -> list[Any]:
    return [
        {"seq": one["seq"], "digest": one["digest"]} if at in places else one
        for at, one in enumerate(whole)
    ]


def _other_digest(entries: list[Any]) -> None:
    entries[3]["digest"] = "ab" * 32


def _with(entries: list[Any], change: Callable[[list[Any]], None]) -> list[Any]:
    changed = copy.deepcopy(entries)
    change(changed)
    return changed


def _made_anew(whole: list[Any]) -> list[Any]:
    return _with(whole[:1] + whole[2:], relink)


def refused(text: str) -> bool:
    """Whether this text has no canonical form; each of REFUSED must have none."""
    try:
        canonical(json.loads(text))
    except ValueError:
        return True
    return False
