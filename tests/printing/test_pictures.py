"""Pages as pictures: what they hold, and what not."""

import struct
import threading
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from borrower_guide.printing.faults import CannotRender
from borrower_guide.printing.pictures import NoPage, page_count, page_png
from borrower_guide.printing.render import render_pdf

CSS = "@page { size: A4; margin: 20mm } p { break-after: page } .dark { background: #000 }"
TEXT = '<html lang="zh-CN"><title>三页</title><p>一</p><p class="dark">二</p><div>三</div></html>'


@pytest.fixture(scope="module")
def three() -> bytes:
    return render_pdf(TEXT, css=CSS).data


def chunks(png: bytes) -> Iterator[str]:
    at = 8
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        yield name.decode()
        at += 12 + length


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def test_every_page_is_a_grey_picture_of_a4(three: bytes) -> None:
    assert page_count(three) == 3
    for number in (1, 2, 3):
        png = page_png(three, number)
        assert (opened(png).size, opened(png).mode) == ((1240, 1754), "L")
        assert len(png) < 200_000


def test_each_page_shows_its_own_words_black_on_white(three: bytes) -> None:
    pictures = [opened(page_png(three, number)) for number in (1, 2, 3)]
    assert all(picture.getextrema() == (0, 255) for picture in pictures)
    assert ImageChops.difference(pictures[0], pictures[2]).getbbox()
    dark = [picture.histogram()[0] for picture in pictures]
    assert dark[1] > 10 * max(dark[0], dark[2])


def test_nothing_but_the_dots_is_in_the_file(three: bytes) -> None:
    assert set(chunks(page_png(three, 1))) == {"IHDR", "IDAT", "IEND"}


@pytest.mark.parametrize("number", [0, -1, 4, 10**9])
def test_a_page_that_is_not_there(three: bytes, number: int) -> None:
    with pytest.raises(NoPage):
        page_png(three, number)


@pytest.mark.parametrize("data", [b"", b"x", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_told_so(data: bytes) -> None:
    with pytest.raises(CannotRender, match="PDF"):
        page_count(data)
    with pytest.raises(CannotRender):
        page_png(data, 1)


def test_several_threads_get_the_same_pages(three: bytes) -> None:
    """PDFium itself may crash when two threads are in it."""
    expected = {number: page_png(three, number) for number in (1, 2, 3)}
    wrong = []

    def draw(number: int) -> None:
        wrong.extend(1 for _ in range(4) if page_png(three, number) != expected[number])

    threads = [threading.Thread(target=draw, args=[1 + at % 3]) for at in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
