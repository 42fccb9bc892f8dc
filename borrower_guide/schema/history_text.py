"""Cutting `history` out of the text of an export, which may make it larger than a case may be.

An import ignores `history`, so it need not be read: the text is walked once, no value is built.
"""

import re

# A string (an unclosed one runs to the end, so that no text is walked twice), or a bracket.
_TOKEN = re.compile(rb'"(?:[^"\\]+|\\.)*+"?|[{}\[\]]', re.DOTALL)
_VALUE = re.compile(rb"\s*:\s*(?=[\[{])")
_KEY = b'"history"'
_EMPTY = b"null"


def without_history(data: bytes) -> bytes:
    """The JSON text with the list or object at the top's `history` turned into null.

    What is no JSON comes back as it is, for `parse_json` to say what is wrong.
    """
    parts: list[bytes] = []
    done = 0
    for start, end in _histories(data):
        parts += [data[done:start], _EMPTY]
        done = end
    return b"".join([*parts, data[done:]])


def _histories(data: bytes) -> list[tuple[int, int]]:
    """Where each such value begins and ends, in bytes; one that does not end is none."""
    found: list[tuple[int, int]] = []
    depth, start = 0, -1
    for token in _TOKEN.finditer(data):
        text = token[0]
        if text in b"{[":
            depth += 1
        elif text in b"]}":
            depth -= 1
            if depth == 1 and start >= 0:
                found.append((start, token.end()))
                start = -1
        elif text == _KEY and depth == 1 and (value := _VALUE.match(data, token.end())):
            start = value.end()
    return found
