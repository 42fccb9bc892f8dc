"""One letter changed: only what was changed is written. A sent one stays as it is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from borrower_guide.cases import writing
from borrower_guide.cases.entries import derived
from borrower_guide.cases.forms.visit import changes
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.things import Thing
from borrower_guide.cases.views.drafted import drafted
from borrower_guide.cases.views.section import as_shown, based_on
from borrower_guide.law_in_use import library
from borrower_guide.letters.form import load_papers
from borrower_guide.letters.kept import BLOCK, is_sent, paper_of
from borrower_guide.letters.pages.beginning import begin
from borrower_guide.letters.pages.letter import back_to, find
from borrower_guide.letters.pages.told import told_letter
from borrower_guide.letters.pages.write import boxes, faults_of, pieces, read_blocks
from borrower_guide.letters.paper import Block


@require_http_methods(["GET", "POST"])
@drafted(lambda opened, subject: f"改{find(opened, subject).payload['title']}")
def edit(request: HttpRequest, opened: OpenCase, subject: str) -> HttpResponse:
    """Its words in boxes, and what was typed there."""
    thing = find(opened, subject)
    values = {name: request.POST.getlist(name) for name in request.POST}
    if is_sent(thing) or thing.withdrawn:
        return _frozen(request, opened, thing, values)
    shown = as_shown(opened, thing, request)
    blocks = _blocks(thing, shown)
    if request.method != "POST":
        return _page(request, opened, thing, blocks, values)
    typed, faults = read_blocks(blocks, values)
    if faults:
        return _page(request, opened, thing, blocks, values, faults, status=422)
    told = {BLOCK + one.key: one for one in typed}
    said = {name: one.to_json() for name, one in told.items() if one.lines or name in shown}
    changed = changes(sorted(said), said, shown, thing.payload)
    news = writing.amendment(thing, changed, based_on=based_on(request, opened))
    opened.append(*news)
    return back_to(opened, thing, "amended" if news else "same")


def _blocks(thing: Thing, shown: dict[str, Any]) -> tuple[Block, ...]:
    """The blocks as the page showed them, with a box for each that may be filled."""
    form = load_papers().get(thing.payload["paper"])
    forms = form.blocks_for(thing.payload["to"]) if form else ()
    allowed = tuple(one for one in forms if one.key in thing.payload["order"])
    return boxes(paper_of(shown).blocks, allowed)


def _frozen(
    request: HttpRequest, opened: OpenCase, thing: Thing, values: dict[str, list[str]]
) -> HttpResponse:
    """It stays as it is; what was typed meanwhile can be kept as another letter."""
    typed = any(name.startswith(BLOCK) for name in values)
    form = load_papers().get(thing.payload["paper"])
    page: dict[str, Any] = {
        "opened": opened,
        "thing": thing,
        "letter": told_letter(thing, library()),
        "known": form,
        "typed": typed,
    }
    if form and typed:
        now = timezone.now()
        begun = begin(form, {}, thing, opened.state, library(), now=now)
        page |= {
            "pieces": pieces(begun.blocks, values, {}),
            "hidden": begun.hidden,
            "entry_id": derived(thing.subject, "another letter"),
        }
    return render(request, "letters/frozen.html", page, status=409 if typed else 200)


def _page(
    request: HttpRequest,
    opened: OpenCase,
    thing: Thing,
    blocks: tuple[Block, ...],
    values: dict[str, list[str]],
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = pieces(blocks, values, faults or {})
    page = {
        "opened": opened,
        "thing": thing,
        "title": f"改{thing.payload['title']}",
        "channel": told_letter(thing, library()).channel,
        "pieces": found,
        "faults": faults_of(found),
        "based_on": request.POST.get("based_on") or len(opened.entries),
        "entry_id": writing.id_of_form(request),  # tells two tabs' drafts apart
        "action": reverse("letters:edit", args=[opened.ref, thing.subject]),
    }
    return render(request, "letters/write.html", page, status=status)
