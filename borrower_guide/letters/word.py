"""A paper as a Word file, for offices that edit: the same bytes for the same paper and time."""

import zipfile
from io import BytesIO
from itertools import groupby
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Length, Mm, Pt

from borrower_guide.letters.layout import Item, Part, Shape, laid_out
from borrower_guide.letters.paper import Paper
from borrower_guide.letters.word_page import set_up
from borrower_guide.letters.word_parts import DAY, HEI, paragraph_at_end, run
from borrower_guide.letters.word_tables import add_grid, add_rows

FIRST = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can tell


def word_file(paper: Paper, at: str) -> bytes:
    """The .docx. `at`: ISO 8601, when the words were last changed."""
    document, parts = Document(), laid_out(paper)
    width = set_up(document, paper, at, lying=any(part.wide for part in parts))
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
