"""Versions of all that shapes the bytes of a paper; a record's manifest names them."""

from importlib.metadata import version
from typing import Any

from borrower_guide.printing.engine import library, weasyprint
from borrower_guide.printing.fonts import font_versions


def versions() -> dict[str, str]:
    """What shapes the bytes: renderer, text libraries, fonts."""
    engine = weasyprint()
    return {
        "weasyprint": engine.__version__,
        "pydyf": version("pydyf"),
        "pango": _pango_version(),
        "harfbuzz": _harfbuzz_version(),
        **font_versions(),
    }


def _pango_version() -> str:
    pango: Any = library("pango")
    number = pango.pango_version()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _harfbuzz_version() -> str:
    """Found by asking: the library only answers whether it is at least a given version."""
    harfbuzz: Any = library("harfbuzz")
    found: list[int] = []
    for _ in range(3):
        part = 0
        while harfbuzz.hb_version_atleast(*_padded([*found, part + 1])):
            part += 1
        found.append(part)
    return ".".join(map(str, found))


def _padded(parts: list[int]) -> list[int]:
    return parts + [0] * (3 - len(parts))
