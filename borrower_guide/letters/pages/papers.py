"""A new paper of a case: choosing what goes into it, writing it, keeping it."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases import writing
from borrower_guide.cases.entries import Kind, NewEntry, derived
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.things import Thing
from borrower_guide.cases.views.drafted import drafted
from borrower_guide.law_in_use import library
from borrower_guide.letters.choosing import ASKED, PAPER
from borrower_guide.letters.form import PaperForm, load_papers
from borrower_guide.letters.kept import is_sent, letters_of, payload_of
from borrower_guide.letters.knowing import to_know
from borrower_guide.letters.pages.beginning import COPY_OF, Beginning, begin
from borrower_guide.letters.pages.choose import inputs_of
from borrower_guide.letters.pages.write import faults_of, pieces, read_blocks
from borrower_guide.letters.planning import ADD, COUNT


@require_http_methods(["GET", "POST"])
@drafted(lambda opened: f"写{_form(opened.request).title}")
def new(request: HttpRequest, opened: OpenCase) -> HttpResponse:
    """Choose (GET), write (GET with `edit`, or `from` another letter), keep (POST)."""
    values = _values(request)
    if request.method != "POST" and PAPER not in values:
        return redirect("letters:list", ref=opened.ref)
    old = _copied(request, opened)
    now = timezone.now()
    begun = begin(_form(request), values, old, opened.state, library(), now=now)
    if request.method == "POST":
        return _save(request, opened, begun, values)
    to_choose = begun.chosen.form.after or inputs_of(begun.chosen, library(), begun.faults)
    if begun.faults or (to_choose and not old and ASKED not in values):
        return _choose(request, opened, begun)
    return _write(request, opened, begun, values)


def _save(
    request: HttpRequest, opened: OpenCase, begun: Beginning, values: Mapping[str, list[str]]
) -> HttpResponse:
    blocks, faults = read_blocks(begun.blocks, values)
    faults |= begun.planning.faults if begun.planning else {}
    if {COUNT, ADD} & values.keys() or faults or begun.faults:
        status = 422 if faults and ADD not in values else 200
        return _write(request, opened, begun, values, faults, status)
    name = _name(request, opened)
    payload = payload_of(begun.paper(blocks), [one.key for one in blocks], begun.chosen)
    fresh = NewEntry(kind=Kind.RECORD, subject=name, id=name, payload=payload)
    saved = writing.add(opened, fresh, form=name)
    address = reverse("letters:letter", args=[opened.ref, saved.subject])
    return redirect(f"{address}?saved={saved.how}")


def _name(request: HttpRequest, opened: OpenCase) -> str:
    """The id that came with the form; of a letter that was sent meanwhile, another follows."""
    name = writing.id_of_form(request)
    ours = [one for one in letters_of(opened.state) if one.subject == name]
    known = any(name in (entry.id, entry.subject) for entry in opened.entries)
    frozen = any(is_sent(one) or one.withdrawn for one in ours)
    return derived(name, "another letter") if frozen or (known and not ours) else name


def _choose(request: HttpRequest, opened: OpenCase, begun: Beginning) -> HttpResponse:
    form, inputs = begun.chosen.form, inputs_of(begun.chosen, library(), begun.faults)
    page = {
        "opened": opened,
        "form": form,
        "inputs": inputs,
        "know": to_know(form, library(), timezone.localdate()),
        "faults": [(one.id, one.error) for one in inputs if one.error],
        "no_complaint": form.after and begun.chosen.complaint is None and not begun.faults,
    }
    return render(request, "letters/choose.html", page, status=422 if begun.faults else 200)


def _write(
    request: HttpRequest,
    opened: OpenCase,
    begun: Beginning,
    values: Mapping[str, list[str]],
    faults: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = pieces(begun.blocks, values, faults or {})
    form = begun.chosen.form
    page: dict[str, Any] = {
        "opened": opened,
        "title": form.title,
        "channel": begun.chosen.channel,
        "know": to_know(form, library(), timezone.localdate()),
        "pieces": found,
        "planning": begun.planning,
        "hidden": begun.hidden,
        "faults": [*(begun.planning.summary if begun.planning else []), *faults_of(found)],
        "entry_id": writing.id_of_form(request),
        "action": reverse("letters:new", args=[opened.ref]),
        "lacks_exhibits": begun.lacks_exhibits,
        "resumed": request.GET.get("draft"),
    }
    return render(request, "letters/write.html", page, status=status)


def _values(request: HttpRequest) -> dict[str, list[str]]:
    """What was sent; of a page that came back with a draft, the draft."""
    sent = request.POST or request.GET
    return {name: sent.getlist(name) for name in sent}


def _form(request: HttpRequest) -> PaperForm:
    """The form of the paper that is asked for; 404 if there is none."""
    form = load_papers().get((request.POST or request.GET).get(PAPER, ""))
    if form is None:
        raise Http404
    return form


def _copied(request: HttpRequest, opened: OpenCase) -> Thing | None:
    """The letter that the new one begins with: of the same paper."""
    sent = request.POST or request.GET
    asked, paper = sent.get(COPY_OF, ""), sent.get(PAPER)
    letters = letters_of(opened.state)
    same = (one for one in letters if one.subject == asked and one.payload["paper"] == paper)
    return next(same, None)
