"""Many PDFs as one: every page as it was, in the order asked for, and nothing else of them."""

from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.printing.faults import CannotRender
from borrower_guide.printing.joining import Joining
from borrower_guide.printing.render import Attached, render_pdf
from tests.record.sample import MADE_AT

HTML = '<html lang="zh-CN"><title>{0}</title><h1>{0}</h1>{1}</html>'


@lru_cache
def papers() -> dict[str, bytes]:
    """One of a page with a link and a file in it, one of two pages."""
    link = '<a href="https://example.invalid/">去</a>'
    file = Attached("secret.json", b"the whole case", MADE_AT, "x")
    one = render_pdf(HTML.format("甲", link), attachments=[file])
    two = render_pdf(HTML.format("乙", '<p style="break-before:page">第二页</p>'))
    return {"one": one.data, "two": two.data}


def joined(shown: Iterable[str], *, turned: bool = False) -> bytes:
    joining = Joining("合订本")
    added = {name: joining.add(data) for name, data in papers().items()}
    out = b""
    for number, name in enumerate(shown):
        joining.show(added[name], mark=str(number))
        if turned:
            joining.turn_over()
        out += joining.taken()
    joining.finish()
    return out + joining.taken()


def looks(data: bytes) -> list[bytes]:
    """Each page as dots."""
    pdf = pypdfium2.PdfDocument(data)
    return [pdf[number].render(scale=0.3).to_pil().tobytes() for number in range(len(pdf))]


@given(shown=st.lists(st.sampled_from(["one", "two"]), min_size=1, max_size=12))
def test_each_page_is_there_as_often_as_asked_and_looks_the_same(shown: list[str]) -> None:
    data = joined(shown)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == sum({"one": 1, "two": 2}[name] for name in shown)
    alone = {name: looks(one) for name, one in papers().items()}
    assert looks(data) == [page for name in shown for page in alone[name]]


@given(shown=st.lists(st.sampled_from(["one", "two"]), min_size=1, max_size=8))
def test_for_both_sides_each_paper_begins_on_a_front(shown: list[str]) -> None:
    data = joined(shown, turned=True)
    pdf = pypdfium2.PdfDocument(data)
    assert len(pdf) == 2 * len(shown)
    begins = [mark.get_dest().get_index() for mark in pdf.get_toc()]
    assert begins == [2 * number for number in range(len(shown))]


def test_nothing_comes_along_that_is_not_seen() -> None:
    data = joined(["one"])
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/Annots" not in pdf.pages[0]
        assert {"/Names", "/AcroForm", "/AF"}.isdisjoint(pdf.Root.keys())
        assert len(pdf.attachments) == 0
    assert b"example.invalid" not in data


def test_pages_of_the_same_paper_share_what_they_show() -> None:
    once, often = joined(["two"]), joined(["two"] * 20)
    assert len(often) < len(once) + 20 * 2 * 600


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing", b"x" * 5000])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    with pytest.raises(CannotRender):
        Joining("合订本").add(data)
