"""The page of one section of a visit, for every view that edits."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from borrower_guide.cases import writing
from borrower_guide.cases.forms.page import FormPage
from borrower_guide.cases.forms.sections import SECTIONS, Section, following
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.state import project
from borrower_guide.cases.things import Thing


def section_page(
    request: HttpRequest,
    opened: OpenCase,
    thing: Thing,
    section: Section,
    form: FormPage,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page of one section, with what was typed and its faults."""
    page = {
        "opened": opened,
        "thing": thing,
        "section": section,
        "sections": SECTIONS,
        "following": following(section),
        "form": form,
        "faults": form.summary,
        "based_on": request.POST.get("based_on") or len(opened.entries),
        "entry_id": writing.id_of_form(request),
        "saved": request.GET.get("saved", ""),
        "exhibits": opened.state.exhibits,
        **more,
    }
    return render(request, f"cases/edit/{section.id}.html", page, status=status)


def next_page(
    request: HttpRequest, opened: OpenCase, thing: Thing, section: Section, how: str
) -> str:
    """On to the following section, or back to the visit."""
    after = following(section)
    if "next" in request.POST and after:
        address = reverse("cases:visit_edit", args=[opened.ref, thing.subject])
        return f"{address}?part={after.id}&saved={how}"
    return reverse("cases:visit", args=[opened.ref, thing.subject]) + f"?saved={how}"


def as_shown(opened: OpenCase, thing: Thing, request: HttpRequest) -> dict[str, Any]:
    """The thing's payload as the page showed it: two tabs that edit different fields merge."""
    last = based_on(request, opened)
    state = project(entry for entry in opened.entries if entry.seq <= last)
    then = state.thing(thing.subject) or thing
    payload: dict[str, Any] = then.value.to_payload() if then.value else then.payload
    return payload


def based_on(request: HttpRequest, opened: OpenCase) -> int:
    """The newest entry that the page knew, as its form says; else the newest there is."""
    typed = request.POST.get("based_on", "")
    known = typed.isascii() and typed.isdigit() and len(typed) < 7 and int(typed) > 0
    return min(int(typed), len(opened.entries)) if known else len(opened.entries)
