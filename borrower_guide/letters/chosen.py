"""What a person chose for one paper, out of the case and the law. No Django."""

from dataclasses import dataclass

from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.law.channel import Channel
from borrower_guide.law.finding import Citation
from borrower_guide.law.request import Request
from borrower_guide.letters.form import PaperForm


@dataclass(frozen=True)
class Chosen:
    """Things that were withdrawn are never among them. `complaint`: the one to follow up."""

    form: PaperForm
    state: CaseState
    channel: Channel | None = None
    visits: tuple[Thing, ...] = ()
    requests: tuple[Request, ...] = ()
    provisions: tuple[Citation, ...] = ()
    complaint: Thing | None = None

    @property
    def loans(self) -> tuple[Thing, ...]:
        """The loans of the chosen visits; where none is named, all of the case."""
        named = {thing.value.loan for thing in self.visits}
        live = _live(self.state.loans)
        return tuple(loan for loan in live if loan.label in named) or live

    @property
    def exhibits(self) -> tuple[Thing, ...]:
        """The exhibits of the chosen visits, and those that belong to no visit."""
        everywhere = {label for visit in self.state.visits for label in visit.value.exhibits}
        here = {label for visit in self.visits for label in visit.value.exhibits}
        live = _live(self.state.exhibits)
        return tuple(one for one in live if one.label in here or one.label not in everywhere)

    @property
    def contacts(self) -> tuple[Thing, ...]:
        return _live(self.state.contacts)

    @property
    def complaints(self) -> tuple[Thing, ...]:
        return _live(self.state.complaints)


def _live(things: tuple[Thing, ...]) -> tuple[Thing, ...]:
    return tuple(thing for thing in things if not thing.withdrawn)
