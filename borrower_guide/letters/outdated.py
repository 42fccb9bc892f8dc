"""What the case tells otherwise since a letter was written: the letter itself stays. No Django."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.naming import name_of
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.letters.blocks import VISITS, WRITERS
from borrower_guide.letters.form import PaperForm, load_papers
from borrower_guide.letters.kept import is_sent, paper_of, words_of, written_seq
from borrower_guide.letters.paper import Origin

WRITER = "和借款人的关系"  # the one thing that a paper tells of the case itself


class How(StrEnum):
    CHANGED = "改过"
    WITHDRAWN = "撤回了"
    NEW = "是后来记的"


class Since(NamedTuple):
    """A thing of the case, and what became of it after the letter was written."""

    thing: Thing
    how: How

    @property
    def words(self) -> str:
        """来访 2 撤回了."""
        name = WRITER if self.thing.kind is Kind.CASE else name_of(self.thing)
        return f"{name} {self.how}"


def since_written(letter: Thing, state: CaseState) -> tuple[Since, ...]:
    """What the letter tells of and was changed or withdrawn since, and visits of which it cannot
    know, unless it is about one. Whoever changed the letter after that has seen it; one that went
    out stays as it was."""
    form = load_papers().get(letter.payload["paper"])
    if form is None or is_sent(letter) or letter.withdrawn:
        return ()
    subjects = _subjects(letter)
    tells_writer = any(block.source in WRITERS for block in form.blocks)
    found = (
        _told_otherwise(thing, written_seq(letter))
        for thing in state.things
        if thing.subject in subjects or (tells_writer and thing.kind is Kind.CASE)
    )
    return (*filter(None, found), *_unknown(letter, form, state))


def _subjects(letter: Thing) -> set[str]:
    """What was chosen for it, and what its lines tell of."""
    blocks = paper_of(words_of(letter)).blocks
    lines = (line for block in blocks for line in block.lines)
    told = {line.name.partition("/")[0] for line in lines if line.origin is Origin.ENTRY}
    return told.union(*letter.payload["chosen"].values())


def _told_otherwise(thing: Thing, seq: int) -> Since | None:
    if thing.withdrawn:
        return Since(thing, How.WITHDRAWN) if thing.withdrawn.seq > seq else None
    changes = [one for one in thing.changes if one.seq > seq]
    if thing.kind is Kind.CASE:  # its name, for one, stands on no paper
        changes = [one for one in changes if one.field == "reporter_role"]
    return Since(thing, How.CHANGED) if changes else None


def _unknown(letter: Thing, form: PaperForm, state: CaseState) -> Iterator[Since]:
    """Of a paper about evidence, only visits that bring some."""
    if not form.visits or form.one_visit:
        return
    tells_all = any(block.source in VISITS for block in form.blocks)
    for visit in state.visits:
        later = visit.entry.seq > letter.entry.seq and not visit.withdrawn
        if later and (tells_all or visit.value.exhibits):
            yield Since(visit, How.NEW)
