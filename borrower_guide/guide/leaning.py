"""Who leans on a norm: rules, questions, endings, pages, words and channels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from borrower_guide.guide.book import Book
from borrower_guide.guide.flow import Outcome
from borrower_guide.law.channel import Limit
from borrower_guide.law.clock import Clock
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
    words: list[Leaner] = field(default_factory=list)
    channels: list[Leaner] = field(default_factory=list)

    @property
    def rules(self) -> tuple[Leaner, ...]:
        """Every rule and pattern, those that can decide first."""
        return tuple(dict.fromkeys((*self.basis, *self.fallback, *self.see_also)))

    def __bool__(self) -> bool:
        elsewhere = (self.steps, self.outcomes, self.pages, self.words, self.channels)
        return bool(self.rules) or any(elsewhere)


# The lineage, the list of a Leaning, and what leans.
Link = tuple[str, str, Leaner]


def leaning(library: Library, book: Book) -> Mapping[str, Leaning]:
    """By lineage, all that leans on it; a lineage that nothing leans on has an empty one."""
    found = {row.lineage: Leaning() for row in library.provisions.values()}
    for links in (_rules(library), _flows(book), _series(book), _words(book), _channels(library)):
        for lineage, part, leaner in links:
            kept: list[Leaner] = getattr(found[lineage], part)
            if leaner not in kept:
                kept.append(leaner)
    return found


def rule_address(rule: Rule | Pattern) -> str:
    """Where a rule or a pattern is explained."""
    return reverse("guide:rules", args=[rule.principle.value]) + f"#{rule.id}"


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
            leaner = Leaner(node.id, title, reverse("guide:step", args=[flow.id, node.id]))
            for claim in node.claims:
                yield from ((name, part, leaner) for name in claim.basis)


def _series(book: Book) -> Iterator[Link]:
    for series in book.series.values():
        for page in series.pages:
            leaner = Leaner(page.id, page.title, reverse("guide:page", args=[series.id, page.id]))
            for claim in (claim for part in page.parts for claim in part.claims):
                yield from ((name, "pages", leaner) for name in claim.basis)


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
