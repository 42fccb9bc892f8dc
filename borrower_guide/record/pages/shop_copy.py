"""打印店版: the newest record once more, covered, for a computer that others use."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from borrower_guide.cases.gate import open_case
from borrower_guide.printing.faults import CannotRender
from borrower_guide.record.attachment import attached, read_manifest
from borrower_guide.record.render import print_copy
from borrower_guide.record.stored import PDF, attachment_named, stored


@require_safe
def pdf(request: HttpRequest, ref: str) -> HttpResponse:
    """Printed from the stored record's own attachment; nothing is written."""
    opened = open_case(request, ref)
    record = stored(opened)
    manifest = read_manifest(next(attached(record.data), None)) if record else None
    if record is None or manifest is None:
        return redirect("record:preview", ref=opened.ref)
    try:
        printed = print_copy(manifest)
    except CannotRender as fault:
        page = {"heading": "这次没有做成", "message": str(fault)}
        return render(request, "site/error.html", page, status=503)
    response = HttpResponse(printed.data, content_type=PDF)
    name = record.name.replace(".pdf", "-dayin.pdf")
    response["Content-Disposition"] = attachment_named(name)
    return response
