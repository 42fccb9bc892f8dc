"""Work notes and consents as they are written: put aside by half, taken up again, kept."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases import writing
from borrower_guide.cases.forms.page import FormPage
from borrower_guide.cases.views.drafted import BY_SCRIPT, DROP, KEEP, RESUME, typed_values
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.matters.half_written import HalfWritten, drop, half_written, put_aside
from borrower_guide.desk.matters.memo_forms import Consent, TakenBack, WorkNote, read_memo
from borrower_guide.desk.matters.memos import Agreed, keep, memos_of
from borrower_guide.desk.matters.own import back_to, found, mine
from borrower_guide.desk.models import Matter
from borrower_guide.desk.pages import for_advocates
from borrower_guide.schema.model import Payload

TODAY = {"on": ["今天"]}


class Form(NamedTuple):
    """What is written, what stands in it at first, its page and what it is called."""

    model: type[Payload]
    usual: dict[str, list[str]]
    template: str
    title: str


NOTE = Form(WorkNote, {}, "desk/matters/note.html", "工作笔记")
CONSENT = Form(Consent, TODAY, "desk/matters/consent.html", "本人同意了什么")
TAKEN_BACK = Form(TakenBack, TODAY, "desk/matters/take_back.html", "本人收回了同意")


def empty_forms() -> dict[str, FormPage]:
    """The two forms that stand on the page of a matter."""
    return {"note_form": FormPage(WorkNote, {}), "consent_form": FormPage(Consent, TODAY)}


@require_http_methods(["GET", "POST"])
@for_advocates
def note(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """Write a work note."""
    return _written(request, who, mine(who, pk), NOTE)


@require_http_methods(["GET", "POST"])
@for_advocates
def consent(request: HttpRequest, who: SignedIn, pk: int) -> HttpResponse:
    """Write down what the client agreed to."""
    return _written(request, who, mine(who, pk), CONSENT)


@require_http_methods(["GET", "POST"])
@for_advocates
def take_back(request: HttpRequest, who: SignedIn, pk: int, name: str) -> HttpResponse:
    """Write down that the client took a consent back: it is added, the consent stays."""
    matter = mine(who, pk)
    return _written(request, who, matter, TAKEN_BACK, found(memos_of(who, matter).consents, name))


def _written(
    request: HttpRequest,
    who: SignedIn,
    matter: Matter,
    form: Form,
    takes_back: Agreed | None = None,
) -> HttpResponse:
    if request.method != "POST":
        return _page(request, who, matter, form, takes_back)
    if KEEP in request.POST:
        _put_aside(request, who, matter, form)
        return (
            HttpResponse(status=204) if BY_SCRIPT in request.headers else back_to(matter, "aside")
        )
    if DROP in request.POST:
        drop(who, matter, writing.id_of_form(request))
        return back_to(matter, "dropped")
    said, faults = read_memo(form.model, typed_values(request), now=timezone.now())
    if said is None:
        return _page(request, who, matter, form, takes_back, faults)
    ends = takes_back.row.name if takes_back else ""
    keep(who, matter, said, writing.id_of_form(request), takes_back=ends)
    return back_to(matter, "kept")


def _put_aside(request: HttpRequest, who: SignedIn, matter: Matter, form: Form) -> None:
    name, values = writing.id_of_form(request), typed_values(request)
    put_aside(who, matter, name, request.path, form.title, values)


def _page(
    request: HttpRequest,
    who: SignedIn,
    matter: Matter,
    form: Form,
    takes_back: Agreed | None,
    faults: dict[str, str] | None = None,
) -> HttpResponse:
    """The form as it was sent, or as it was put aside, or empty; what waits is told above it."""
    waiting = [one for one in half_written(who, matter) if one.address == request.path]
    here = _asked_for(request, waiting)
    values = typed_values(request) if faults else here.values if here else form.usual
    inputs = FormPage(form.model, values, faults or {})
    page = {
        "who": who,
        "matter": matter,
        "form": inputs,
        "faults": inputs.summary,
        "memo": takes_back,
        "entry_id": here.form if here else writing.id_of_form(request),
        "half_written": [] if faults else waiting,
        "here": here,
    }
    return render(request, form.template, page, status=422 if faults else 200)


def _asked_for(request: HttpRequest, waiting: list[HalfWritten]) -> HalfWritten | None:
    asked = request.GET.get(RESUME)
    return next((one for one in waiting if one.form == asked), None)
