"""The letters of a case as a list tells them. No Django."""

from dataclasses import dataclass, replace

from borrower_guide.cases.history import written_text
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.law.channel import Channel
from borrower_guide.law.library import Library
from borrower_guide.letters.kept import letters_of, sent_words, written_at
from borrower_guide.letters.outdated import since_written


@dataclass(frozen=True)
class ToldLetter:
    """`sent`: when and how, empty if it was not. `outdated`: the case changed since, as far as
    that was asked for."""

    thing: Thing
    title: str
    channel: Channel | None
    written: str
    sent: str
    outdated: bool = False


def told_letter(thing: Thing, library: Library) -> ToldLetter:
    to = thing.payload["to"]
    return ToldLetter(
        thing=thing,
        title=thing.payload["title"],
        channel=next((one for one in library.channels if one.id == to), None),
        written=written_text(written_at(thing)),
        sent=sent_words(thing),
    )


def told_letters(state: CaseState, library: Library) -> list[ToldLetter]:
    """The newest first."""
    return [
        replace(told_letter(thing, library), outdated=bool(since_written(thing, state)))
        for thing in reversed(letters_of(state))
    ]
