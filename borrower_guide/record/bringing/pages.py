"""从文件放进来: a file becomes a new case of this browser, or a list of what is wrong with it."""

import hashlib
import hmac
from collections.abc import Callable
from itertools import count
from typing import Any

from cryptography import x509
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases.access import cookies
from borrower_guide.cases.entries import NewEntry
from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.models import CaseFile
from borrower_guide.cases.taking.from_file import new_entries
from borrower_guide.cases.transactions import NotSaved, all_or_none
from borrower_guide.record.bringing.files import keep_files, staged_files
from borrower_guide.record.bringing.reading import Incoming, read_incoming
from borrower_guide.record.sealing.key import certificate
from borrower_guide.record.sealing.place_words import place_words
from borrower_guide.schema.faults import InputFault, InputFaults
from borrower_guide.turns import BUSY, NoTurn, Turns

TURNS = Turns("bring", at_once=1, waiting=1, seconds=2)
MOST_TOLD = 100
NO_FILE = "还没有选文件"
NO_CONSENT = "要先在这里打勾，才能存。"


@require_http_methods(["GET", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """The form; POST writes the file as a case of its own, and nothing if anything is wrong."""
    if request.method != "POST":
        return _page(request, _begun(request))
    into = request.POST.get("into", "")
    consent = "" if "consent" in request.POST else NO_CONSENT
    given = request.FILES.get("file")
    if not isinstance(given, UploadedFile):
        return _page(request, into, faults=[InputFault("", NO_FILE)], consent=consent)
    data = given.read()
    try:
        with TURNS.turn():
            incoming = read_incoming(data, _trust(), now=timezone.now())
            if not consent:
                return redirect(_written(request, into, incoming, data))
    except NoTurn:
        return _page(request, into, faults=[InputFault("", BUSY.rstrip("。"))], status=503)
    except InputFaults as error:
        return _page(request, into, faults=list(error.faults), consent=consent)
    return _page(request, into, consent=consent)


def _written(request: HttpRequest, into: str, incoming: Incoming, data: bytes) -> str:
    """Write the case and tell the page that follows; the same file sent twice is written once."""
    opened = _case_at(request, into)
    news = _entries(opened, incoming, data)
    if not opened.is_new and not _holds(opened, news):
        opened = _case_at(request, _begun(request))  # another file after 返回: another case
        news = _entries(opened, incoming, data)
    with staged_files(opened.ref, incoming) as files, all_or_none():
        opened.append(*news)
        keep_files(opened.again(), files)
    said = "imported" if incoming.history else "imported_plain"
    page = "cases:number" if opened.holding.code else "cases:overview"
    return reverse(page, args=[opened.ref]) + f"?saved={said}"


def _entries(opened: OpenCase, incoming: Incoming, data: bytes) -> list[NewEntry]:
    return list(new_entries(incoming.case, ids=_ids(opened.key, data)))


def _ids(key: bytes, data: bytes) -> Callable[[], str]:
    """Ids that follow from the file, so that a repeat finds them.

    They lie in clear in the database: without the case's key they tell of no file.
    """
    digest, numbers = hashlib.sha256(data).digest(), count()

    def next_id() -> str:
        said = b"import" + digest + next(numbers).to_bytes(4)
        return hmac.new(key, said, hashlib.sha256).hexdigest()[:32]

    return next_id


def _holds(opened: OpenCase, news: list[NewEntry]) -> bool:
    known = {entry.id for entry in opened.entries}
    return all(new.id in known for new in news)


def _begun(request: HttpRequest) -> str:
    """Key before case, as with a form: a lost reply loses no number."""
    cookies.make_room(request)
    return cookies.keep(request, cookies.Holding.begun()).ref


def _case_at(request: HttpRequest, ref: str) -> OpenCase:
    """The case that this form began; where its key was forgotten since, a new one."""
    holding = cookies.read(request, ref)
    gone = holding is None or (
        holding.fresh is False and not CaseFile.objects.filter(pk=ref).exists()
    )
    return open_case(request, _begun(request) if gone else ref, may_be_new=True)


def _page(
    request: HttpRequest,
    into: str,
    *,
    faults: list[InputFault] | None = None,
    consent: str = "",
    status: int = 422,
) -> HttpResponse:
    told = [(place_words(fault.path), fault) for fault in (faults or [])[:MOST_TOLD]]
    page: dict[str, Any] = {
        "into": into,
        "told": told,
        "more": len(faults or []) - len(told),
        "no_consent": consent,
        "consented": "consent" in request.POST,
        "faults": bool(told or consent),
        "closed": cookies.gave_way(request),
    }
    return render(request, "record/import.html", page, status=status if page["faults"] else 200)


def _trust() -> x509.Certificate:
    try:
        return certificate(settings.DATA_DIR / "seal")
    except OSError as fault:  # the first use of all makes it
        raise NotSaved from fault
