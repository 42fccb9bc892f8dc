"""Writing a visit down, and reading it again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from borrower_guide.cases import writing
from borrower_guide.cases.carrying import NOTHING, Carried, carried
from borrower_guide.cases.entries import Kind
from borrower_guide.cases.findings import assessed, is_over
from borrower_guide.cases.forms.quick import QuickForm
from borrower_guide.cases.forms.quick_page import QuickPage
from borrower_guide.cases.forms.sections import SECTIONS
from borrower_guide.cases.gate import OpenCase, open_case, open_or_begin
from borrower_guide.cases.things import Thing
from borrower_guide.cases.told_visit import told_sections
from borrower_guide.cases.views.drafted import drafted
from borrower_guide.cases.views.first_page import Asked, first_page

TITLE = "再记一次来访"
CONSENT = "要先在这里打勾，才能存。"
LATE = "这一页放得太久，还没存。写的都在，再点一次“先存下来”就好。"


@require_http_methods(["GET", "POST"])
@drafted(lambda _: TITLE, open_or_begin)
def new(request: HttpRequest, opened: OpenCase) -> HttpResponse:
    """The quick page; `?full=1` goes on to the long form once the first taps are saved."""
    carry = carried(opened)
    values = {name: request.POST.getlist(name) for name in request.POST}
    plain = opened.is_owners and carry is NOTHING and not opened.drafts_here
    if request.method != "POST" and plain:
        asked = Asked(*(key in request.GET for key in Asked._fields))
        return HttpResponse(first_page(request, asked, None if opened.is_new else opened.ref))
    if request.method != "POST":
        first = carry.first_values(now_tapped="now" in request.GET, now=timezone.now())
        return _quick_page(request, opened, carry, QuickForm(values or first, now=timezone.now()))
    form = QuickForm(values, now=timezone.now(), initial=carry.kept(values))
    if opened.is_new and "consent" not in request.POST:
        form.faults["consent"] = CONSENT
    if request.path != reverse("cases:visit_new", args=[opened.ref]):
        form.faults["consent"] = LATE
    if not form.read():
        return _quick_page(request, opened, carry, form, status=422)
    saved = writing.add_visit(
        opened,
        entry_id=writing.id_of_form(request),
        payload=form.payload,
        loan=carry.new_loan(values),
        about=carry.about(values),
    )
    opened.keep(prefill=None)
    return redirect(_next_page(request, opened, saved, unsafe=form.unsafe))


@require_safe
def show(request: HttpRequest, ref: str, subject: str) -> HttpResponse:
    """One visit: what is written, what it may mean, and what is still missing."""
    opened = open_case(request, ref)
    thing = find_visit(opened, subject)
    sections = told_sections(opened.state, thing)
    page = {
        "opened": opened,
        "thing": thing,
        "sections": sections,
        "empty": [told.section for told in sections if not told.lines],
        "assessment": assessed(opened.state, thing),
        "over": is_over(thing.value, timezone.now()),
        "unsafe": "help" in request.GET,
        "intake": "intake" in request.GET,
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "cases/visit.html", page)


def find_visit(opened: OpenCase, subject: str) -> Thing:
    """The visit at this address, withdrawn ones included; 404 if there is none."""
    thing = opened.state.thing(subject)
    if thing is None or thing.kind is not Kind.VISIT:
        raise Http404
    return thing


def _quick_page(
    request: HttpRequest, opened: OpenCase, carry: Carried, form: QuickForm, status: int = 200
) -> HttpResponse:
    page: dict[str, Any] = {
        "opened": opened,
        "form": QuickPage(form),
        "faults": QuickPage(form).summary,
        "carry": carry,
        "carried": carry.ticked(form.values),
        "entry_id": writing.id_of_form(request),
        "consented": "consent" in form.values,
        "full": request.GET.get("full") or request.POST.get("full", ""),
        "lost": "lost" in request.GET,
        "closed": "closed" in request.GET,
        "same": "same" in request.GET or "same" in request.POST,
        "action": reverse("cases:visit_new", args=[opened.ref]),
        "back": reverse("cases:overview", args=[opened.ref]),
    }
    return render(request, "cases/quick.html", page, status=status)


def _next_page(
    request: HttpRequest, opened: OpenCase, saved: writing.Saved, *, unsafe: bool
) -> str:
    visit = reverse("cases:visit", args=[opened.ref, saved.subject])
    if unsafe:
        return f"{visit}?saved={saved.how}&help=1"
    if opened.holding.code is not None:
        return reverse("cases:number", args=[opened.ref]) + f"?saved={saved.how}"
    if request.POST.get("full"):
        edit = reverse("cases:visit_edit", args=[opened.ref, saved.subject])
        return f"{edit}?part={SECTIONS[0].id}&saved={saved.how}"
    return f"{visit}?saved={saved.how}"
