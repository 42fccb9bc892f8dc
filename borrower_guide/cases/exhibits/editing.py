"""Adding an exhibit and saying more of it: a file, or what is said of something kept elsewhere."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases import writing
from borrower_guide.cases.entries import Kind, NewEntry
from borrower_guide.cases.exhibits import saving as exhibit_saving
from borrower_guide.cases.exhibits.files import CaseFull, has_file
from borrower_guide.cases.exhibits.form import (
    FIELDS,
    FILE_FIELDS,
    VISITS,
    plain_name,
    read_exhibit,
    visit_choice,
)
from borrower_guide.cases.exhibits.pages import find_exhibit, visits_of
from borrower_guide.cases.exhibits.small_copy import TooManyPixels
from borrower_guide.cases.exhibits.uploads import FIELD, SealedUpload, upload_fault
from borrower_guide.cases.forms.page import FormPage
from borrower_guide.cases.forms.typed import flatten
from borrower_guide.cases.forms.visit import changes
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.naming import name_of
from borrower_guide.cases.state import project
from borrower_guide.cases.things import Thing
from borrower_guide.cases.views.drafted import drafted
from borrower_guide.cases.views.section import as_shown, based_on
from borrower_guide.schema.exhibit import Exhibit
from borrower_guide.site.kept import WHOLE

NOTHING = "选一个文件，或者写个名称"
AGAIN = "文件要再选一次"
BROKEN_OFF = "文件没有传完，请再选一次"
FULL = "这份记录的文件加起来满 200 MB 了。下面写它在哪里就好"
TOO_MANY_PIXELS = "这张照片的尺寸太大，请换一张小的"
HAS_ONE = "这份证据已有文件。另一个文件，请新加一份"
NOT_IT = "和记下的摘要对不上。另一个文件，请新加一份"


@require_http_methods(["GET", "POST"])
@drafted(lambda _: "加一份证据")
def new(request: HttpRequest, opened: OpenCase) -> HttpResponse:
    """Add one exhibit; `?visit=` ticks the visit it was asked for from."""
    if request.method != "POST":
        visit = opened.state.thing(request.GET.get("visit", ""))
        first = {VISITS: [visit.label]} if visit else {}
        return _form_page(request, opened, None, _typed(request) or first, {})
    return _save(request, opened, None)


@require_http_methods(["GET", "POST"])
@drafted(lambda opened, subject: f"改{name_of(find_exhibit(opened, subject))}")
def edit(request: HttpRequest, opened: OpenCase, subject: str) -> HttpResponse:
    """Say more of an exhibit, and add its file where there is none yet."""
    thing = find_exhibit(opened, subject)
    if request.method == "POST":
        return _save(request, opened, thing)
    values = flatten(Exhibit, thing.value.to_payload())
    values[VISITS] = [visit.label for visit in visits_of(opened, thing)]
    return _form_page(request, opened, thing, _typed(request) or values, {})


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return {name: request.POST.getlist(name) for name in request.POST}


def _save(request: HttpRequest, opened: OpenCase, thing: Thing | None) -> HttpResponse:
    values = _typed(request)
    typed = read_exhibit(values, now=timezone.now())
    upload = _upload(request)
    sent_before = thing or opened.state.thing(request.POST.get("entry_id", ""))
    payload = {**typed.payload, **_file_fields(upload, sent_before, typed.payload)}
    faults = {**_file_fault(request, opened, upload, thing, payload), **typed.faults}
    if not faults:
        write = _amended if thing else _added
        try:
            saved = exhibit_saving.save(
                opened, upload, lambda: write(request, opened, thing, payload)
            )
            address = reverse("cases:exhibit", args=[opened.ref, saved.subject])
            return redirect(f"{address}?saved={saved.how}")
        except (CaseFull, TooManyPixels) as fault:
            faults = {FIELD: FULL if isinstance(fault, CaseFull) else TOO_MANY_PIXELS}
    if upload:
        faults = {FIELD: AGAIN, **faults}
    return _form_page(request, opened, thing, values, faults, status=422)


def _added(
    request: HttpRequest, opened: OpenCase, _: Thing | None, payload: dict[str, Any]
) -> writing.Saved:
    form = writing.id_of_form(request)
    exhibit = NewEntry(kind=Kind.EXHIBIT, subject=form, id=form, payload=payload)
    return writing.add(opened, *_links(request, opened, form), exhibit, form=form)


def _amended(
    request: HttpRequest, opened: OpenCase, thing: Thing | None, payload: dict[str, Any]
) -> writing.Saved:
    if thing is None:
        raise Http404
    shown, current = as_shown(opened, thing, request), thing.value.to_payload()
    changed = changes((*FIELDS, *FILE_FIELDS), payload, shown, current)
    news = writing.amendment(thing, changed, based_on=based_on(request, opened))
    news += _links(request, opened, thing.subject)
    opened.append(*news)
    return writing.Saved(thing.subject, "amended" if news else "same")


def _links(request: HttpRequest, opened: OpenCase, subject: str) -> list[NewEntry]:
    last = based_on(request, opened)
    shown = project(entry for entry in opened.entries if entry.seq <= last)
    ticked = request.POST.getlist(VISITS)
    return exhibit_saving.links(opened, subject, ticked, shown=shown, based_on=last)


def _upload(request: HttpRequest) -> SealedUpload | None:
    upload = request.FILES.get(FIELD)
    return upload if isinstance(upload, SealedUpload) else None


def _file_fields(
    upload: SealedUpload | None, before: Thing | None, typed: dict[str, Any]
) -> dict[str, Any]:
    """What the journal says of the file; a form sent again without it takes nothing away."""
    if upload is None:
        known = before.payload if before and before.kind is Kind.EXHIBIT else {}
        return {name: known[name] for name in FILE_FIELDS if name in known}
    sealed = upload.sealed
    fields = {"file": plain_name(upload.name or ""), "sha256": sealed.sha256, "size": sealed.size}
    return fields if typed.get("kind") else {"kind": upload.found.kind.value, **fields}


def _file_fault(
    request: HttpRequest,
    opened: OpenCase,
    upload: SealedUpload | None,
    thing: Thing | None,
    payload: dict[str, Any],
) -> dict[str, str]:
    fault = upload_fault(request)
    if not fault and WHOLE not in request.POST:
        fault = BROKEN_OFF
    known = thing.payload.get("sha256") if thing else None
    if not fault and thing and upload and known and known != upload.sealed.sha256:
        fault = HAS_ONE if has_file(opened, thing) else NOT_IT
    if not fault and not payload:
        fault = NOTHING
    return {FIELD: fault} if fault else {}


def _form_page(
    request: HttpRequest,
    opened: OpenCase,
    thing: Thing | None,
    values: dict[str, list[str]],
    faults: dict[str, str],
    status: int = 200,
) -> HttpResponse:
    form = FormPage(Exhibit, values, faults)
    page = {
        "opened": opened,
        "thing": thing,
        "form": form,
        "faults": form.summary,
        "file_error": faults.get(FIELD, ""),
        "takes_file": thing is None or FIELD in faults or not has_file(opened, thing),
        "visits": visit_choice(opened.state.visits, values.get(VISITS, [])),
        "based_on": based_on(request, opened),
        "entry_id": writing.id_of_form(request),
        "whole": WHOLE,
    }
    return render(request, "cases/exhibits/edit.html", page, status=status)
