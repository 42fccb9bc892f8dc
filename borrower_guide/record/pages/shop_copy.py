"""打印店版: the newest record once more, covered, for a computer that others use."""

import base64

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.glance import glance
from borrower_guide.printing.faults import CannotRender
from borrower_guide.record.attachment import Manifest, attached, read_manifest
from borrower_guide.record.render import print_copy
from borrower_guide.record.stored import PDF, Stored, stored
from borrower_guide.site.downloads import attachment


@require_safe
def pdf(request: HttpRequest, ref: str) -> HttpResponse:
    """Printed from the stored record's own attachment; no entry is written."""
    opened = open_case(request, ref)
    try:
        copy = shop_copy(opened)
    except CannotRender as fault:
        return cannot(request, fault)
    if copy is None:
        return redirect("record:preview", ref=opened.ref)
    response = HttpResponse(copy.data, content_type=PDF)
    response["Content-Disposition"] = attachment(copy.name)
    return response


def shop_copy(opened: OpenCase) -> Stored | None:
    """The copy of the newest record, kept sealed until the journal changes; None if there is none.

    Raises CannotRender, OSError or WrongKey.
    """
    record = stored(opened)
    manifest = read_manifest(next(attached(record.data), None)) if record else None
    if record is None or manifest is None:
        return None
    data = glance(opened, "shop", manifest.digest, lambda: _printed(manifest))
    return Stored(base64.b64decode(data), record.name.replace(".pdf", "-dayin.pdf"))


def cannot(request: HttpRequest, fault: CannotRender) -> HttpResponse:
    """The page that says so."""
    page = {"heading": "这次没有做成", "message": str(fault)}
    return render(request, "site/error.html", page, status=503)


def _printed(manifest: Manifest) -> str:
    return base64.b64encode(print_copy(manifest).data).decode()
