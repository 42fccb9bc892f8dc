"""What a file that is no PDF seems to be, by its first bytes, and what to do then. No Django."""

import re

ORIGINAL = "请拿原来的 PDF 文件。"
ARCHIVE = "这是压缩包。请先解开，再选里面的 PDF。"
OFFICE = f"这是 Word 一类的文件，没有封印。{ORIGINAL}"
PICTURE = f"这是图片。照片、截图、扫描件都没有封印，核对不了。{ORIGINAL}"
PAGE = "这是网页，不是 PDF，可能没有下载成。请重新下载。"
OTHER = f"不是 PDF 文件。{ORIGINAL}"
ZIP = b"PK\x03\x04"
KINDS = (
    # An Office file is a zip; by what lies first in it.
    (rb"PK\x03\x04.{26}(?:\[Content_Types\]|_rels/|docProps/|word/|xl/|ppt/)", OFFICE),
    (rb"PK\x03\x04|Rar!|7z\xbc\xaf\x27\x1c|\x1f\x8b", ARCHIVE),
    (rb"\xd0\xcf\x11\xe0", OFFICE),
    (
        rb"\xff\xd8\xff|\x89PNG|GIF8|BM|II\*\x00|MM\x00\*|RIFF.{4}WEBP|.{4}ftyp(?:hei|mif|avif)",
        PICTURE,
    ),
    (rb"(?i)(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|script)", PAGE),
)


def is_archive(data: bytes) -> bool:
    """A zip, even one that packs a PDF without pressing it: what lies in it may be whole."""
    return data.startswith(ZIP)


def no_pdf(data: bytes) -> str:
    """What to tell whoever brings this in place of a record."""
    return next((told for head, told in KINDS if re.match(head, data, re.DOTALL)), OTHER)
