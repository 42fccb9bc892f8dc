"""A paper as a Word file, for offices that edit: the same bytes for the same paper and time."""

import zipfile
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from borrower_guide.cases.history import written_text
from borrower_guide.letters.layout import Item, Part, Shape, laid_out
from borrower_guide.letters.paper import Paper
from borrower_guide.letters.word_parts import DAY, HEI, SONG, paragraph_at_end, plain, run
from borrower_guide.letters.word_tables import add_grid, add_rows

FIRST = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can tell
PAGE = (Mm(210), Mm(297))
MARGINS = Mm(20), Mm(18)  # left, right


def word_file(paper: Paper, at: str) -> bytes:
    """The .docx. `at`: ISO 8601, when the words were last changed."""
    document, parts = Document(), laid_out(paper)
    width = _set_up(document, paper, at, lying=any(part.wide for part in parts))
    title = paragraph_at_end(document)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing = Pt(30)
    run(title, paper.title, size=20, bold=True, font=HEI)
    for part in parts:
        _part(document, part, width)
    end = paragraph_at_end(document)
    end.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run(end, "本页以下空白", font=HEI)
    return _timeless(document)


def _set_up(document: Any, paper: Paper, at: str, *, lying: bool) -> Length:
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


def _part(document: Any, part: Part, width: Length) -> None:
    if part.title:
        heading = paragraph_at_end(document)
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.space_before = Pt(6)
        run(heading, part.title, size=13, bold=True, font=HEI)
    if part.head:
        add_grid(document, part, width)
        return
    for shape, items in groupby(part.items, lambda item: item.shape):
        if shape is Shape.ROW:
            add_rows(document, list(items), width)
        else:
            for item in items:
                _sentence(document, item, width, bold=part.key == "to")


def _sentence(document: Any, item: Item, width: Length, *, bold: bool) -> None:
    paragraph = paragraph_at_end(document)
    if item.shape is Shape.SIGN:
        _signature(paragraph, item, width)
    elif item.shape is Shape.HEAD:
        paragraph.paragraph_format.keep_with_next = True
        run(paragraph, item.label, bold=True, font=HEI)
        run(paragraph, f"　{item.text}")
    else:
        paragraph.paragraph_format.keep_with_next = not item.number  # its signature follows
        if item.number:
            paragraph.paragraph_format.space_after = Pt(0)
        run(paragraph, (f"{item.number}. " if item.number else "") + item.text, bold=bold)


def _signature(paragraph: Any, item: Item, width: Length) -> None:
    """A rule to sign on, and the day at the right edge."""
    paragraph.paragraph_format.space_before = Mm(11)
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(88), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.HEAVY)
    run(paragraph, f"{item.label}：\t", font=HEI)
    if item.text:
        stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
        run(paragraph, f"\t{item.text}：{DAY}", font=HEI)


def _timeless(document: Any) -> bytes:
    """The archive without the time at which it was packed."""
    packed, fixed = BytesIO(), BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, FIRST)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return fixed.getvalue()
