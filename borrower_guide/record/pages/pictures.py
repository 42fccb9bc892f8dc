"""The record as pictures, one a page, for phones that show no PDF."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from borrower_guide.cases.gate import open_case
from borrower_guide.printing.faults import CannotRender
from borrower_guide.printing.pictures import NoPage, page_count, page_png
from borrower_guide.record.stored import stored

AT_ONCE = 20  # pictures on one page: without a script a browser loads them all


@dataclass(frozen=True)
class Part:
    """Some pages of the record, `first` to `last` of `total`, each counted from 1."""

    first: int
    last: int
    total: int

    @property
    def numbers(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def before(self) -> int:
        """The first page of the part before; 0 if there is none."""
        return max(1, self.first - AT_ONCE) if self.first > 1 else 0

    @property
    def after(self) -> int:
        return self.last + 1 if self.last < self.total else 0


@require_safe
def pages(request: HttpRequest, ref: str) -> HttpResponse:
    """The pages one below the other, twenty at a time; each is drawn when it is asked for."""
    opened = open_case(request, ref)
    record = stored(opened)
    if record is None:
        return redirect("record:preview", ref=opened.ref)
    page: dict[str, object] = {"opened": opened}
    try:
        page["part"] = _part(page_count(record.data), request.GET.get("from", ""))
    except CannotRender as fault:
        page["cannot"] = str(fault)
    return render(request, "record/pages.html", page)


@require_safe
def picture(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One page of the record as a PNG."""
    record = stored(open_case(request, ref))
    if record is None:
        raise Http404
    try:
        png = page_png(record.data, number)
    except (NoPage, CannotRender) as fault:
        raise Http404 from fault
    response = HttpResponse(png, content_type="image/png")
    response["Content-Disposition"] = f'inline; filename="jilu-{number}.png"'
    response["Content-Encoding"] = "identity"  # packed already
    return response


def _part(total: int, typed: str) -> Part:
    """The part that holds the page asked for; another number counts as the first page."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    number = number if 1 <= number <= total else 1
    first = number - (number - 1) % AT_ONCE
    return Part(first, min(first + AT_ONCE - 1, total), total)
