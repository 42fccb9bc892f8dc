"""One of each kind of paper that is printed here, as PDF bytes, for tests of what all must keep."""

from functools import lru_cache
from typing import Any

from borrower_guide.cases.state import project
from borrower_guide.letters.blank.composing import blank_forms
from borrower_guide.letters.blank.printing import form_pdf
from borrower_guide.letters.compose import compose
from borrower_guide.letters.printing import print_letter
from borrower_guide.record import choosing
from borrower_guide.record.attachment import attached, read_manifest
from borrower_guide.record.make import make_record
from borrower_guide.record.paper.gaps import gaps_of
from borrower_guide.record.render import print_copy
from borrower_guide.record.sealing.key import SealingKey, new_key
from tests.letters.made import GOES_TO, chosen
from tests.letters.papers import AT
from tests.record.photos import photo_journal, pictures_for
from tests.record.sample import MADE_AT, rich_journal
from tests.schema.samples import FULL

RECORDS = ("record", "record: part", "record: photos")
COPY = "print shop"
LETTERS = {f"letter: {form}": (form, channel) for form, channel in reversed(GOES_TO)}
BLANKS = {f"blank: {form}": form for form in blank_forms()}
NAMES = (*RECORDS, COPY, *LETTERS, *BLANKS)


@lru_cache(maxsize=len(NAMES))
def paper(name: str) -> bytes:
    """The paper of that name, made once in a process."""
    if name in BLANKS:
        return form_pdf(BLANKS[name]).data
    if name in LETTERS:
        form, channel = LETTERS[name]
        return print_letter(compose(chosen(form, FULL, channel)), AT).data
    return _copy() if name == COPY else _record(name)


def _copy() -> bytes:
    manifest = read_manifest(next(attached(paper("record: photos"))))
    assert manifest is not None
    return print_copy(manifest).data


def _record(name: str) -> bytes:
    entries = photo_journal() if name == "record: photos" else rich_journal()
    state = project(entries)
    more: dict[str, Any] = {"gaps": gaps_of(state)}
    if name == "record: photos":
        more = {"pictures": pictures_for(entries)}
    if name == "record: part":
        more = {"left_out": choosing.left_out(state, {state.visits[0].subject})}
    return make_record(entries, key=_key(), made_at=MADE_AT, **more).data


@lru_cache(maxsize=1)
def _key() -> SealingKey:
    return new_key()
