"""One HTML string in, one PDF/A-3a and PDF/UA-1 out: tagged, same bytes for the same input."""

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, cast

from borrower_guide.printing import weight
from borrower_guide.printing.claims import claim_universal
from borrower_guide.printing.collector import COLLECTOR
from borrower_guide.printing.compact_fonts import compact_fonts
from borrower_guide.printing.engine import weasyprint
from borrower_guide.printing.faults import CannotRender, NotNow
from borrower_guide.printing.fonts import coverage, printable
from borrower_guide.printing.press import Gone, Press
from borrower_guide.turns import BUSY, NoTurn, Turns

__all__ = [
    "Attached", "CannotRender", "Printed", "in_turn", "open_press", "printable", "render_pdf",
    "warm",
]  # fmt: skip

# A paper takes a core, and more at once only makes all of them late. Of those that take much memory
# there is one; the other turn stays with short ones.
TURNS = Turns("paper", at_once=2, waiting=1, seconds=20)
HEAVY = Turns("heavy", at_once=1, waiting=1, seconds=20)
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


def render_pdf(
    html: str,
    *,
    css: str = "",
    attachments: Sequence[Attached] = (),
    pictures: Mapping[str, bytes] | None = None,
    bounded: bool = True,
) -> Printed:
    """Lay out `html` (with `lang` and dates in its head) on paper as `css` says.

    Nothing is fetched: no file, no network, not even data addresses. `pictures` are JPEG bytes
    already in memory; the page names one as `picture:<its key>`, and they are printed as they are.
    Raises CannotRender when a library or font is missing or a glyph after all. `bounded`, as all
    that a page asks for, it waits for a turn, or raises NotNow; and TooLarge.
    """
    weasyprint()
    coverage()
    if bounded:
        weight.check(html)
    mb = weight.megabytes(len(html))
    job = (html, css, tuple(attachments), dict(pictures or {}))
    with in_turn(*_turns(mb)) if bounded else nullcontext():
        return _laid_out(mb if bounded else None, *job)


def _laid_out(most_mb: int | None, *job: Any) -> Printed:
    if _press:
        with suppress(Gone):  # then pages wait for papers until the worker starts anew
            return cast(Printed, _press.do(most_mb, *job))
    with COLLECTOR.resting():
        return _printed(*job)


def _turns(mb: int) -> tuple[Turns, ...]:
    return (HEAVY, TURNS) if mb > weight.LIGHT_MB else (TURNS,)


@contextmanager
def in_turn(*wanted: Turns) -> Iterator[None]:
    """Hold a turn of each, taken in this order. Raises NotNow."""
    try:
        with ExitStack() as held:
            for one in wanted:
                held.enter_context(one.turn())
            yield
    except NoTurn as fault:
        raise NotNow(BUSY) from fault


_press: Press | None = None


def open_press() -> None:
    """Lay out papers in a process of their own from now on; this one has one thread so far."""
    global _press
    _press = Press(_printed)


def close_press() -> None:
    """Lay out papers here again; none is at work."""
    global _press
    if _press:
        _press.close()
    _press = None


def _printed(
    html: str, css: str, attachments: Sequence[Attached], pictures: Mapping[str, bytes]
) -> Printed:
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


def warm() -> None:
    """Pay import, fonts and first layout when a worker starts, not at the first request."""
    coverage()
    _printed('<html lang="zh-CN"><title>暖机</title><p>暖机</p></html>', "", (), {})
