"""The pages of batch print, but for the one that grows while it works (progress.py)."""

from collections.abc import Iterator
from contextlib import suppress

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from borrower_guide.cases.transactions import NotSaved
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.batches import beginning, taking
from borrower_guide.desk.batches.sweeping import end_past, live, throw_away
from borrower_guide.desk.batches.taking import Fewer
from borrower_guide.desk.batches.told import ToldBatch
from borrower_guide.desk.batches.wanted import Wanted, blanks_in, read_wanted
from borrower_guide.desk.matters.search import Search
from borrower_guide.desk.models import Batch, BatchItem, Matter
from borrower_guide.desk.pages import for_advocates
from borrower_guide.letters.blank.printing import form_pdf
from borrower_guide.printing.faults import CannotRender
from borrower_guide.site.downloads import attachment

Status = Matter.Status


def find(who: SignedIn, batch: str) -> Batch:
    """A batch of this advocate that is still there; 404 otherwise."""
    mine = live(timezone.now()).filter(advocate=who.advocate, pk=batch)
    found = mine.select_related("advocate__organisation").first()
    if found is None:
        raise Http404
    return found


@require_safe
@for_advocates
def batches(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """Those of the last day."""
    mine = live(timezone.now()).filter(advocate=who.advocate).order_by("-made_at")
    page = {"who": who, "batches": [ToldBatch(one) for one in mine]}
    return render(request, "desk/batches/list.html", page)


@require_http_methods(["GET", "POST"])
@for_advocates
def new(request: HttpRequest, who: SignedIn) -> HttpResponse:
    """Choose cases and papers (GET, narrowed by status and search); write it down (POST)."""
    if request.method != "POST":
        return _choosing(request, who, _ticked(request))
    open_now = beginning.open_matters(who.advocate)
    known = frozenset(open_now.values_list("pk", flat=True))
    wanted = read_wanted(dict(request.POST.lists()), known)
    if wanted.faults:
        return _choosing(request, who, wanted, status=422)
    now = timezone.now()
    batch = beginning.begin(who, wanted, now)
    with suppress(DatabaseError):  # then `purge_expired` will
        end_past(now)
    return redirect("desk:batch", batch=batch.pk)


@require_safe
@for_advocates
def batch(request: HttpRequest, who: SignedIn, batch: str) -> HttpResponse:
    """What is made of it, what not and why, and what can be done now."""
    page = {"who": who, "told": ToldBatch(find(who, batch)), "fewer": "fewer" in request.GET}
    return render(request, "desk/batches/batch.html", page)


@require_safe
@for_advocates
def pdf(request: HttpRequest, who: SignedIn, batch: str) -> HttpResponseBase:
    """All of it as one PDF for the printer, made while it is sent."""
    return _given(request, who, find(who, batch), "pdf")


@require_safe
@for_advocates
def archive(request: HttpRequest, who: SignedIn, batch: str) -> HttpResponseBase:
    """The single files as a zip, made while it is sent."""
    return _given(request, who, find(who, batch), "zip")


@require_POST
@for_advocates
def drop(_: HttpRequest, who: SignedIn, batch: str) -> HttpResponse:
    """Throw it away now."""
    try:
        throw_away(Batch.objects.filter(pk=find(who, batch).pk))
    except DatabaseError as fault:
        raise NotSaved from fault
    return redirect("desk:batches")


def _given(request: HttpRequest, who: SignedIn, batch: Batch, ending: str) -> HttpResponseBase:
    here = reverse("desk:batch", args=[batch.pk])
    try:
        found = taking.ready(request, who, batch, f"desk:batch_{ending}")
        for one in blanks_in(batch.codes):
            form_pdf(one.id)
    except Fewer:
        return redirect(f"{here}?fewer=1")
    except CannotRender as fault:
        page = {"heading": "这次没有做成", "message": str(fault)}
        return render(request, "site/error.html", page, status=503)
    if not found:
        return redirect(here)
    if ending == "pdf":
        return _sent(taking.joined(batch, found), batch, "application/pdf", ending)
    others = batch.items.exclude(state=BatchItem.State.MADE).select_related("matter")
    return _sent(taking.archive(batch, found, list(others)), batch, "application/zip", ending)


def _sent(stream: Iterator[bytes], batch: Batch, media: str, ending: str) -> HttpResponseBase:
    """Both spellings of a name that tells the day and nothing else."""
    response = StreamingHttpResponse(stream, content_type=media)
    day = f"{timezone.localtime(batch.made_at):%Y%m%d-%H%M}"
    plain, full = f"piliang-{day}.{ending}", f"批量打印-{day}.{ending}"
    response["Content-Disposition"] = attachment(plain, full)
    response["Content-Encoding"] = "identity"
    return response


def _ticked(request: HttpRequest) -> Wanted:
    """As the list of cases asks for it: ?m=1&m=2, or all that is shown."""
    ticked = frozenset(
        int(one) for one in request.GET.getlist("m") if one.isdecimal() and len(one) < 19
    )
    return Wanted(matters=ticked)


def _choosing(
    request: HttpRequest, who: SignedIn, wanted: Wanted, status: int = 200
) -> HttpResponse:
    search = _asked(request, all_of_them=bool(wanted.matters))
    found = search.found(beginning.open_matters(who.advocate))
    matters = search.shown(found, timezone.localdate())
    shown = list(matters[: beginning.SHOWN])
    page = {
        "who": who,
        "wanted": wanted,
        "faults": wanted.summary,
        "rows": [_row(matter, wanted, all_ticked="all" in request.GET) for matter in shown],
        "more": matters.count() - len(shown),
        "search": search,
        "here": search.address() + ("" if search.show else "&show="),
        "statuses": [*Status.choices, ("", "全部")],
    }
    return render(request, "desk/batches/new.html", page, status=status)


def _asked(request: HttpRequest, *, all_of_them: bool) -> Search:
    """As on the list of cases; what can be printed, if nothing else is asked for."""
    asked = request.GET.dict()
    if "show" not in asked and not all_of_them:
        asked["show"] = Status.PRINTABLE
    return Search.read(asked)


def _row(matter: Matter, wanted: Wanted, *, all_ticked: bool) -> dict[str, object]:
    name = f"opponents.{matter.pk}"
    return {
        "matter": matter,
        "ticked": all_ticked or matter.pk in wanted.matters,
        "name": name,
        "value": wanted.each.get(matter.pk, ""),
        "error": wanted.faults.get(name, ""),
    }
