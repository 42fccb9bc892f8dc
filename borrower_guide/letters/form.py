"""The blank forms of `fixtures/letters`: which blocks a paper has, in which order. No Django."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from borrower_guide.law.reading import Reading
from borrower_guide.law.row import Key, Row, Words
from borrower_guide.schema.faults import ContentFaults
from borrower_guide.schema.scalars import Flag, ShortText
from borrower_guide.schema.vocabulary import ExhibitKind, Vocabulary

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "letters"
FILE = "papers.yaml"


class Group(Vocabulary):
    """What a paper is for, in the order of the page that lists them."""

    COMPLAIN = "complain", "投诉、报案"
    PROVE = "prove", "证据"
    AGREE = "agree", "协商"
    HELP = "help", "请人帮忙"


class BlockForm(Row):
    """One block. `source` names the function of `letters/blocks.py` that fills it.

    `fields`: the fields that it tells, all if empty. `ask`: fields that leave a blank with their
    label where nothing is written. `hand`: labels of blanks for the pen. `lines`: empty lines to
    write on; empty rows of a table. `say`: the one sentence that stands there. `head`: the heads
    of a table. `columns`: heads that stand only with an option. `labels`: what stands before
    values that are no fields. `only`: the channels that it is for, all if empty. `when`: the
    option that it stands with; `short`: that with which its visits are told by their main points.
    `each`: it stands once for each piece of evidence of these kinds;
    `about` is then the label of the piece, which `Chosen.forms` alone sets.
    """

    key: Key
    title: ShortText = ""
    source: Key = "hand"
    fields: tuple[ShortText, ...] = ()
    ask: tuple[ShortText, ...] = ()
    hand: tuple[Words, ...] = ()
    lines: Annotated[int, Field(ge=0, le=30)] = 0
    say: ShortText = ""
    head: tuple[Words, ...] = ()
    columns: Mapping[Words, Key] = {}
    labels: Mapping[Key, Words] = {}
    only: tuple[Key, ...] = ()
    when: ShortText = ""
    short: ShortText = ""
    each: tuple[ExhibitKind, ...] = ()
    about: ShortText = ""


class Option(Row):
    """A tick on the page of a paper: a right that is given, a column or block that is printed."""

    id: Key
    text: Words
    on: Flag = False


class Known(Row):
    """What to know before writing. The page of the paper says it, the paper does not."""

    text: Words
    basis: Annotated[tuple[Key, ...], Field(min_length=1)]


class PaperForm(Row):
    """One paper. `channels`: the ids of those it may go to, in `channels.yaml`; none: it names
    no addressee of ours. `first`: keys of blocks that come first for a channel.

    `after`: it is written when a complaint was made before, and tells what is new since.
    `one_visit`: it is about one; at first only the newest is ticked, else all are.
    `requests`: ids of what it may ask for, in the order of its page; `ticked`: those at first.
    `plan`: sums are typed on its page (`Chosen.plan`, `first_due`).
    """

    id: Key
    title: Words
    group: Group
    about: Words
    know: tuple[Known, ...] = ()
    channels: tuple[Key, ...] = ()
    first: Mapping[Key, tuple[Key, ...]] = {}
    after: Flag = False
    visits: Flag = True
    one_visit: Flag = False
    requests: tuple[Key, ...] = ()
    ticked: tuple[Key, ...] = ()
    provisions: Flag = False
    plan: Flag = False
    options: tuple[Option, ...] = ()
    blocks: Annotated[tuple[BlockForm, ...], Field(min_length=1)]

    def blocks_for(self, channel: str) -> tuple[BlockForm, ...]:
        """The blocks that this channel asks for, in its order; those of a case: `Chosen.forms`."""
        first = self.first.get(channel, ())
        rank = {key: number for number, key in enumerate(first)}
        blocks = (block for block in self.blocks if not block.only or channel in block.only)
        return tuple(sorted(blocks, key=lambda block: rank.get(block.key, len(first))))


@lru_cache(maxsize=4)
def load_papers(folder: Path = FIXTURES) -> Mapping[str, PaperForm]:
    """Every paper by id. Raises ContentFaults with every fault of the file at once."""
    reading = Reading(folder)
    rows = reading.rows(FILE, PaperForm)
    if reading.faults:
        raise ContentFaults(reading.faults)
    return {row.id: row for row in rows}
