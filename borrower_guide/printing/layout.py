"""HTML laid out with nothing but what is given: the same bytes for the same input."""

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from borrower_guide.printing.claims import claim_universal
from borrower_guide.printing.compact_fonts import compact_fonts
from borrower_guide.printing.engine import weasyprint
from borrower_guide.printing.faults import CannotRender

PICTURE = "picture:"
CANNOT_LAY_OUT = "这次没有做成 PDF：有的字排不出来。你写的内容都还在，请换一台电脑再试。"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the PDF; `at` is written as its time of making and of change."""

    name: str
    data: bytes
    at: datetime
    description: str
    relationship: str = "Data"


@dataclass(frozen=True, slots=True)
class Printed:
    """A whole PDF and its number of pages."""

    data: bytes
    pages: int


def laid_out(
    html: str, css: str, attachments: Sequence[Attached], pictures: Mapping[str, bytes]
) -> Printed:
    """Here and now, as render_pdf tells it. Raises CannotRender where a glyph is missing."""
    with _warnings_heard() as heard:
        printed = _write(weasyprint(), html, css, attachments, pictures)
    if any(".notdef" in message for message in heard):
        raise CannotRender(CANNOT_LAY_OUT)
    return printed


def _write(
    engine: Any,
    html: str,
    css: str,
    attachments: Sequence[Attached],
    pictures: Mapping[str, bytes],
) -> Printed:
    fetcher = _fetcher_class()(pictures)
    page = engine.HTML(string=html, url_fetcher=fetcher)
    document = page.render(
        stylesheets=[engine.CSS(string=css, url_fetcher=fetcher)], pdf_variant="pdf/a-3a"
    )
    data = document.write_pdf(
        finisher=_finish,
        pdf_variant="pdf/a-3a",
        attachments=[_attachment(engine, one) for one in attachments],
    )
    return Printed(data, len(document.pages))


def _attachment(engine: Any, one: Attached) -> Any:
    at = one.at.astimezone(UTC)
    return engine.Attachment(
        file_obj=BytesIO(one.data),
        name=one.name,
        description=one.description,
        created=at,
        modified=at,
        relationship=one.relationship,
    )


def _finish(document: Any, pdf: Any) -> None:
    compact_fonts(document, pdf)
    claim_universal(pdf)
    # WeasyPrint 70 names each attachment twice in /AF: from the name tree and from the file list.
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = list(dict.fromkeys(pdf.catalog["AF"]))


@lru_cache(maxsize=1)
def _fetcher_class() -> Any:
    urls = weasyprint().urls

    class Refusing(urls.URLFetcher):  # type: ignore[misc, name-defined]
        """Knows the pictures that it was given, and nothing else."""

        def __init__(self, pictures: Mapping[str, bytes]) -> None:
            super().__init__(allowed_protocols=())
            self._pictures = {f"{PICTURE}{name}": data for name, data in pictures.items()}

        def fetch(self, url: str, _headers: object = None) -> Any:
            if url not in self._pictures:
                raise ValueError(f"refused: {url[:80]}")
            headers = {"Content-Type": "image/jpeg"}
            return urls.URLFetcherResponse(url, self._pictures[url], headers)

    return Refusing


@contextmanager
def _warnings_heard() -> Iterator[list[str]]:
    """Messages that the renderer logs in this thread."""
    heard: list[str] = []
    thread = threading.get_ident()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread:
                heard.append(record.getMessage())

    listener = Listener(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield heard
    finally:
        logger.removeHandler(listener)
