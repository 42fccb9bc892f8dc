"""/pickup/: for the print shop, or another browser, that has a 取件号 and no case.

A GET never gives the file: WeChat and scanners open each link ahead of the person.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from borrower_guide.cases.access.keys import Busy
from borrower_guide.cases.access.looking_up import NothingFound, found_by, number_field
from borrower_guide.cases.pickup import fetch
from borrower_guide.cases.pickup.fetch import Found
from borrower_guide.site.downloads import attachment

CALLED = "取件号"
# One answer for wrong, ended, expired and used up, so that it tells nothing.
NOT_FOUND = "没有找到文件。号可能打错了，也可能过了时间，或者次数用完了。"
BUSY = "现在取的人多，请过几秒再点一次。"


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """Type the number; then see what is there; then, by `take`, get it. No number in an address."""
    if request.method != "POST":
        return _asks(request)
    typed = request.POST.get("number", "")
    try:
        found = _found(request, typed)
        return _give(found) if "take" in request.POST else _tells(request, found, typed)
    except NothingFound as fault:
        return _asks(request, typed, fault)


@require_safe
def link(request: HttpRequest, code: str) -> HttpResponse:
    """The same by the link of the QR code: it tells what is there, and gives nothing."""
    try:
        return _tells(request, _found(request, code), code)
    except NothingFound as fault:
        return _asks(request, "", fault)


def _found(request: HttpRequest, typed: str) -> Found:
    """Raises NothingFound."""
    try:
        return found_by(request, typed, _of, missing=NOT_FOUND, called=CALLED)
    except Busy as fault:
        raise NothingFound(BUSY, 503) from fault


def _of(code: str) -> Found | None:
    return fetch.find(code, timezone.now())


def _give(found: Found) -> HttpResponse:
    """The bytes. Raises NothingFound if the last fetch went meanwhile, or NotSaved."""
    if not fetch.count(found, timezone.now()):
        raise NothingFound(NOT_FOUND, 404)
    response = HttpResponse(found.parcel.data, content_type=found.parcel.media)
    response["Content-Disposition"] = attachment(found.parcel.name)
    response["Content-Encoding"] = "identity"  # not to be packed again, so its length is known
    return response


def _tells(request: HttpRequest, found: Found, code: str) -> HttpResponse:
    # The foot of a printed page names its address; this one would open something.
    page = {"found": found, "code": code, "address": "", "paper_at": ""}
    return render(request, "record/pickup_there.html", page)


def _asks(request: HttpRequest, typed: str = "", fault: NothingFound | None = None) -> HttpResponse:
    error = str(fault) if fault else ""
    number = number_field("number", typed, error, called=CALLED)
    faults = [(number.id, error)] if error else []
    page = {"number": number, "faults": faults, "address": "", "paper_at": ""}
    return render(request, "record/pickup.html", page, status=fault.status if fault else 200)
