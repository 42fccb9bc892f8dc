"""A paper as a Word file, for offices that edit: the same bytes for the same paper and time."""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import Any

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from borrower_guide.cases.history import written_text
from borrower_guide.letters.layout import Item, Part, Shape, laid_out
from borrower_guide.letters.paper import Paper

SONG = "宋体"
DAY = "      年    月    日"
FIRST = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can tell
WIDTH, LABEL = Mm(172), Mm(38)
_NOT_XML = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def word_file(paper: Paper, at: str) -> bytes:
    """The .docx. `at`: ISO 8601, when the words were last changed."""
    document = Document()
    _set_up(document, paper, at)
    title = _paragraph(document)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, paper.title, size=20, bold=True)
    for part in laid_out(paper):
        _part(document, part)
    end = _paragraph(document)
    end.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(end, "本页以下空白")
    return _timeless(document)


def _set_up(document: Any, paper: Paper, at: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(20), Mm(18)
    section.top_margin = section.bottom_margin = Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = SONG, Pt(12)
    fonts = style.element.rPr.rFonts
    for name in ("w:eastAsia", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), SONG)
    style.paragraph_format.line_spacing = 1.5
    style.paragraph_format.space_after = Pt(3)
    about, moment = document.core_properties, datetime.fromisoformat(at).replace(tzinfo=None)
    about.author = about.last_modified_by = about.comments = ""
    about.title, about.language, about.revision = _plain(paper.title), "zh-CN", 1
    about.created = about.modified = moment
    _footer(section.footer.paragraphs[0], at)


def _footer(paragraph: Any, at: str) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _run(paragraph, f"写成时间 {written_text(at)}\t第 ", size=10.5)
    _number(paragraph, "PAGE")
    _run(paragraph, " 页　共 ", size=10.5)
    _number(paragraph, "NUMPAGES")
    _run(paragraph, " 页", size=10.5)


def _number(paragraph: Any, code: str) -> None:
    """A field that Word counts itself (ECMA-376, 17.16.5)."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)
    run = _run(paragraph, "1", size=10.5)
    field.append(run._r)


def _paragraph(document: Any) -> Any:
    """One at the end."""
    return Paragraph(_at_end(document, OxmlElement("w:p")), document._body)


def _table(document: Any, rows: int, columns: int) -> Any:
    element = _at_end(document, CT_Tbl.new_tbl(rows, columns, document._block_width))
    table = Table(element, document._body)
    table.style = "Table Grid"
    return table


def _at_end(document: Any, element: Any) -> Any:
    """By hand: python-docx would look through all that stands there already."""
    document.element.body[-1].addprevious(element)  # the last is the section (ECMA-376, 17.6.17)
    return element


def _part(document: Any, part: Part) -> None:
    if part.title:
        heading = _paragraph(document)
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.space_before = Pt(10)
        _run(heading, part.title, size=13, bold=True)
    if part.head:
        _grid(document, part)
        return
    for shape, items in groupby(part.items, lambda item: item.shape):
        if shape is Shape.ROW:
            _rows(document, list(items))
        else:
            for item in items:
                _sentence(document, item)


def _rows(document: Any, items: list[Item]) -> None:
    table = _table(document, 0, 2)
    table.autofit = False
    for item in items:
        row = table.add_row()
        label, text = row.cells
        label.width, text.width = LABEL, WIDTH - LABEL
        if item.is_blank:
            row.height, row.height_rule = Mm(9.5), WD_ROW_HEIGHT_RULE.AT_LEAST
        _cell(label, item.label)
        _cell(text, DAY if item.is_day else item.text)


def _grid(document: Any, part: Part) -> None:
    table = _table(document, 1, len(part.head))
    for cell, text in zip(table.rows[0].cells, part.head, strict=True):
        _cell(cell, text, size=10.5, bold=True)
    _repeated(table.rows[0])
    for told in part.rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, told, strict=False):
            _cell(cell, text, size=10.5)


def _repeated(row: Any) -> None:
    """The heads stand on every page (ECMA-376, 17.4.49)."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _sentence(document: Any, item: Item) -> None:
    paragraph = _paragraph(document)
    if item.shape is Shape.SIGN:
        paragraph.paragraph_format.space_before = Mm(15)
        stop = Mm(85) if item.text else Mm(100)
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.HEAVY)
        day = f"　{item.text}：{DAY}" if item.text else ""
        _run(paragraph, f"{item.label}：\t{day}")
        return
    if item.shape is Shape.HEAD:
        paragraph.paragraph_format.keep_with_next = True
        _run(paragraph, item.label, bold=True)
        _run(paragraph, f"　{item.text}")
        return
    _run(paragraph, (f"{item.number}. " if item.number else "") + item.text)


def _cell(cell: Any, text: str, *, size: float = 12, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.3
    _run(paragraph, text, size=size, bold=bold)


def _run(paragraph: Any, text: str, *, size: float = 12, bold: bool = False) -> Any:
    """Text as it is: python-docx escapes it, and line ends become breaks."""
    run = paragraph.add_run(_plain(text))
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, SONG
    run._r.rPr.rFonts.set(qn("w:eastAsia"), SONG)
    return run


def _plain(text: str) -> str:
    """What XML cannot hold is told by its number (XML 1.0, 2.2)."""
    return _NOT_XML.sub(lambda found: f"〔U+{ord(found[0]):04X}〕", text)


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
