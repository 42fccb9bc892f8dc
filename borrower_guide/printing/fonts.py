"""Which fonts there are, and which characters they can print."""

import importlib
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from struct import iter_unpack, unpack_from
from typing import Any

from borrower_guide.printing.engine import library, weasyprint
from borrower_guide.printing.faults import CannotRender

SANS, SERIF, MONO = "Noto Sans CJK SC", "Noto Serif CJK SC", "Noto Sans Mono CJK SC"
RARE = ("HanaMinA", "HanaMinB")
WINDOWS, ALL_OF_UNICODE = 3, 10  # platform and encoding of a table in format 12
NO_FONTS = (
    "这台机器还不能做 PDF，少了中文字体。请安装 fonts-noto-cjk 和 fonts-hanazono，再重新启动。"
)
# Shown as nothing or reordering what stands beside them: a reader must see that they are there.
HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
LAYOUT = frozenset("\n\t")
# Fillers and variation selectors: letters and marks by category, yet drawn as nothing.
UNSEEN = frozenset({0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}).union(
    range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)
)


@lru_cache(maxsize=1)
def files() -> dict[str, str]:
    """Family → file of its regular face; raises CannotRender when a Noto family is missing."""
    weasyprint()
    found = {family: path for family, style, path in _listed() if style == "Regular"}
    if not {SANS, SERIF, MONO} <= found.keys():
        raise CannotRender(NO_FONTS)
    return found


def _listed() -> list[tuple[str, str, str]]:
    """(family, style, file) of every font that the private configuration lets through."""
    fontconfig: Any = library("fontconfig")
    ffi: Any = library("ffi")
    config = fontconfig.FcInitLoadConfigAndFonts()
    found = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
    rows = [_row(fontconfig, ffi, found.fonts[i]) for i in range(found.nfont)]
    fontconfig.FcConfigDestroy(config)
    return sorted(rows)


def _row(fontconfig: Any, ffi: Any, pattern: Any) -> tuple[str, str, str]:
    value = ffi.new("FcChar8 **")
    row = []
    for key in (b"family", b"style", b"file"):
        fontconfig.FcPatternGetString(pattern, key, 0, value)
        row.append(ffi.string(value[0]).decode())
    return row[0], row[1], row[2]


@contextmanager
def _face(family: str) -> Iterator[Any]:
    """The open face of a family; in a collection the one with that name, never simply the first."""
    ttlib = importlib.import_module("fontTools.ttLib")
    path = files()[family]
    if not path.endswith((".ttc", ".otc")):
        with ttlib.TTFont(path, lazy=True) as face:
            yield face
        return
    with ttlib.TTCollection(path, lazy=True) as faces:
        yield next(face for face in faces.fonts if face["name"].getBestFamilyName() == family)


@lru_cache(maxsize=1)
def coverage() -> bytes:
    """For each code point 1 if it is printed as it is, in our face and in people's face alike.

    Bytes, since a set of 110,000 numbers holds 30 MB in every worker.
    """
    both = _characters(SANS) & _characters(SERIF)
    for family in RARE:
        if family in files():
            both |= _characters(family)
    return both.to_bytes(sys.maxunicode + 1, "little")


def _characters(family: str) -> int:
    """The code points of a face, a byte for each."""
    found = bytearray(sys.maxunicode + 1)
    with _face(family) as face:
        table = face.reader["cmap"]
    for first, last in _ranges(table):
        found[first : last + 1] = b"\1" * (last + 1 - first)
    return int.from_bytes(found, "little")


def _ranges(table: bytes) -> Iterator[tuple[int, int]]:
    """First and last code points of a table `cmap` (OpenType, format 12, for all of Unicode).

    Read here, since a dictionary of each character leaves much behind in every worker.
    """
    (count,) = unpack_from(">H", table, 2)
    offsets = {row[:2]: row[2] for row in iter_unpack(">HHI", table[4 : 4 + 8 * count])}
    at = offsets.get((WINDOWS, ALL_OF_UNICODE))
    if at is None:
        raise CannotRender(NO_FONTS)
    (groups,) = unpack_from(">I", table, at + 12)
    for first, last, _glyph in iter_unpack(">III", table[at + 16 : at + 16 + 12 * groups]):
        yield first, last


@lru_cache(maxsize=1)
def font_versions() -> dict[str, str]:
    """Family → revision in its head table, three decimals."""
    return {family: _version(family) for family in sorted(files())}


def _version(family: str) -> str:
    with _face(family) as face:
        return f"{face['head'].fontRevision:.3f}"


def printable(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` with 〔U+1F468〕 for each character that no font has or that cannot be seen.

    Also gives those characters, each once, in order of code point.
    """
    missing = tuple(sorted(char for char in set(text) if not _can_print(char)))
    boxes = {ord(char): f"〔U+{ord(char):04X}〕" for char in missing}
    return (text.translate(boxes) if missing else text), missing


def _can_print(char: str) -> bool:
    if char in LAYOUT:
        return True
    if unicodedata.category(char) in HIDDEN or ord(char) in UNSEEN:
        return False
    return bool(coverage()[ord(char)])
