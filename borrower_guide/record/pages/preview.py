"""The record of a case: look at it, make it, take it away."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from borrower_guide.cases.entries import new_id
from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.pickup import offer
from borrower_guide.printing.faults import CannotRender, NotNow, TooLarge
from borrower_guide.record import keeping
from borrower_guide.record.installation import installation
from borrower_guide.record.make import TOO_LONG, manifest_of
from borrower_guide.record.pages.shop_copy import cannot, cover_field
from borrower_guide.record.paper.compose import compose
from borrower_guide.record.paper.whole import Record
from borrower_guide.record.paper.words import logged_words
from borrower_guide.record.render import page_context, turn_to_write
from borrower_guide.record.sealing.key import sealing_key
from borrower_guide.record.stored import PDF, printed, stored
from borrower_guide.record.volumes import only, volumes
from borrower_guide.record.wanted import Wanted, choices_of, wanted_in
from borrower_guide.site.downloads import attachment

NO_STAMP = (
    "没有拿到第三方的时间戳。记录照样做好了，时间是本站服务器的钟。要时间戳，过一会儿重新做一份。"
)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, ref: str) -> HttpResponse:
    """The page to read and print from the browser; POST makes the sealed PDF and keeps it."""
    opened = open_case(request, ref)
    try:
        if request.method == "POST":
            return _made(request, opened)
        return render(request, "record/preview.html", _page(opened))
    except NotNow as fault:  # not even the page can be written now
        return cannot(request, fault)


def _made(request: HttpRequest, opened: OpenCase) -> HttpResponse:
    entry_id = request.POST.get("entry", "")
    if any(entry.id == entry_id for entry in opened.entries):
        return redirect("record:preview", ref=opened.ref)
    ticked = wanted_in(request.POST)
    wanted = only(opened.state, ticked, request.POST.get("volume", ""))
    if wanted.nothing:
        page = _page(opened, replace(ticked, nothing=True))
        return render(request, "record/preview.html", page, status=422)
    try:
        made = keeping.make(opened, wanted)
    except TooLarge as fault:
        parts = volumes(opened.state, wanted, fault.size)
        page = _page(opened, ticked) | {"volumes": parts, "cannot": "" if parts else TOO_LONG}
        return render(request, "record/preview.html", page, status=422)
    except CannotRender as fault:
        page = _page(opened, ticked) | {"cannot": str(fault)}
        return render(request, "record/preview.html", page, status=503)
    keeping.keep(opened, made, entry_id)
    return redirect("record:preview", ref=opened.ref)


def _page(opened: OpenCase, ticked: Wanted | None = None) -> dict[str, object]:
    made = printed(opened.entries)
    with turn_to_write(len(opened.entries)):
        body = render_to_string("record/_body.html", page_context(_preview(opened)))
    return {
        "body": body,
        "volumes": volumes(opened.state, Wanted(), len(body)),
        "opened": opened,
        "choices": choices_of(opened.state, ticked),
        "entry": new_id(),
        "made": made[-1] if made else None,
        "stamp": _stamp_words(made[-1]) if made else "",
        "cover": cover_field() if made else None,
        "waiting": offer.waiting(opened.case, opened.key, timezone.now()) if made else None,
        "changed": bool(made) and "blob" not in opened.entries[-1].payload,
    }


def _stamp_words(made: Mapping[str, Any]) -> str:
    """What to say of the timestamp of a record; nothing where none was asked for."""
    if "timestamp" not in made:
        return ""
    if not made["timestamp"]:
        return NO_STAMP
    return f"有第三方的时间戳：{logged_words(made['timestamp'])}。"


def _preview(opened: OpenCase) -> Record:
    """What would be printed now; its number and digest are only given when it is made."""
    key = sealing_key(settings.DATA_DIR / "seal")
    manifest = manifest_of(
        opened.entries,
        key=key,
        made_at=timezone.now(),
        stamped=bool(settings.TSA_URL),
        site=installation(),
        versions={},
    )
    return replace(compose(manifest), number="", digest="")


@require_safe
def pdf(request: HttpRequest, ref: str) -> HttpResponse:
    """The newest stored record, byte for byte; nothing is made here."""
    opened = open_case(request, ref)
    record = stored(opened)
    if record is None:
        return redirect("record:preview", ref=opened.ref)
    response = HttpResponse(record.data, content_type=PDF)
    response["Content-Disposition"] = attachment(record.name)
    return response
