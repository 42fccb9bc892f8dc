"""The sheet of a Word file: its size, its faces, its footer, and what the file says of itself."""

from datetime import datetime
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from borrower_guide.cases.history import written_text
from borrower_guide.letters.paper import Paper
from borrower_guide.letters.word_parts import HEI, SONG, plain, run

PAGE = (Mm(210), Mm(297))
MARGINS = Mm(20), Mm(18)  # left, right


def set_up(document: Any, paper: Paper, at: str, *, lying: bool) -> Length:
    """A4, upright or lying; the fonts; how wide the text is."""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE[::-1] if lying else PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = MARGINS
    section.top_margin, section.bottom_margin = Mm(17), Mm(18)
    section.footer_distance = Mm(9)
    width = Length(section.page_width - sum(MARGINS))
    _style(document)
    about, moment = document.core_properties, datetime.fromisoformat(at).replace(tzinfo=None)
    about.author = about.last_modified_by = about.comments = ""
    about.title, about.language, about.revision = plain(paper.title), "zh-CN", 1
    about.created = about.modified = moment
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Normal"]  # its own has a stop in the middle
    _footer(footer, f"{plain(paper.title)}　写成时间 {written_text(at)}", width)
    return width


def _style(document: Any) -> None:
    """Song for all that names no other face; Chinese, so that nothing is marked as misspelt."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = SONG, Pt(12)
    fonts = style.element.rPr.rFonts
    for name in ("w:eastAsia", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), SONG)
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "zh-CN")
    style.element.rPr.append(language)
    # Exact, as offices set it: a sheet is then as long with the fonts of any machine.
    style.paragraph_format.line_spacing = Pt(18)
    style.paragraph_format.space_after = Pt(2)


def _footer(paragraph: Any, words: str, width: Length) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    run(paragraph, f"{words}\t第 ", size=10.5, font=HEI)
    _number(paragraph, "PAGE")
    run(paragraph, " 页　共 ", size=10.5, font=HEI)
    _number(paragraph, "NUMPAGES")
    run(paragraph, " 页", size=10.5, font=HEI)


def _number(paragraph: Any, code: str) -> None:
    """A field that Word counts itself (ECMA-376, 17.16.5)."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)
    number = run(paragraph, "1", size=10.5, font=HEI)
    field.append(number._r)
