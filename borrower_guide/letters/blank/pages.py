"""Blank forms for anyone: no case, no cookie, nothing stored."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from borrower_guide.letters.blank.composing import BlankForm, blank_forms
from borrower_guide.letters.blank.printing import form_context, form_pdf, form_png
from borrower_guide.printing.faults import CannotRender
from borrower_guide.printing.pictures import NoPage

KEPT = "public, max-age=86400"  # a day: so soon a form that was put right reaches everyone


@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """All of them."""
    return render(request, "letters/forms.html", {"forms": blank_forms().values()})


@require_safe
def form(request: HttpRequest, name: str) -> HttpResponse:
    """One of them, to be printed from here or taken away."""
    return render(request, "letters/blank.html", form_context(_known(name).id))


@require_safe
def pdf(request: HttpRequest, name: str) -> HttpResponse:
    """As a PDF; where the printer cannot, the page says so and what works."""
    known = _known(name)
    try:
        data = form_pdf(known.id).data
    except CannotRender as fault:
        page = form_context(known.id) | {"cannot": str(fault)}
        return render(request, "letters/blank.html", page, status=503)
    response = _kept(data, "application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{known.id}.pdf")
    return response


@require_safe
def picture(_: HttpRequest, name: str, number: int) -> HttpResponse:
    """One side as a grey picture."""
    try:
        return _kept(form_png(_known(name).id, number), "image/png")
    except (NoPage, CannotRender) as fault:
        raise Http404 from fault


def _known(name: str) -> BlankForm:
    found = blank_forms().get(name)
    if found is None:
        raise Http404
    return found


def _kept(data: bytes, media: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media)
    response["Cache-Control"] = KEPT
    response["Content-Encoding"] = "identity"  # packed already
    return response
