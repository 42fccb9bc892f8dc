"""A letter with the files of its exhibits, in archives as large as its channel takes."""

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.taking.zipping import zipped
from borrower_guide.cases.things import Thing
from borrower_guide.law_in_use import library
from borrower_guide.letters.kept import file_name
from borrower_guide.letters.packing import Pack, limit_of, members, pack
from borrower_guide.letters.pages import output
from borrower_guide.letters.pages.output import printed
from borrower_guide.letters.pages.told import told_letter
from borrower_guide.site.downloads import attachment


@require_safe
@printed
def packs(opened: OpenCase, thing: Thing) -> HttpResponse:
    """What is handed in with it: the archives and their sizes, and what is in none."""
    page = {
        "opened": opened,
        "thing": thing,
        "letter": told_letter(thing, library()),
        "pack": _pack(opened, thing, output.pdf_of(opened, thing)),
    }
    return render(opened.request, "letters/pack.html", page)


@require_safe
@printed
def archive(opened: OpenCase, thing: Thing) -> HttpResponseBase:
    """`?part=2`: the second archive; made while it is sent."""
    letter = output.pdf_of(opened, thing)
    parts = _pack(opened, thing, letter).parts
    by_number = {str(number): part for number, part in enumerate(parts, start=1)}
    asked = opened.request.GET.get("part", "1")
    if asked not in by_number:
        raise Http404
    stream = zipped(members(opened, by_number[asked], letter), timezone.localtime())
    response = StreamingHttpResponse(stream, content_type="application/zip")
    ending = "zip" if len(parts) == 1 else f"{asked}.zip"
    response["Content-Disposition"] = attachment(file_name(thing, ending))
    response["Content-Encoding"] = "identity"
    return response


def _pack(opened: OpenCase, thing: Thing, letter: bytes) -> Pack:
    limit = limit_of(told_letter(thing, library()).channel)
    return pack(opened, thing.payload["chosen"].get("e", []), len(letter), limit)
