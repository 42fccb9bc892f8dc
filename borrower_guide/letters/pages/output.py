"""A letter to take away: PDF, Word, pictures, a number to fetch it."""

import base64
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.glance import glance
from borrower_guide.cases.pickup import offer
from borrower_guide.cases.pickup.parcel import Parcel
from borrower_guide.cases.things import Thing
from borrower_guide.letters.kept import file_name, paper_of, words_of, written_at
from borrower_guide.letters.pages.letter import find
from borrower_guide.letters.printing import print_letter
from borrower_guide.letters.word import word_file
from borrower_guide.printing.faults import CannotRender, TooLarge
from borrower_guide.printing.pictures import NoPage, page_count, page_png
from borrower_guide.printing.render import TURNS, in_turn
from borrower_guide.site.downloads import attachment

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
View = Callable[..., HttpResponseBase]


def printed(view: View) -> View:
    """A view that needs the printer: where that cannot, a page says so and what works."""

    @wraps(view)
    def answer(request: HttpRequest, ref: str, subject: str, **parts: int) -> HttpResponseBase:
        opened = open_case(request, ref)
        thing = find(opened, subject)
        try:
            return view(opened, thing, **parts)
        except CannotRender as fault:
            long = isinstance(fault, TooLarge)
            page = {"opened": opened, "thing": thing, "cannot": str(fault), "long": long}
            return render(request, "letters/cannot.html", page, status=422 if long else 503)

    return answer


@require_safe
@printed
def pdf(opened: OpenCase, thing: Thing) -> HttpResponse:
    """Printed when asked for: the same letter gives the same bytes."""
    return _file(pdf_of(opened, thing), PDF, file_name(thing, "pdf"))


@require_safe
@printed
def word(_opened: OpenCase, thing: Thing) -> HttpResponse:
    """As a Word file. A long one takes a core for some time: it waits for its turn, too."""
    with in_turn(TURNS):
        data = word_file(paper_of(words_of(thing)), written_at(thing))
    return _file(data, WORD, file_name(thing, "docx"))


@require_safe
@printed
def pages(opened: OpenCase, thing: Thing) -> HttpResponse:
    """Its pages as pictures, one below the other."""
    count = page_count(pdf_of(opened, thing))
    page = {"opened": opened, "thing": thing, "numbers": range(1, count + 1), "count": count}
    return render(opened.request, "letters/pictures.html", page)


@require_safe
@printed
def picture(opened: OpenCase, thing: Thing, number: int) -> HttpResponse:
    """One page as a grey picture."""
    try:
        data = page_png(pdf_of(opened, thing), number)
    except NoPage as fault:
        raise Http404 from fault
    return HttpResponse(data, content_type="image/png")


@require_POST
@printed
def pickup(opened: OpenCase, thing: Thing) -> HttpResponse:
    """Let the PDF be fetched elsewhere by a number, as a record is."""
    parcel = Parcel(pdf_of(opened, thing), file_name(thing, "pdf"), PDF, "一份文书，PDF")
    offer.offer(opened.case, opened.key, parcel, timezone.now())
    return redirect("record:pickup", ref=opened.ref)


def pdf_of(opened: OpenCase, thing: Thing) -> bytes:
    """The PDF, kept sealed until the journal changes: its pictures are asked for all at once."""

    def made() -> str:
        paper = print_letter(paper_of(words_of(thing)), written_at(thing))
        return base64.b64encode(paper.data).decode()

    return base64.b64decode(glance(opened, "letter", (thing.subject, thing.last_seq), made))


def _file(data: bytes, media: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media)
    response["Content-Disposition"] = attachment(name)
    return response
