"""Contacts, complaints, notes and loans: written, read, amended and withdrawn."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from borrower_guide.cases import writing
from borrower_guide.cases.asking import asking, channel_of
from borrower_guide.cases.entries import Kind, NewEntry
from borrower_guide.cases.forms.kinds import FORMS, KindForm, read_kind
from borrower_guide.cases.forms.page import FormPage
from borrower_guide.cases.forms.places import Places
from borrower_guide.cases.forms.typed import Values, flatten
from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.history import written_text
from borrower_guide.cases.kinds.told_thing import told_lines
from borrower_guide.cases.naming import NAMES, name_of, not_told, writer_of
from borrower_guide.cases.things import Thing
from borrower_guide.cases.views.drafted import drafted
from borrower_guide.cases.views.section import as_shown, based_on
from borrower_guide.law_in_use import library


@require_http_methods(["GET", "POST"])
@drafted(lambda _, kind: FORMS[kind].verb)
def new(request: HttpRequest, opened: OpenCase, kind: Kind) -> HttpResponse:
    """Write one down. Its id comes with the form, so that a second submit finds the first."""
    form = FORMS[kind]
    if request.method != "POST":
        return _page(request, opened, form, _posted(request) or _as_page(form, {}), {})
    values, faults = _typed(request, form)
    payload, wrong = read_kind(form, values, {}, {}, now=timezone.now())
    if faults := faults | wrong:
        return _page(request, opened, form, _posted(request), faults, status=422)
    name = writing.id_of_form(request)
    payload = writing.to_subjects(opened, payload)
    fresh = NewEntry(kind=kind, subject=name, id=name, payload=payload)
    saved = writing.add(opened, fresh, form=name)
    return redirect(_address(opened.ref, kind, saved.subject) + f"?saved={saved.how}")


@require_safe
def show(request: HttpRequest, ref: str, subject: str, kind: Kind) -> HttpResponse:
    """One of them: what is written, when, and for a complaint when to ask again."""
    opened = open_case(request, ref)
    thing = find(opened, subject, kind)
    page: dict[str, Any] = {
        "opened": opened,
        "thing": thing,
        "title": name_of(thing),
        "lines": told_lines(thing),
        "saved": request.GET.get("saved", ""),
        "written": written_text(thing.entry.logged_at),
        "by": writer_of(thing.entry.by),
        "verb": FORMS[kind].verb,
        "again": reverse(f"cases:{kind.value}_new", args=[ref]),
        **{
            step: reverse(f"cases:{kind.value}_{step}", args=[ref, subject])
            for step in ("edit", "withdraw", "history")
        },
    }
    if kind is Kind.COMPLAINT and not thing.withdrawn:
        today = timezone.localdate()
        clocks = asking(thing.value, opened.state, library())
        loans = [loan for loan in opened.state.loans if not loan.withdrawn]
        channel = channel_of(thing.value, library())
        page |= {
            "asks": [(one, one.passed(today)) for one in clocks],
            "channel": channel,
            "more_clocks": channel and len(channel.clocks) > len(clocks),
            "loan": next((loan for loan in loans if not_told(loan.value)), None),
            "mixed": bool(loans) and not any(not_told(loan.value) for loan in loans),
        }
    return render(request, "cases/kinds/show.html", page)


@require_http_methods(["GET", "POST"])
@drafted(lambda opened, subject, kind: f"改{name_of(find(opened, subject, kind))}")
def edit(request: HttpRequest, opened: OpenCase, subject: str, kind: Kind) -> HttpResponse:
    """Amend it: only what was changed on this page is written."""
    form, thing = FORMS[kind], find(opened, subject, kind)
    current = thing.value.to_payload()
    if request.method != "POST":
        told = _posted(request) or _as_page(form, current)
        return _page(request, opened, form, told, {}, thing=thing)
    values, faults = _typed(request, form)
    shown = as_shown(opened, thing, request)
    changed, wrong = read_kind(form, values, shown, current, now=timezone.now())
    if faults := faults | wrong:
        return _page(request, opened, form, _posted(request), faults, thing=thing, status=422)
    stored = writing.stored(opened, changed)
    news = writing.amendment(thing, stored, based_on=based_on(request, opened))
    opened.append(*news)
    how = "amended" if news else "same"
    return redirect(_address(opened.ref, kind, subject) + f"?saved={how}")


def find(opened: OpenCase, subject: str, kind: Kind) -> Thing:
    """The thing of that kind at this address, withdrawn ones included; 404 if there is none."""
    thing = opened.state.thing(subject)
    if thing is None or thing.kind is not kind:
        raise Http404
    return thing


def _address(ref: str, kind: Kind, subject: str) -> str:
    return reverse(f"cases:{kind.value}", args=[ref, subject])


def _posted(request: HttpRequest) -> dict[str, list[str]]:
    return {name: request.POST.getlist(name) for name in request.POST}


def _typed(request: HttpRequest, form: KindForm) -> tuple[Values, dict[str, str]]:
    """What was typed, a chosen place by its name, and the fault of two places at once."""
    values = _posted(request)
    if form.kind is not Kind.COMPLAINT:
        return values, {}
    return Places.of(library()).read(values)


def _as_page(form: KindForm, payload: dict[str, Any]) -> dict[str, list[str]]:
    values = flatten(form.model, payload)
    return Places.of(library()).shown(values) if form.kind is Kind.COMPLAINT else values


def _page(
    request: HttpRequest,
    opened: OpenCase,
    form: KindForm,
    values: dict[str, list[str]],
    faults: dict[str, str],
    *,
    thing: Thing | None = None,
    status: int = 200,
) -> HttpResponse:
    inputs = FormPage(form.model, values, faults)
    page: dict[str, Any] = {
        "opened": opened,
        "thing": thing,
        "title": f"改{name_of(thing)}" if thing else form.verb,
        "name": NAMES[form.kind],
        "form": inputs,
        "faults": inputs.summary,
        "entry_id": writing.id_of_form(request),
        "based_on": request.POST.get("based_on") or len(opened.entries),
        "exhibits": opened.state.exhibits,
    }
    if form.kind is Kind.COMPLAINT:
        page["places"] = Places.of(library()).options(values)
    return render(request, f"cases/kinds/{form.kind.value}.html", page, status=status)
