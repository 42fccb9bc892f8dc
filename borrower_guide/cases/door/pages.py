"""While someone is at the door: one tap, one moment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from borrower_guide.cases import writing
from borrower_guide.cases.access import cookies
from borrower_guide.cases.access.cookies import Holding
from borrower_guide.cases.door import moments, tapping
from borrower_guide.cases.door.form import DoorForm
from borrower_guide.cases.entries import Kind, new_id
from borrower_guide.cases.gate import OpenCase, open_or_begin
from borrower_guide.cases.models import KeySlot
from borrower_guide.cases.things import Thing
from borrower_guide.schema.moment import TAP_GROUPS
from borrower_guide.schema.telling import clock_text

CONSENT = "先在这里打勾，刚才点的才能存。"
LATE = "这一页放得太久，还没存。打勾再点一次就好。"


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """On to the file opened last in this browser; where none is open, a new one without a row."""
    held = sorted(cookies.held(request), key=lambda one: (not one.fresh, one.opened), reverse=True)
    known = next((one for one in held if one.fresh or _is_there(one)), None)
    holding = cookies.keep(request, known or Holding.begun())
    return redirect("cases:door", holding.ref)


@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, ref: str) -> HttpResponse:
    """Big buttons, each with its minute; below them what was tapped so far."""
    opened = open_or_begin(request, ref)
    form = DoorForm({name: request.POST.getlist(name) for name in request.POST}, now=timezone.now())
    if request.method != "POST":
        return _page(request, opened, form)
    if "undo" in request.POST:
        return _undone(request, opened, form)
    if opened.is_new and not form.consented:
        form.faults["consent"] = CONSENT
        form.wait()
    if opened.ref != ref:
        form.faults["consent"] = LATE
        form.wait()
    if form.faults or not form.read():
        return _page(request, opened, form, status=422)
    saved = tapping.save_taps(opened, form, entry_id=writing.id_of_form(request))
    return redirect(reverse("cases:door", args=[opened.ref]) + f"?saved={saved.how}")


def _undone(request: HttpRequest, opened: OpenCase, form: DoorForm) -> HttpResponse:
    """Take back one tap. A line that stands unsaved in the field stays there."""
    thing = None if opened.is_new else opened.state.thing(request.POST["undo"])
    if thing and thing.kind is Kind.MOMENT and thing.subject not in moments.visits_of(opened.state):
        tapping.undo(opened, thing)
    if form.note:
        return _page(request, opened.again(), form, undone=thing)
    return redirect(reverse("cases:door", args=[opened.ref]) + "?saved=withdrawn")


def _page(
    request: HttpRequest, opened: OpenCase, form: DoorForm, status: int = 200, **more: object
) -> HttpResponse:
    state = None if opened.is_new else opened.state
    told = moments.in_order(state.moments) if state else []
    taken = moments.visits_of(state) if state else {}
    live = [one for one in told if not one.withdrawn and one.subject not in taken]
    newest = max(live, key=lambda one: one.entry.seq, default=None)
    page = {
        "opened": opened,
        "form": form,
        "faults": [(f"f-{name}", text) for name, text in form.faults.items()],
        "groups": TAP_GROUPS,
        "told": [Line(one) for one in told if one.subject not in taken],
        "live": live,
        "newest": Line(newest) if newest else None,
        "entry_id": new_id() if status == 200 else writing.id_of_form(request),
        "saved": request.GET.get("saved", ""),
        "consented": form.consented,
        **more,
    }
    return render(request, "cases/door.html", page, status=status)


class Line:
    """One moment as a list shows it."""

    def __init__(self, moment: Thing) -> None:
        self.thing = moment
        self.when = moments.told_at(moment)
        self.clock = clock_text(self.when)
        self.words = moments.words_of(moment)
        self.late = moments.saved_late(moment)


def _is_there(holding: Holding) -> bool:
    return KeySlot.objects.filter(pk=holding.slot, case_id=holding.ref).exists()
