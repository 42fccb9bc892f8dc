"""Tables of a Word file: label and text, or a grid; with room for the pen where a cell is empty."""

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Length, Mm, Pt
from docx.table import Table

from borrower_guide.letters.layout import LONG, Item, Part
from borrower_guide.letters.word_parts import DAY, HEI, SONG, at_end, paragraph_at_end, run

LABEL, FOR_THE_PEN = Mm(38), Mm(9)
COLUMNS = {"n": Mm(15), "s": Mm(24), "d": Mm(34)}
GREY, PADDING = "EDEDED", 60  # twentieths of a point, above and below the words of a cell


def add_rows(document: Any, items: list[Item], width: Length) -> None:
    """Label and text; where there is no label, the whole width to write on."""
    table = _table(document, len(items), [LABEL, Length(width - LABEL)])
    for item, row in zip(items, table.rows, strict=True):
        label, text = row.cells
        _sized(row, blank=item.is_blank, long=len(item.text) > LONG)
        if not item.label:
            _write(label.merge(text), item.text)
            continue
        _shade(label)
        _write(label, item.label, font=HEI)
        _write(text, DAY if item.is_day else item.text)


def add_grid(document: Any, part: Part, width: Length) -> None:
    """A table under its head, which stands on every page."""
    table = _table(document, 1 + len(part.rows), _widths(part, width))
    head, *rows = table.rows
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # ECMA-376, 17.4.49
    for cell, text in zip(head.cells, part.head, strict=True):
        _shade(cell)
        _write(cell, text, size=10.5, bold=True, font=HEI)
    for row, told in zip(rows, part.rows, strict=True):
        _sized(row, blank="" in told, long=any(len(text) > LONG for text in told))
        for cell, text in zip(row.cells, told, strict=False):
            _write(cell, text, size=10.5)


def _widths(part: Part, width: Length) -> list[Length]:
    """Columns of a few signs are narrow; the others share what is left."""
    fixed = [COLUMNS.get(name) for name in part.columns]
    rest = width - sum(one for one in fixed if one)
    share = Length(rest // max(fixed.count(None), 1))
    return [one or share for one in fixed]


def _table(document: Any, rows: int, widths: list[Length]) -> Any:
    element = at_end(document, CT_Tbl.new_tbl(rows, len(widths), Length(sum(widths))))
    table = Table(element, document._body)
    table.style, table.autofit = "Table Grid", False
    _padded(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width  # the grid, which Word and LibreOffice go by
        for cell in column.cells:
            cell.width = width
    # Two tables that touch would be one.
    between = paragraph_at_end(document).paragraph_format
    between.line_spacing, between.space_after = Pt(4), Pt(0)
    return table


def _padded(table: Any) -> None:
    """Room between the words and the rule (ECMA-376, 17.4.42)."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(PADDING))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _sized(row: Any, *, blank: bool, long: bool) -> None:
    if blank:
        row.height, row.height_rule = FOR_THE_PEN, WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell in row.cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if not long:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # ECMA-376, 17.4.6


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", GREY)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _write(cell: Any, text: str, *, size: float = 12, bold: bool = False, font: str = SONG) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(size * 4 / 3)
    run(paragraph, text, size=size, bold=bold, font=font)
