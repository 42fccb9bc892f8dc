"""What every PDF that leaves here keeps: archival form, tags in reading order, whole fonts."""

import subprocess
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.papers import COPY, NAMES, RECORDS, paper

pytestmark = pytest.mark.parametrize("name", NAMES)
# What a PDF of ours has no use for: it would do something when opened or point outside.
ACTIVE = ("/JavaScript", "/JS", "/Launch", "/URI", "/GoToR", "/SubmitForm", "/RichMedia", "/AA")


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=True, timeout=600
    )


@pytest.fixture
def file(name: str, tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper(name))
    return path


@pytest.fixture
def pdf(name: str) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(paper(name))) as opened:
        yield opened


def test_other_readers_find_nothing_to_complain_of(file: Path, tmp_path: Path) -> None:
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", file).stdout
    assert run("pdftoppm", "-r", "30", "-gray", file, tmp_path / "page").stderr == ""
    said = run("pdftotext", file, "-")
    assert said.stderr == ""
    assert "�" not in said.stdout
    fonts = [line.split() for line in run("pdffonts", file).stdout.splitlines()[2:]]
    assert fonts
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in fonts)  # embedded, subset, unicode


def test_its_catalog_is_archival_and_chinese(name: str, pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    with pdf.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A")
        assert xmp["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert xmp["dc:title"] == str(pdf.docinfo["/Title"])
    assert [one.S for one in root.OutputIntents] == ["/GTS_PDFA1"]
    assert int(root.OutputIntents[0].DestOutputProfile.N) == 3
    assert (bool(root.MarkInfo.Marked), str(root.Lang)) == (True, "zh-CN")
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert [str(one.AFRelationship) for one in root.get("/AF", [])] == (
        ["/Data"] if name in RECORDS else []
    )
    assert list(pdf.attachments) == (["record.json"] if name in RECORDS else [])


def test_it_does_nothing_and_points_nowhere(pdf: pikepdf.Pdf) -> None:
    found = {
        key
        for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)
        for key in (*one.keys(), str(one.get("/S", "")))
        if key in ACTIVE
    }
    assert found == set()
    assert "/OpenAction" not in pdf.Root


Place = tuple[tuple[int, int], int]  # a page by its object, a marked part by its number


def parts(pdf: pikepdf.Pdf) -> list[tuple[Place, str]]:
    """Each marked part of the structure tree in its order, with the tag that it stands under."""
    return list(_walk(pdf.Root.StructTreeRoot, None, ""))


def _walk(one: Any, page: Any, tag: str) -> Iterator[tuple[Place, str]]:
    if isinstance(one, pikepdf.Dictionary):
        page = one.get("/Pg", page)
        tag = tag if tag == "/Lbl" else str(one.get("/S", tag))
        if "/MCID" in one:
            yield (page.objgen, int(one.MCID)), tag
        kids = one.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            yield from _walk(kid, page, tag)
    elif isinstance(one, int):
        yield (page.objgen, one), tag


def drawn(page: pikepdf.Page) -> list[Place]:
    """The marked parts of a page in the order in which they are drawn."""
    return [
        (page.objgen, int(step.operands[1]["/MCID"]))
        for step in pikepdf.parse_content_stream(page)
        if str(step.operator) == "BDC" and "/MCID" in step.operands[1]
    ]


def test_what_is_read_aloud_is_what_is_drawn_in_its_order(pdf: pikepdf.Pdf) -> None:
    told = parts(pdf)
    places = [place for place, _ in told]
    assert places
    assert len(places) == len(set(places))
    pages = [drawn(page) for page in pdf.pages]
    # What stands on every page is drawn last and told by no tag: number, title, time.
    edges = [[place for place in page if place not in set(places)] for page in pages]
    assert all(
        page[len(page) - len(edge) :] == edge for page, edge in zip(pages, edges, strict=True)
    )
    assert max(map(len, edges)) <= 5
    seen = {place: at for at, place in enumerate(place for page in pages for place in page)}
    assert set(places) <= seen.keys()
    # A number of a list is drawn beside its line, a cell in a line after the line around it.
    order = [seen[place] for place, tag in told if tag != "/Lbl"]
    assert sum(after < one for one, after in pairwise(order)) <= 8
    where = [page for (page, _), _ in told]
    assert list(dict.fromkeys(where)) == [page.objgen for page in pdf.pages]


def elements(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    return [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and _is(one, tag)]


def _is(one: pikepdf.Dictionary, tag: str) -> bool:
    return "/P" in one and one.get("/S") == f"/{tag}"


def test_pictures_are_told_and_tables_have_cells(name: str, pdf: pikepdf.Pdf) -> None:
    assert all(str(one.get("/Alt", "")).strip() for one in elements(pdf, "Figure"))
    assert bool(elements(pdf, "Figure")) == (name in (*RECORDS, COPY))
    for table in elements(pdf, "Table"):
        tags = [tag for _, tag in _tags(table)]
        assert "/TD" in tags


def _tags(one: Any) -> Iterator[tuple[Any, str]]:
    kids = one.get("/K", []) if isinstance(one, pikepdf.Dictionary) else []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid, str(kid.get("/S", ""))
            yield from _tags(kid)


def test_titles_go_down_one_step_at_a_time(pdf: pikepdf.Pdf) -> None:
    levels = [int(tag[2]) for _, tag in _tags(pdf.Root.StructTreeRoot) if tag[:2] == "/H"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - one <= 1 for one, after in pairwise(levels))
