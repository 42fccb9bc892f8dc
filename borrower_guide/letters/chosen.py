"""What a person chose for one paper, out of the case and the law. No Django."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.law.channel import Channel
from borrower_guide.law.finding import Citation
from borrower_guide.law.request import Request
from borrower_guide.letters.facts import exhibit_numbers
from borrower_guide.letters.form import BlockForm, PaperForm
from borrower_guide.letters.since import told_last
from borrower_guide.money.plan import Plan


@dataclass(frozen=True)
class Chosen:
    """Things that were withdrawn are never among them. `complaint`: the one to follow up.

    `options`: the ids of the ticked options of the form; None: as the form sets them.
    `picked`: the loans that it is about; without any, those of its visits.
    `plan`, `first_due`: the sums and the first day of paying, typed on the page of this paper.
    """

    form: PaperForm
    state: CaseState
    channel: Channel | None = None
    visits: tuple[Thing, ...] = ()
    requests: tuple[Request, ...] = ()
    provisions: tuple[Citation, ...] = ()
    complaint: Thing | None = None
    options: frozenset[str] | None = None
    picked: tuple[Thing, ...] = ()
    plan: Plan | None = None
    first_due: date | None = None

    @property
    def forms(self) -> tuple[BlockForm, ...]:
        """The blocks of this paper in the order of its channel, once for each piece of evidence
        where they are for each; each then has a key of its own, as `about_3`. Without a piece they
        stand there once, as blanks."""
        return tuple(self._for_each(self.wanted))

    @property
    def wanted(self) -> tuple[BlockForm, ...]:
        """The blocks of the form that this channel and the ticked options ask for."""
        told = self.form.blocks_for(self.channel.id if self.channel else "")
        return tuple(one for one in told if not one.when or self.has(one.when))

    @property
    def told_visits(self) -> tuple[Thing, ...]:
        """The chosen visits; in a paper that comes after another, those that are new."""
        return self._fresh(self.visits)

    @property
    def loans(self) -> tuple[Thing, ...]:
        """Those that were picked, or of the chosen visits; where none is named, all of the case."""
        if self.picked:
            return self.picked
        named = {thing.value.loan for thing in self.visits}
        live = _live(self.state.loans)
        return tuple(loan for loan in live if loan.label in named) or live

    @property
    def exhibits(self) -> tuple[Thing, ...]:
        """The exhibits of the chosen visits, and those that belong to no visit."""
        everywhere = {one for visit in _live(self.state.visits) for one in visit.value.exhibits}
        here = {one for visit in self.visits for one in visit.value.exhibits}
        live = self._fresh(_live(self.state.exhibits))
        return tuple(one for one in live if one.label in here or one.label not in everywhere)

    @property
    def contacts(self) -> tuple[Thing, ...]:
        return self._fresh(_live(self.state.contacts))

    @property
    def complaints(self) -> tuple[Thing, ...]:
        return _live(self.state.complaints)

    @property
    def asked_of_visits(self) -> frozenset[str]:
        """The fields of a visit that the addressee asks for."""
        wants = self.channel.wants if self.channel else ()
        paths = (path.split(".") for want in wants for path in want.fields)
        return frozenset(path[1] for path in paths if path[0] == "visits")

    def has(self, option: str) -> bool:
        """Whether that option of the form is ticked."""
        if self.options is not None:
            return option in self.options
        return any(one.on for one in self.form.options if one.id == option)

    def _for_each(self, forms: tuple[BlockForm, ...]) -> Iterator[BlockForm]:
        """Blocks for one piece stay together, one piece after another."""
        for kinds, group in groupby(forms, key=lambda form: form.each):
            together = tuple(group)
            if not kinds:
                yield from together
                continue
            pieces = [one for one in self.exhibits if one.value.kind in kinds]
            for one in pieces:
                yield from (_about(one, form) for form in together)
            if not pieces:
                yield from together  # once, to be filled in by hand

    def _fresh(self, things: tuple[Thing, ...]) -> tuple[Thing, ...]:
        if not (self.form.after and self.complaint):
            return things
        told = told_last(self.state, self.complaint)
        return tuple(thing for thing in things if told.leaves_out(thing))


def _about(exhibit: Thing, form: BlockForm) -> BlockForm:
    number = exhibit_numbers((exhibit.label,))
    title = f"{number} {form.title}" if form.title else number
    key = f"{form.key}_{exhibit.label[1:]}"
    return form.model_copy(update={"key": key, "title": title, "about": exhibit.label})


def _live(things: tuple[Thing, ...]) -> tuple[Thing, ...]:
    return tuple(thing for thing in things if not thing.withdrawn)
