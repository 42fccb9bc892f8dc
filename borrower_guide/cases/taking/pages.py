"""Taking a case away: as one JSON, or with the files of its exhibits beside it in a zip."""

import json
import logging
from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from borrower_guide.cases.access.keys import WrongKey
from borrower_guide.cases.exhibits import files as exhibit_files
from borrower_guide.cases.exhibits.files import NoFile, exhibit_bytes
from borrower_guide.cases.exhibits.sniff import FIRST, sniff
from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.taking.exporting import exported
from borrower_guide.cases.taking.zipping import Member, zipped
from borrower_guide.cases.things import Thing
from borrower_guide.site.downloads import attachment

log = logging.getLogger(__name__)
JSON_NAME = "jilu.json"


@require_safe
def export(request: HttpRequest, ref: str) -> HttpResponse:
    """The whole case as `borrower-guide/case` 1, with its journal as `history`."""
    opened = open_case(request, ref)
    response = HttpResponse(_text(opened, {}), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = _named("json")
    return response


@require_safe
def archive(request: HttpRequest, ref: str) -> HttpResponseBase:
    """The same with the files of its exhibits, E1.jpg …, opened chunk by chunk as it is sent."""
    opened = open_case(request, ref)
    names = {thing.label: name for thing in opened.state.exhibits if (name := _name(opened, thing))}
    members = zipped(_members(opened, names), timezone.localtime())
    response = StreamingHttpResponse(members, content_type="application/zip")
    response["Content-Disposition"] = _named("zip")
    response["Content-Encoding"] = "identity"  # photos do not get smaller
    return response


def _members(opened: OpenCase, names: Mapping[str, str]) -> Iterator[Member]:
    yield Member(JSON_NAME, [_text(opened, names).encode()])
    for thing in opened.state.exhibits:
        if name := names.get(thing.label):
            yield Member(name, exhibit_bytes(opened, thing.subject))


def _text(opened: OpenCase, names: Mapping[str, str]) -> str:
    return json.dumps(exported(opened.state, names), ensure_ascii=False, indent=1)


def _name(opened: OpenCase, thing: Thing) -> str | None:
    """What its file is called; None without a whole one, since half an archive helps nobody."""
    if thing.withdrawn:
        return None
    try:
        exhibit_files.check(opened, thing)
        with exhibit_files.original_of(opened, thing) as reader:
            found = sniff(reader.peek(FIRST)[:FIRST])
    except NoFile:
        return None
    except (OSError, WrongKey) as fault:
        log.error("A file of an exhibit is left out: %s", type(fault).__name__)
        return None
    return f"{thing.label}.{found.ending if found else 'bin'}"


def _named(ending: str) -> str:
    """A name that tells nothing but the day."""
    day = f"{timezone.localdate():%Y%m%d}"
    return attachment(f"jilu-{day}.{ending}", f"记录{day}.{ending}")
