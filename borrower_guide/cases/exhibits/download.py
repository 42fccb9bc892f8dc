"""The bytes of an exhibit, to take away: never shown inside a page of ours but as a small JPEG."""

import io
import logging

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from borrower_guide.cases.access.keys import WrongKey
from borrower_guide.cases.exhibits import files as exhibit_files
from borrower_guide.cases.exhibits.files import NoFile
from borrower_guide.cases.exhibits.pages import find_exhibit
from borrower_guide.cases.exhibits.sniff import FIRST, sniff
from borrower_guide.cases.gate import open_case
from borrower_guide.cases.things import Thing
from borrower_guide.site.downloads import attachment

log = logging.getLogger(__name__)


@require_safe
def original(request: HttpRequest, ref: str, subject: str) -> HttpResponseBase:
    """The uploaded bytes, after all of them were read once and are as they came."""
    opened = open_case(request, ref)
    thing = find_exhibit(opened, subject)
    try:
        exhibit_files.check(opened, thing)
        reader = exhibit_files.original_of(opened, thing)
        found = sniff(reader.peek(FIRST)[:FIRST])
    except NoFile as fault:
        raise Http404 from fault
    except (OSError, WrongKey) as fault:
        return _broken(request, fault)
    media, ending = (found.media, found.ending) if found else ("application/octet-stream", "bin")
    return _sent(reader, thing, media, ending)


@require_safe
def small(request: HttpRequest, ref: str, subject: str) -> HttpResponseBase:
    """The smaller copy of a photo, without place and camera."""
    opened = open_case(request, ref)
    thing = find_exhibit(opened, subject)
    try:
        with exhibit_files.small_of(opened, thing) as reader:
            return _sent(io.BytesIO(reader.read()), thing, "image/jpeg", "jpg")
    except NoFile as fault:
        raise Http404 from fault
    except (OSError, WrongKey) as fault:
        return _broken(request, fault)


def _sent(
    reader: io.BufferedReader | io.BytesIO, thing: Thing, media: str, ending: str
) -> FileResponse:
    response = FileResponse(reader, content_type=media)
    plain, full = f"jilu-{thing.label}.{ending}", f"记录{thing.label}.{ending}"
    response["Content-Disposition"] = attachment(plain, full)
    response["Content-Encoding"] = "identity"  # not to be packed again, so its length is known
    return response


def _broken(request: HttpRequest, fault: Exception) -> HttpResponse:
    log.error("A file of an exhibit cannot be read: %s", type(fault).__name__)
    page = {
        "heading": "这个文件打不开了",
        "message": "存的文件坏了，或少了。写的字都在。请去找原件。",
    }
    return render(request, "site/error.html", page, status=500)
