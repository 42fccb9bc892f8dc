"""The letter as a PDF: everything once, in order, as it was typed, and nothing fetched."""

import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from borrower_guide.letters.compose import compose
from borrower_guide.letters.form import load_papers
from borrower_guide.letters.paper import Block, Line, Origin, Paper
from borrower_guide.letters.printing import CSS, html_of, print_letter, unprintable
from borrower_guide.printing.paper import paper_css
from tests.letters.made import chosen
from tests.letters.papers import AT, EVERY_SHAPE, FETCHING, check_told_in_order, flat, tool
from tests.schema.samples import FULL

GOES_TO = [(form.id, to) for form in load_papers().values() for to in form.channels or [""]]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("letter") / "letter.pdf"
    path.write_bytes(print_letter(EVERY_SHAPE, AT).data)
    return path


@pytest.fixture(scope="module")
def body(file: Path) -> str:
    """Its words without what stands on every page, in reading order."""
    with pikepdf.open(file) as pdf:
        last = len(pdf.pages)
    box = ("-x", "0", "-y", "50", "-W", "596", "-H", "742")
    return "".join(
        tool("pdftotext", "-raw", "-f", str(page), "-l", str(page), *box, file, "-")
        for page in range(1, last + 1)
    )


def test_every_text_stands_there_once_and_in_order(body: str) -> None:
    check_told_in_order(body.replace("投诉书", ""))


def test_each_page_says_which_it_is_and_when_it_was_written(file: Path) -> None:
    pages = tool("pdftotext", file, "-").rstrip("\f").split("\f")
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in flat(page)
        assert "写成时间2026年11月24日20:14" in flat(page)
        assert "投诉书" in flat(page)


def test_it_is_a4_embedded_and_sound(file: Path) -> None:
    assert "x 841.89 pts (A4)" in tool("pdfinfo", file)
    fonts = [line.split() for line in tool("pdffonts", file).splitlines()[2:]]
    assert fonts
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in fonts)
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", file)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda *a, **k: opened.append(a))
    paper = Paper("x", FETCHING, "", (Block("a", FETCHING, (Line((FETCHING,), Origin.OWN),)),))
    html = html_of(paper, AT)
    assert "&lt;img" in html
    assert "<img" not in html
    print_letter(paper, AT)
    assert opened == []


def test_the_same_letter_gives_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\n"
        "import django; django.setup()\n"
        "from tests.letters.papers import AT, EVERY_SHAPE\n"
        "from borrower_guide.letters.printing import print_letter\n"
        "sys.stdout.buffer.write(print_letter(EVERY_SHAPE, AT).data)\n"
    )
    root = str(Path(__file__).resolve().parents[2])
    env = os.environ | {"PYTHONPATH": root, "PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "UTC"}
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path, env=env
    )
    assert told.stdout == print_letter(EVERY_SHAPE, AT).data


def test_a_character_without_a_glyph_is_boxed_and_named(tmp_path: Path) -> None:
    paper = Paper("x", "纸", "", (Block("a", "块", (Line(("哭😭了",), Origin.OWN),)),))
    assert unprintable(paper) == ("😭",)
    path = tmp_path / "x.pdf"
    path.write_bytes(print_letter(paper, AT).data)
    assert "哭〔U+1F62D〕了" in flat(tool("pdftotext", path, "-"))


@pytest.mark.parametrize(("form", "to"), GOES_TO)
def test_every_line_of_every_paper_is_printed_as_often_as_it_is_there(
    form: str, to: str, tmp_path: Path
) -> None:
    paper = compose(chosen(form, FULL, to))
    path = tmp_path / "letter.pdf"
    path.write_bytes(print_letter(paper, AT).data)
    said = flat(tool("pdftotext", "-raw", path, "-"))
    for cell in {cell for block in paper.blocks for line in block.lines for cell in line.cells}:
        if len(flat(cell)) > 8:
            within = sum(flat(text).count(flat(cell)) for text in _texts(paper))
            assert said.count(flat(cell)) >= within, cell


def _texts(paper: Paper) -> list[str]:
    return [cell for block in paper.blocks for line in block.lines for cell in line.cells]


def test_a_title_is_never_the_last_line_of_a_page() -> None:
    """Wherever the page ends: the block before grows line by line."""
    for lines in range(24, 40):
        filler = tuple(Line((f"第 {number} 行",), Origin.OWN) for number in range(lines))
        after = Block("b", "后面的标题", (Line(("名称", "内容"), Origin.OWN),) * 3)
        paper = Paper("x", "纸", "", (Block("a", "", filler), after))
        assert _title_has_company(print_letter(paper, AT).data), lines


def _title_has_company(data: bytes) -> bool:
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    )
    [page] = [one for one in told.stdout.decode().split("\f") if "后面的标题" in one]
    return "名称" in page


def test_paper_needs_no_colour() -> None:
    css = paper_css(CSS)
    assert {"#000", "#fff", "#ededed"} >= {
        word.strip(";,)} ") for word in css.split() if word.startswith("#")
    }


def test_the_document_is_whole_and_chinese() -> None:
    html = html_of(EVERY_SHAPE, AT)
    assert '<html lang="zh-CN">' in html
    assert "<img" not in html
