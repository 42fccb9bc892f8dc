"""The papers of an open case that a batch wants: its record and its letters, as they stand."""

from collections.abc import Collection, Iterator

from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.desk.batches.files import Printout
from borrower_guide.desk.batches.wanted import NEWEST, RECORD, UNSENT
from borrower_guide.letters.kept import (
    file_name,
    is_sent,
    letters_of,
    paper_of,
    words_of,
    written_at,
)
from borrower_guide.letters.outdated import since_written
from borrower_guide.letters.printing import print_letter
from borrower_guide.printing.pictures import page_count
from borrower_guide.record.keeping import as_it_stands

NO_STAMP = "来访记录没有时间戳，时间戳机构没有回答"
OUTDATED = "有的文书写好以后，记录又变了"  # which, is told where the case is open


def papers_of(opened: OpenCase, codes: Collection[str]) -> Iterator[Printout]:
    """The record first, then the letters in the order in which they were written.

    Raises CannotRender, NotSaved, ChainBreak, WrongKey or OSError.
    """
    letters = chosen_letters(opened, codes)
    if RECORD in codes:
        record = as_it_stands(opened)
        pages, note = page_count(record.data), NO_STAMP if record.unstamped else ""
        yield Printout(RECORD, "来访记录", record.name, record.data, pages, note)
    yield from (_printed(thing, opened.state) for thing in letters)


def chosen_letters(opened: OpenCase, codes: Collection[str]) -> list[Thing]:
    """None that was withdrawn. Of several of one kind to one place the newest: the others are
    what it was before. `UNSENT`: of those the ones not handed over yet."""
    if not {UNSENT, NEWEST} & set(codes):
        return []
    newest: dict[tuple[str, str], Thing] = {}
    for thing in letters_of(opened.state):
        if not thing.withdrawn:
            newest[thing.payload["paper"], thing.payload["to"]] = thing
    return [thing for thing in newest.values() if NEWEST in codes or not is_sent(thing)]


def _printed(thing: Thing, state: CaseState) -> Printout:
    paper = paper_of(words_of(thing))
    printed = print_letter(paper, written_at(thing))
    note = OUTDATED if since_written(thing, state) else ""
    name = file_name(thing, "pdf")
    return Printout(paper.form, paper.title, name, printed.data, printed.pages, note)
