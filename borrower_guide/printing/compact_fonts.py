"""Embed CFF fonts without their empty glyph slots.

WeasyPrint keeps glyph numbers, so each Noto CJK face costs 110 kB of empty slots and
unused metric tables, five faces more than all text of a record. A CID-keyed CFF names its
glyphs by CID, and in Noto CJK the CID is the glyph number; so the same glyphs renumbered,
as bare CFF, show the same page (ISO 32000-1, 9.7.4.2 and table 126: CIDFontType0C).
A font for which that is not so is left as it is.
"""

import importlib
from io import BytesIO
from typing import Any

# Only the outlines are wanted; with GSUB here its alternates would come along.
UNUSED = (b"BASE", b"GPOS", b"GSUB", b"VORG", b"hmtx", b"vmtx", b"vhea", b"cmap", b"name", b"OS/2")


def compact_fonts(document: Any, pdf: Any) -> None:
    """Finisher for WeasyPrint: replace each embedded OpenType CFF by the bare, dense one."""
    glyphs: dict[str, set[int]] = {}
    for font in document.fonts.values():
        # One embedded file serves every size of a face; an impossible set leaves it alone.
        used = {-1} if font.missing else set(font.to_unicode)
        glyphs.setdefault(font.hash, set()).update(used)
    faces = {font.file_content: font for font in document.fonts.values() if font.type == "otf"}
    for stream in pdf.objects:
        if getattr(stream, "extra", {}).get("Subtype") == "/OpenType":
            font = faces.get(stream.stream[0])
            if font and (dense := _dense_cff(font.hb_face, glyphs[font.hash])):
                stream.stream[0] = dense
                stream.extra["Subtype"] = "/CIDFontType0C"


def _dense_cff(face: Any, glyphs: set[int]) -> bytes | None:
    """The CFF table with `glyphs`; None when its CIDs are not the glyph numbers asked for."""
    if not glyphs or -1 in glyphs:
        return None
    table = _subset_cff(face, sorted(glyphs))
    # HarfBuzz may add a few glyphs that others are made of, as it did in the first pass.
    return table if table and glyphs <= set(_cids(table)) else None


def _cids(table: bytes) -> list[int]:
    """CID of each glyph in order; empty when the font is not CID-keyed."""
    cff = importlib.import_module("fontTools.cffLib").CFFFontSet()
    cff.decompile(BytesIO(table), None)
    top = cff.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return []
    return [0 if name == ".notdef" else int(name.removeprefix("cid")) for name in top.charset]


def _subset_cff(face: Any, glyphs: list[int]) -> bytes | None:
    lib = importlib.import_module("weasyprint.text.ffi")
    ffi, harfbuzz, subset = lib.ffi, lib.harfbuzz, lib.harfbuzz_subset
    wanted = ffi.gc(subset.hb_subset_input_create_or_fail(), subset.hb_subset_input_destroy)
    _add(lib, subset.hb_subset_input_glyph_set(wanted), glyphs)
    tags = sorted(harfbuzz.hb_tag_from_string(name, -1) for name in UNUSED)
    _add(lib, subset.hb_subset_input_set(wanted, subset.HB_SUBSET_SETS_DROP_TABLE_TAG), tags)
    flags = subset.HB_SUBSET_FLAGS_NO_HINTING | subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
    subset.hb_subset_input_set_flags(wanted, flags)
    dense = ffi.gc(subset.hb_subset_or_fail(face, wanted), harfbuzz.hb_face_destroy)
    return _table(lib, dense, b"CFF ") if dense else None


def _add(lib: Any, wanted: Any, numbers: list[int]) -> None:
    array = lib.ffi.new(f"hb_codepoint_t[{len(numbers)}]", numbers)
    lib.harfbuzz.hb_set_add_sorted_array(wanted, array, len(numbers))


def _table(lib: Any, face: Any, tag: bytes) -> bytes:
    blob = lib.harfbuzz.hb_face_reference_table(face, lib.harfbuzz.hb_tag_from_string(tag, -1))
    length = lib.ffi.new("unsigned int *")
    data = lib.harfbuzz.hb_blob_get_data(blob, length)
    content: bytes = lib.ffi.unpack(data, int(length[0])) if length[0] else b""
    lib.harfbuzz.hb_blob_destroy(blob)
    return content
