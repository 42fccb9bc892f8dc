"""One HTML string in, one PDF/A-3a and PDF/UA-1 out, within what this machine can do at a time."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from typing import Any, cast

from borrower_guide.printing import weight
from borrower_guide.printing.collector import COLLECTOR
from borrower_guide.printing.engine import weasyprint
from borrower_guide.printing.faults import CannotRender, NotNow
from borrower_guide.printing.fonts import coverage, printable
from borrower_guide.printing.layout import Attached, Printed, laid_out
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
        return _pressed(mb if bounded else None, *job)


def _pressed(most_mb: int | None, *job: Any) -> Printed:
    if _press:
        with suppress(Gone):  # then pages wait for papers until the worker starts anew
            return cast(Printed, _press.do(most_mb, *job))
    with COLLECTOR.resting():
        return laid_out(*job)


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
    _press = Press(laid_out)


def close_press() -> None:
    """Lay out papers here again; none is at work."""
    global _press
    if _press:
        _press.close()
    _press = None


def warm() -> None:
    """Pay import, fonts and first layout when a worker starts, not at the first request."""
    coverage()
    laid_out('<html lang="zh-CN"><title>暖机</title><p>暖机</p></html>', "", (), {})
