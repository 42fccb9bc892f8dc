"""他这样说，是什么意思: the phrase table as pages. No words of a reader are ever searched."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from borrower_guide.guide import clock, shelves
from borrower_guide.guide.content import Claim
from borrower_guide.guide.footing import Footed, footed
from borrower_guide.guide.leaning import rule_address
from borrower_guide.law.library import Library
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.phrase import Phrase, PhraseKind
from borrower_guide.law.rule import Level, Rule


@dataclass(frozen=True, slots=True)
class Saying:
    """One phrase as a page tells it. `judges`: title and address of each rule and pattern."""

    phrase: Phrase
    level: Level
    rises_to: Level | None
    claims: tuple[Footed, ...]
    judges: tuple[tuple[str, str], ...]


@require_safe
def sayings(request: HttpRequest) -> HttpResponse:
    """All phrases by kind, each with how it sounds."""
    return render(request, "guide/sayings.html", {"groups": by_kind(shelves.library())})


@require_safe
def saying(request: HttpRequest, phrase: str) -> HttpResponse:
    """One phrase: what it may be, what makes it graver or lighter, what to check first."""
    library = shelves.library()
    if phrase not in library.phrases:
        raise Http404
    told = saying_of(library.phrases[phrase], library, clock.today())
    return render(request, "guide/saying.html", {"saying": told})


def by_kind(library: Library) -> list[tuple[PhraseKind, list[Phrase]]]:
    """The phrases of each kind, in the order of the content."""
    phrases = library.phrases.values()
    told = ((kind, [one for one in phrases if one.kind is kind]) for kind in PhraseKind)
    return [(kind, found) for kind, found in told if found]


def saying_of(phrase: Phrase, library: Library, today: date) -> Saying:
    """The phrase by the law of today; without a source in force nothing is a likely breach."""
    claims = footed(
        [Claim(text=one.text, basis=one.basis) for one in phrase.claims], library, today
    )
    carried = bool(claims)
    rows: list[Rule | Pattern] = [library.rules[key] for key in phrase.rules]
    rows += [library.patterns[key] for key in phrase.patterns]
    return Saying(
        phrase=phrase,
        level=phrase.level if carried or phrase.level is Level.ORDINARY else Level.UNCLEAR,
        rises_to=phrase.rises_to if carried else None,
        claims=claims,
        judges=tuple((row.title, rule_address(row)) for row in rows),
    )


def saying_address(phrase: Phrase) -> str:
    """Where a phrase is explained."""
    return reverse("guide:saying", args=[phrase.id])
