"""A paper on the page where it is written: what was chosen, and the blocks to start from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.law.library import Library
from borrower_guide.letters.choosing import ASKED, Values, as_values, read_choice
from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.compose import compose
from borrower_guide.letters.form import PaperForm
from borrower_guide.letters.kept import chosen_again, paper_of, words_of
from borrower_guide.letters.pages.write import boxes
from borrower_guide.letters.paper import Block, Paper
from borrower_guide.letters.planning import Planning, planned

COPY_OF = "from"


@dataclass(frozen=True)
class Beginning:
    """`old`: the letter that is written once more. `faults`: of the choice, by input name."""

    chosen: Chosen
    old: Thing | None
    planning: Planning | None
    faults: dict[str, str]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What the case says; of an older letter, what was changed in its boxes, and its tables
        where nothing was typed that would make new ones."""
        found = {block.key: block for block in compose(self.chosen).blocks}
        if self.old:
            before = paper_of(words_of(self.old)).blocks
            found |= {one.key: one for one in before if one.editable or _empty(found, one.key)}
        return boxes(found.values(), self.chosen.wanted)

    @property
    def lacks_exhibits(self) -> bool:
        """Whether it tells of one piece of evidence after another, and there is none."""
        return any(form.each and not form.about for form in self.chosen.forms)

    @property
    def to(self) -> str:
        return self.chosen.channel.id if self.chosen.channel else ""

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The inputs that bring the choice along."""
        old = {COPY_OF: [self.old.subject]} if self.old else {}
        values = as_values(self.chosen) | old
        return [(name, text) for name, texts in values.items() for text in texts]

    def paper(self, blocks: list[Block]) -> Paper:
        """The paper of these blocks, as it is kept."""
        form = self.chosen.form
        return Paper(form.id, form.title, self.to, tuple(one for one in blocks if one.lines))


def _empty(found: Mapping[str, Block], key: str) -> bool:
    return key not in found or found[key].by_hand


def begin(
    form: PaperForm,
    values: Values,
    old: Thing | None,
    state: CaseState,
    library: Library,
    *,
    now: datetime,
) -> Beginning:
    """What the page was asked for; of an older letter, what was chosen for it."""
    if old and ASKED not in values:
        chosen, faults = chosen_again(form, old, state, library)
    else:
        chosen, faults = read_choice(form, values, state, library)
    chosen, planning = planned(chosen, {name: [*texts] for name, texts in values.items()}, now=now)
    return Beginning(chosen, old, planning, faults)
