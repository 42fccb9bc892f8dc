"""Make writing of tagged pages linear.

`pydyf.PDF.page_references` builds a tuple of all pages at each access, and the tag writer
asks once per element: on 557 pages half of the writing time. The same tuple is kept here
until a page is added. Bytes are equal; tests/printing/test_render.py proves it.
"""

from typing import Any

import pydyf

# Other versions are left as they are: slower, never wrong.
KNOWN = frozenset({"0.11.0", "0.12.0", "0.12.1", "0.13.0"})
PLAIN = pydyf.PDF.page_references


def cache_page_references() -> None:
    """Install the cached property, for versions whose property we have read."""
    if pydyf.__version__ in KNOWN:
        pydyf.PDF.page_references = property(_cached)


def _cached(pdf: Any) -> tuple[bytes, ...]:
    length = len(pdf.pages["Kids"])
    kept: tuple[int, tuple[bytes, ...]] | None = pdf.__dict__.get("_kept_references")
    if kept is None or kept[0] != length:
        kept = (length, PLAIN.fget(pdf))
        pdf._kept_references = kept
    return kept[1]
