"""What every part of a Word file is made of: paragraphs, and runs in a face of ours or theirs."""

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

# Every Windows that reads Chinese has both: what the form says is 黑体, what a person said 宋体.
SONG, HEI = "宋体", "黑体"
DAY = "      年    月    日"
_NOT_XML = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def paragraph_at_end(document: Any) -> Any:
    """One more paragraph."""
    return Paragraph(at_end(document, OxmlElement("w:p")), document._body)


def at_end(document: Any, element: Any) -> Any:
    """By hand: python-docx would look through all that stands there already."""
    document.element.body[-1].addprevious(element)  # the last is the section (ECMA-376, 17.6.17)
    return element


def run(
    paragraph: Any, text: str, *, size: float = 12, bold: bool = False, font: str = SONG
) -> Any:
    """Text as it is: python-docx escapes it, and line ends become breaks."""
    added = paragraph.add_run(plain(text))
    added.font.size, added.font.bold, added.font.name = Pt(size), bold, font
    added._r.rPr.rFonts.set(qn("w:eastAsia"), font)
    return added


def plain(text: str) -> str:
    """What XML cannot hold is told by its number (XML 1.0, 2.2)."""
    return _NOT_XML.sub(lambda found: f"〔U+{ord(found[0]):04X}〕", text)
