"""The letter as a Word file, read back."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.letters.pages import output as output_pages
from borrower_guide.letters.paper import Block, Line, Origin, Paper
from borrower_guide.letters.word import word_file
from borrower_guide.turns import BUSY, Turns
from tests.letters.opened import Desk
from tests.letters.papers import AT, EVERY_SHAPE, check_told_in_order
from tests.schema.samples import FULL

DATA = word_file(EVERY_SHAPE, AT)


def opened(data: bytes = DATA) -> Any:
    return Document(BytesIO(data))


def texts(document: Any) -> list[str]:
    """Every paragraph and cell, in the order of the document."""
    found = []
    for element in document.element.body.iter(qn("w:p")):
        runs = element.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
        found.append("".join(run.text if run.tag == qn("w:t") else "\n" for run in runs))
    return found


def test_every_text_stands_there_once_and_in_order() -> None:
    said = "\n".join(texts(opened())[1:])
    check_told_in_order(said)


def test_it_is_a4_in_song_with_its_pages_counted() -> None:
    document = opened()
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    for fonts in document.element.body.iter(qn("w:rFonts")):
        assert fonts.get(qn("w:eastAsia")) == fonts.get(qn("w:ascii")) in ("宋体", "黑体")
    fields = [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "投诉书　写成时间 2026年11月24日 20:14" in section.footer.paragraphs[0].text


def test_labels_and_words_of_people_have_a_face_each() -> None:
    said = dict.fromkeys(("宋体", "黑体"), "")
    for run in opened().element.body.iter(qn("w:r")):
        said[run.find(".//" + qn("w:rFonts")).get(qn("w:eastAsia"))] += run.text
    for words in ("戊第一件", "庚那一天", "壬门口", "寅照片"):
        assert words in said["宋体"]
        assert words not in said["黑体"]
    for words in ("投诉书", "辛地方", "卯名称", "签名（按指印）"):
        assert words in said["黑体"]


@pytest.mark.parametrize(("heads", "lies"), [(3, False), (6, False), (7, True), (9, True)])
def test_a_table_of_many_columns_lies_down_and_fills_the_sheet(heads: int, lies: bool) -> None:
    head = tuple(f"列{number}" for number in range(heads))
    paper = Paper("x", "纸", "", (Block("a", "", (Line(head, Origin.OWN),), head),))
    document = opened(word_file(paper, AT))
    section, [table] = document.sections[0], document.tables
    assert (section.page_width > section.page_height) is lies
    text = section.page_width - section.left_margin - section.right_margin
    assert abs(sum(column.width for column in table.columns) - text) < heads * 700


def test_labels_are_narrow_where_tables_are_laid_out() -> None:
    """By the grid: Word and LibreOffice do not look at the width of a cell."""
    widths = {tuple(round(one.width.mm) for one in table.columns) for table in opened().tables}
    assert (38, 134) in widths


def test_lines_are_as_far_apart_with_any_font() -> None:
    """So that it has as many pages where 宋体 is missing, and as many as the PDF."""
    document = opened()
    normal = document.styles["Normal"].paragraph_format.line_spacing
    paragraphs = [Paragraph(one, document) for one in document.element.body.iter(qn("w:p"))]
    told = [one.paragraph_format.line_spacing or normal for one in paragraphs]
    assert len(told) > 20
    assert all(isinstance(one, Length) for one in told)


def test_it_tells_nothing_of_who_made_it() -> None:
    about = opened().core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.created == about.modified
    assert str(about.created)[:19] == "2026-11-24 20:14:00"
    with zipfile.ZipFile(BytesIO(DATA)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert word_file(EVERY_SHAPE, AT) == DATA


@given(st.text(max_size=60))
def test_whatever_was_typed_is_only_text(text: str) -> None:
    paper = Paper("x", "纸", "", (Block("a", "块", (Line(("标签", text), Origin.OWN),)),))
    document = opened(word_file(paper, AT))
    [table] = document.tables
    said = table.rows[0].cells[1].text
    plain = [char for char in text if char.isprintable() and char not in "\ufffe\uffff"]
    assert [char for char in plain if char not in said] == []
    assert len(document.tables) == 1


@pytest.mark.django_db
def test_it_waits_for_its_turn_like_a_print(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(FULL)
    desk.write("paper=fact_statement&v=V1")
    assert desk.get(desk.one("letter.docx")).status == 200
    monkeypatch.setattr(output_pages, "TURNS", Turns("test", at_once=0, waiting=0, seconds=0))
    late = desk.get(desk.one("letter.docx"))
    assert (late.status, BUSY in late.words) == (503, True)
