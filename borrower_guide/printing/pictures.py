"""Pages of a PDF as grey pictures, for phones that show no PDF.

A picture of 1240 × 1754 dots is A4 at 150 to the inch: readable on a phone, good enough to print,
some 90 kB a page of text. It carries what the page shows and nothing else: no text chunk, no time.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pypdfium2

from borrower_guide.printing.faults import CannotRender

WIDTH = 1240  # dots
CANNOT_DRAW = "这份 PDF 画不成图片。请下载 PDF 再看。"

# PDFium keeps global state: never two threads in it at once. A page takes it some 30 ms.
_one_at_a_time = threading.Lock()


class NoPage(LookupError):
    """The PDF has no page of this number."""


def page_count(data: bytes) -> int:
    """How many pages a PDF has. Raises CannotRender if it cannot be read."""
    with _one_at_a_time, _opened(data) as pdf:
        return len(pdf)


def page_png(data: bytes, number: int) -> bytes:
    """Page `number`, from 1, as a PNG of 8-bit grey. Raises NoPage or CannotRender."""
    with _one_at_a_time, _opened(data) as pdf:
        if not 1 <= number <= len(pdf):
            raise NoPage(number)
        picture = _drawn(pdf[number - 1])
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _drawn(page: Any) -> Any:
    """A Pillow image with bytes of its own: PDFium's go when the page is closed."""
    bitmap = page.render(scale=WIDTH / page.get_width(), grayscale=True)
    try:
        return bitmap.to_pil().copy()
    finally:
        bitmap.close()
        page.close()


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise CannotRender(CANNOT_DRAW) from fault
    try:
        yield pdf
    finally:
        pdf.close()
