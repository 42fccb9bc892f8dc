"""Who leans on a norm: rules, questions, endings, pages, words and channels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from django.urls import reverse

from borrower_guide.guide.book import Book
from borrower_guide.guide.flow import Flow, Outcome, Step
from borrower_guide.law.channel import Limit
from borrower_guide.law.clock import Clock
from borrower_guide.law.interest.content import Interest
from borrower_guide.law.interest.saying import Topic
from borrower_guide.law.library import Library
from borrower_guide.law.pattern import Pattern
from borrower_guide.law.rule import Rule


@dataclass(frozen=True, slots=True)
class Leaner:
    """One thing that leans: the id of its row, its title, and its address on this site."""

    id: str
    title: str
    address: str


@dataclass(slots=True)
class Leaning:
    """What leans on one lineage, each list in the order of the content and without repeats.

    `basis`, `fallback` and `see_also` hold rules and patterns by the part that names the lineage.
    """

    basis: list[Leaner] = field(default_factory=list)
    fallback: list[Leaner] = field(default_factory=list)
    see_also: list[Leaner] = field(default_factory=list)
    steps: list[Leaner] = field(default_factory=list)
    outcomes: list[Leaner] = field(default_factory=list)
    pages: list[Leaner] = field(default_factory=list)
    phrases: list[Leaner] = field(default_factory=list)
    words: list[Leaner] = field(default_factory=list)
    channels: list[Leaner] = field(default_factory=list)

    @property
    def rules(self) -> tuple[Leaner, ...]:
        """Every rule and pattern, those that can decide first."""
        return tuple(dict.fromkeys((*self.basis, *self.fallback, *self.see_also)))

    def __bool__(self) -> bool:
        return bool(self.rules or self.channels or self.on_pages)

    @property
    def on_pages(self) -> bool:
        """Whether any page of the guide leans."""
        return any((self.pages, self.outcomes, self.steps, self.phrases, self.words))


# The pages of the money room; sentences of the topics of a plan stand on the second.
_COST, _PLAN = ("cost", "算一算实际利率"), ("plan", "算一算每月能还多少")
_ON_PLAN = {Topic.PROMISE, Topic.PLAN}

# The lineage, the list of a Leaning, and what leans.
Link = tuple[str, str, Leaner]


def leaning(
    library: Library, book: Book, interest: Interest | None = None
) -> Mapping[str, Leaning]:
    """By lineage, all that leans on it; a lineage that nothing leans on has an empty one.

    Pages that compute what a loan costs are named only where `interest`, their content, is given.
    """
    found = {row.lineage: Leaning() for row in library.provisions.values()}
    for lineage, part, leaner in chain(
        _rules(library),
        _series(book),
        _sayings(library),
        _money(interest),
        _flows(book),
        _phrases(library),
        _words(book),
        _channels(library),
    ):
        kept: list[Leaner] = getattr(found[lineage], part)
        if leaner not in kept:
            kept.append(leaner)
    return found


def rule_address(rule: Rule | Pattern) -> str:
    """Where a rule or a pattern is explained."""
    return reverse("guide:rules", args=[rule.principle.value]) + f"#{rule.id}"


def node_address(flow: Flow, node: Step | Outcome) -> str:
    """Where anyone can read it. A question, and findings, need answers: they begin at the first."""
    if isinstance(node, Step) or node.kind == "result":
        return reverse("guide:flow", args=[flow.id])
    return reverse("guide:read", args=[flow.id, node.id])


def _rules(library: Library) -> Iterator[Link]:
    rules: tuple[Rule | Pattern, ...] = (*library.rules.values(), *library.patterns.values())
    for rule in rules:
        leaner = Leaner(rule.id, rule.title, rule_address(rule))
        for part in ("basis", "fallback", "see_also"):
            yield from ((name, part, leaner) for name in getattr(rule, part))


def _flows(book: Book) -> Iterator[Link]:
    for flow in book.flows.values():
        for node in flow.nodes.values():
            part = "outcomes" if isinstance(node, Outcome) else "steps"
            title = node.title if isinstance(node, Outcome) else node.ask
            leaner = Leaner(node.id, title, node_address(flow, node))
            for claim in node.claims:
                yield from ((name, part, leaner) for name in claim.basis)


def _series(book: Book) -> Iterator[Link]:
    for series in book.series.values():
        for page in series.pages:
            leaner = Leaner(page.id, page.title, reverse("guide:page", args=[series.id, page.id]))
            for claim in (claim for part in page.parts for claim in part.claims):
                yield from ((name, "pages", leaner) for name in claim.basis)


def _money(interest: Interest | None) -> Iterator[Link]:
    for saying in interest.sayings if interest else ():
        page, title = _PLAN if saying.topic in _ON_PLAN else _COST
        leaner = Leaner(page, title, reverse(f"money:{page}"))
        yield from ((name, "pages", leaner) for name in saying.basis)


def _sayings(library: Library) -> Iterator[Link]:
    for phrase in library.phrases.values():
        leaner = Leaner(phrase.id, phrase.label, reverse("guide:saying", args=[phrase.id]))
        for claim in phrase.claims:
            yield from ((name, "pages", leaner) for name in claim.basis)


def _phrases(library: Library) -> Iterator[Link]:
    for phrase in library.phrases.values():
        leaner = Leaner(phrase.id, phrase.label, reverse("guide:saying", args=[phrase.id]))
        for claim in phrase.claims:
            yield from ((name, "phrases", leaner) for name in claim.basis)


def _words(book: Book) -> Iterator[Link]:
    for word in book.glossary.words:
        leaner = Leaner(word.id, word.word, reverse("guide:words") + f"#{word.id}")
        yield from ((name, "words", leaner) for name in word.basis)


def _channels(library: Library) -> Iterator[Link]:
    for channel in library.channels:
        leaner = Leaner(channel.id, channel.name, reverse("guide:channel", args=[channel.id]))
        told: tuple[Limit | Clock, ...] = (*channel.limits, *channel.clocks)
        for stated in told:
            yield from ((name, "channels", leaner) for name in stated.basis)
