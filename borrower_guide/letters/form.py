"""The blank forms of `fixtures/letters`: which blocks a paper has, in which order. No Django."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from borrower_guide.law.library import Library
from borrower_guide.law.reading import Reading
from borrower_guide.law.row import Key, Row, Words
from borrower_guide.schema.faults import ContentFault, ContentFaults
from borrower_guide.schema.scalars import Flag, ShortText
from borrower_guide.schema.vocabulary import Vocabulary

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

    `fields`: the fields that it tells, all if empty. `hand`: labels of blanks for the pen.
    `say`: the one sentence that stands there. `head`: the heads of a table.
    """

    key: Key
    title: ShortText = ""
    source: Key = "hand"
    fields: tuple[ShortText, ...] = ()
    hand: tuple[Words, ...] = ()
    say: ShortText = ""
    head: tuple[Words, ...] = ()


class PaperForm(Row):
    """One paper. `channels`: the ids of those it may go to, in `channels.yaml`; none: it names
    no addressee of ours. `first`: keys of blocks that come first for a channel.

    `after`: it is written when a complaint was made before, and tells what is new since.
    """

    id: Key
    title: Words
    group: Group
    about: Words
    channels: tuple[Key, ...] = ()
    first: Mapping[Key, tuple[Key, ...]] = {}
    after: Flag = False
    visits: Flag = True
    requests: Flag = False
    provisions: Flag = False
    blocks: Annotated[tuple[BlockForm, ...], Field(min_length=1)]

    def blocks_for(self, channel: str) -> tuple[BlockForm, ...]:
        """The blocks in the order that this channel asks for them."""
        first = self.first.get(channel, ())
        rank = {key: number for number, key in enumerate(first)}
        return tuple(sorted(self.blocks, key=lambda block: rank.get(block.key, len(first))))


@lru_cache(maxsize=4)
def load_papers(folder: Path = FIXTURES) -> Mapping[str, PaperForm]:
    """Every paper by id. Raises ContentFaults with every fault of the file at once."""
    reading = Reading(folder)
    rows = reading.rows(FILE, PaperForm)
    if reading.faults:
        raise ContentFaults(reading.faults)
    return {row.id: row for row in rows}


def faults_of(
    papers: Mapping[str, PaperForm], library: Library, sources: frozenset[str]
) -> Iterator[ContentFault]:
    """What does not resolve: a channel, a source, a key that should come first."""
    channels = {channel.id for channel in library.channels}
    for paper in papers.values():
        keys = [block.key for block in paper.blocks]
        if len(keys) != len(set(keys)):
            yield ContentFault(FILE, paper.id, "有两块同名，请改 key")
        for name in {*paper.channels, *paper.first} - channels:
            yield ContentFault(FILE, paper.id, f"channels.yaml 里没有 {name}，请改")
        for name in {key for first in paper.first.values() for key in first} - set(keys):
            yield ContentFault(FILE, paper.id, f"first 里的 {name} 不是这张纸的一块，请改")
        for block in paper.blocks:
            if block.source not in sources:
                yield ContentFault(
                    FILE, f"{paper.id}.{block.key}", f"没有来源 {block.source}，请改"
                )
