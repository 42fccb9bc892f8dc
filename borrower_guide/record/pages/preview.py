"""The record of a case: look at it, make it, take it away."""

from dataclasses import replace

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from borrower_guide.cases import blobs, writing
from borrower_guide.cases.entries import Kind, NewEntry, new_id
from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.journal import NotSaved
from borrower_guide.cases.pickup import offer
from borrower_guide.printing.faults import CannotRender
from borrower_guide.record.choosing import left_out, part_of
from borrower_guide.record.make import Made, make_record, manifest_of
from borrower_guide.record.pages.wanted import Wanted, choices_of, wanted_in
from borrower_guide.record.paper.compose import compose
from borrower_guide.record.paper.gaps import gaps_of
from borrower_guide.record.paper.opinions import opinions_of
from borrower_guide.record.paper.whole import Record
from borrower_guide.record.render import page_context
from borrower_guide.record.sealing.key import sealing_key
from borrower_guide.record.small_copies import pictures_of
from borrower_guide.record.stored import PDF, attachment_named, printed, stored


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, ref: str) -> HttpResponse:
    """The page to read and print from the browser; POST makes the sealed PDF and keeps it."""
    opened = open_case(request, ref)
    if request.method != "POST":
        return render(request, "record/preview.html", _page(opened))
    entry_id = request.POST.get("entry", "")
    if any(entry.id == entry_id for entry in opened.entries):
        return redirect("record:preview", ref=opened.ref)
    wanted = wanted_in(request.POST)
    if wanted.nothing:
        return render(request, "record/preview.html", _page(opened, wanted), status=422)
    try:
        made = _make(opened, wanted)
    except CannotRender as fault:
        page = _page(opened, wanted) | {"cannot": str(fault)}
        return render(request, "record/preview.html", page, status=503)
    _keep(opened, made, entry_id)
    return redirect("record:preview", ref=opened.ref)


def _make(opened: OpenCase, wanted: Wanted) -> Made:
    away = left_out(opened.state, wanted.unwanted)
    part = part_of(opened.state, away)
    return make_record(
        opened.entries,
        key=sealing_key(settings.DATA_DIR / "seal"),
        made_at=timezone.now(),
        opinions=opinions_of(part) if wanted.findings else None,
        left_out=away,
        pictures=pictures_of(opened, part) if wanted.pictures else None,
        gaps=gaps_of(part) if wanted.gaps else None,
    )


class _MadeAlready(Exception):
    """The same press has stored its record while this one was being made."""


def _keep(opened: OpenCase, made: Made, entry_id: str) -> None:
    """Store the file and the entry that names it, both or neither; a second tap stores none."""
    path = None
    try:
        with transaction.atomic():
            blob = blobs.store(opened.case, opened.key, made.data)
            path = blobs.folder_of(opened.ref) / blob.pk
            payload = {"record_number": made.record_number, "digest": made.digest, "blob": blob.pk}
            known = writing.form_id(entry_id)
            new = NewEntry(kind=Kind.RECORD, subject=new_id(), payload=payload, id=known)
            if not opened.append(new)[-1].says(new):
                raise _MadeAlready
    except Exception as fault:
        if path:
            path.unlink(missing_ok=True)
        if isinstance(fault, OSError | DatabaseError):
            raise NotSaved from fault
        if not isinstance(fault, _MadeAlready):
            raise


def _page(opened: OpenCase, wanted: Wanted | None = None) -> dict[str, object]:
    made = printed(opened.entries)
    return {
        "opened": opened,
        "choices": choices_of(opened.state, wanted),
        "entry": new_id(),
        "made": made[-1] if made else None,
        "waiting": offer.waiting(opened.case, opened.key, timezone.now()) if made else None,
        "changed": bool(made) and "blob" not in opened.entries[-1].payload,
        **page_context(_preview(opened)),
    }


def _preview(opened: OpenCase) -> Record:
    """What would be printed now; its number and digest are only given when it is made."""
    key = sealing_key(settings.DATA_DIR / "seal")
    manifest = manifest_of(opened.entries, key=key, made_at=timezone.now(), versions={})
    return replace(compose(manifest), number="", digest="")


@require_safe
def pdf(request: HttpRequest, ref: str) -> HttpResponse:
    """The newest stored record, byte for byte; nothing is made here."""
    opened = open_case(request, ref)
    record = stored(opened)
    if record is None:
        return redirect("record:preview", ref=opened.ref)
    response = HttpResponse(record.data, content_type=PDF)
    response["Content-Disposition"] = attachment_named(record.name)
    return response
