"""One letter: found, looked at, and its address."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from borrower_guide.cases.gate import OpenCase, open_case
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.law_in_use import library
from borrower_guide.letters.choosing import VISIT, as_values
from borrower_guide.letters.form import PaperForm, load_papers
from borrower_guide.letters.kept import (
    chosen_again,
    letters_of,
    paper_of,
    words_of,
    written_at,
)
from borrower_guide.letters.outdated import How, Since, since_written
from borrower_guide.letters.pages.told import told_letter
from borrower_guide.letters.paper import Paper
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
    """The letter as it prints, what can be done with it, and what it does not know yet."""
    opened = open_case(request, ref)
    thing = find(opened, subject)
    paper, form = paper_of(words_of(thing)), load_papers().get(thing.payload["paper"])
    since = since_written(thing, opened.state)
    page = {
        "opened": opened,
        "thing": thing,
        "letter": told_letter(thing, library()),
        "known": form,
        "since": since,
        "again": _again(thing, form, opened.state, since) if form and since else "",
        "saved": request.GET.get("saved", ""),
        "boxed": _boxed(paper),
        "exhibits": thing.payload["chosen"].get("e", []),
        "complaint": opened.state.thing(complaint_of(thing)),
        **page_context(paper, written_at(thing)),
    }
    return render(request, "letters/show.html", page)


def _again(thing: Thing, form: PaperForm, state: CaseState, since: tuple[Since, ...]) -> str:
    """The query that begins the same paper of the case as it is now, with the visits of later."""
    values = as_values(chosen_again(form, thing, state, library())[0])
    values.setdefault(VISIT, []).extend(one.thing.label for one in since if one.how is How.NEW)
    return urlencode(values, doseq=True)


def _boxed(paper: Paper) -> tuple[str, ...]:
    """Characters that no font has; none where nothing can be printed now."""
    try:
        return unprintable(paper)
    except CannotRender:
        return ()


def address_of(opened: OpenCase, thing: Thing) -> str:
    """Where its page is."""
    return reverse("letters:letter", args=[opened.ref, thing.subject])


def back_to(opened: OpenCase, thing: Thing, saved: str) -> HttpResponse:
    """To its page, which tells how something was `saved`."""
    return redirect(address_of(opened, thing) + (f"?saved={saved}" if saved else ""))
