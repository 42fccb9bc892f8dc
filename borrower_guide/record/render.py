"""From a composed record to the page and the PDF."""

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from borrower_guide.printing.paper import paper_css
from borrower_guide.printing.render import Attached, Printed, in_turn, printable, render_pdf
from borrower_guide.record.attachment import NAME, Manifest
from borrower_guide.record.paper.compose import compose
from borrower_guide.record.paper.whole import Record
from borrower_guide.record.pictures import PICTURES
from borrower_guide.turns import Turns

# A full case takes seconds to write down as HTML, and hundreds of MB of the worker.
TURNS = Turns("html", at_once=1, waiting=2, seconds=20)
MANY = 200  # entries; what has fewer is written at once
CSS = Path(__file__).with_name("static") / "record" / "paper.css"


def page_context(record: Record) -> dict[str, Any]:
    """What `record/_body.html` needs, for the web page and for the PDF."""
    return {
        "record": record,
        "chapters": [(part, f"record/_{part.anchor}.html") for part in record.parts],
        "qr": _qr(record.digest) if record.digest else "",
    }


def html_of(record: Record) -> str:
    """The record as one whole HTML document for the printer."""
    return render_to_string("record/document.html", page_context(record))


def turn_to_write(entries: int) -> AbstractContextManager[None]:
    """For the HTML of so many: one at a time, where they are many. Raises NotNow."""
    return in_turn(TURNS) if entries > MANY else nullcontext()


def print_manifest(
    manifest: Manifest, pictures: Mapping[str, bytes] | None = None, *, bounded: bool = True
) -> Printed:
    """The unsealed PDF: the same bytes for the same manifest on one installation image.

    `pictures`: JPEG bytes by digest, those that the manifest names. `bounded`: no longer than a
    page may ask for (printing.weight). Raises CannotRender, and KeyError where a picture is not
    given: a page with a hole is not that record.
    """
    named = manifest.content.get(PICTURES, {}).values()
    given = {digest: (pictures or {})[digest] for digest in named}
    _, missing = printable(manifest.data.decode())
    with turn_to_write(len(manifest.entries)) if bounded else nullcontext():
        html, _ = printable(html_of(compose(manifest, missing)))
    at = datetime.fromisoformat(manifest.content["made_at"])
    attachment = Attached(NAME, manifest.data, at, "这份记录的全部内容，核对用")
    return render_pdf(
        html, css=paper_css(CSS), attachments=(attachment,), pictures=given, bounded=bounded
    )


def print_copy(manifest: Manifest, asked: Collection[str] = ()) -> Printed:
    """The copy for the print shop: covered, without pictures, seal or attachment.

    `asked`: words to cover besides. It names the number and the 校验码 of the record that it was
    made of. Raises CannotRender.
    """
    # Not asked of the manifest: a rare character may stand in a name that is covered.
    with turn_to_write(len(manifest.entries)):
        _, missing = printable(html_of(compose(manifest, covered=True, asked=asked)))
        html, _ = printable(html_of(compose(manifest, missing, covered=True, asked=asked)))
    return render_pdf(html, css=paper_css(CSS))


def _qr(digest: str) -> str:
    code = segno.make(digest, error="m", micro=False, boost_error=False)
    drawn = code.svg_inline(border=0, omitsize=True, svgclass="qr", lineclass=None, title="校验码")
    return mark_safe(drawn)  # noqa: S308 - drawn from hex digits
