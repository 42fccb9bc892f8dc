"""One letter: looked at and changed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from borrower_guide.cases import writing
from borrower_guide.cases.entries import derived
from borrower_guide.cases.forms.visit import changes
from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.things import Thing
from borrower_guide.cases.views.drafted import drafted
from borrower_guide.cases.views.section import as_shown, based_on
from borrower_guide.law_in_use import library
from borrower_guide.letters.form import load_papers
from borrower_guide.letters.kept import BLOCK, is_sent, letters_of, paper_of, words_of, written_at
from borrower_guide.letters.pages.beginning import begin
from borrower_guide.letters.pages.told import told_letter
from borrower_guide.letters.pages.write import boxes, faults_of, pieces, read_blocks
from borrower_guide.letters.paper import Block
from borrower_guide.letters.printing import page_context, unprintable
from borrower_guide.letters.since import complaint_of
from borrower_guide.printing.faults import CannotRender


def find(opened: OpenCase, subject: str) -> Thing:
    """The letter at this address, a withdrawn one too; 404 if there is none."""
    thing = next((one for one in letters_of(opened.state) if one.subject == subject), None)
    if thing is None:
        raise Http404
    return thing


@require_safe
def show(request: HttpRequest, ref: str, subject: str) -> HttpResponse:
    """The letter as it prints, and what can be done with it."""
    opened = open_case(request, ref)
    thing = find(opened, subject)
    paper = paper_of(words_of(thing))
    page = {
        "opened": opened,
        "thing": thing,
        "letter": told_letter(thing, library()),
        "known": thing.payload["paper"] in load_papers(),
        "saved": request.GET.get("saved", ""),
        "boxed": _boxed(paper),
        "exhibits": thing.payload["chosen"].get("e", []),
        "complaint": opened.state.thing(complaint_of(thing)),
        **page_context(paper, written_at(thing)),
    }
    return render(request, "letters/show.html", page)


def _boxed(paper: Any) -> tuple[str, ...]:
    try:
        return unprintable(paper)
    except CannotRender:
        return ()


@require_http_methods(["GET", "POST"])
@drafted(lambda opened, subject: f"改{find(opened, subject).payload['title']}")
def edit(request: HttpRequest, opened: OpenCase, subject: str) -> HttpResponse:
    """Change its words: only what was changed here is written. A sent one stays as it is."""
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


def address_of(opened: OpenCase, thing: Thing) -> str:
    """Where its page is."""
    return reverse("letters:letter", args=[opened.ref, thing.subject])


def back_to(opened: OpenCase, thing: Thing, saved: str) -> HttpResponse:
    """To its page, which tells how something was `saved`."""
    return redirect(address_of(opened, thing) + (f"?saved={saved}" if saved else ""))


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
