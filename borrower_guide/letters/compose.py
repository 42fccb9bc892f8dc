"""From what was chosen to a paper. Pure: the same choice gives the same paper. No Django."""

from collections.abc import Iterator

from borrower_guide.letters.blocks import SOURCES
from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.form import BlockForm
from borrower_guide.letters.paper import Block, Paper


def compose(chosen: Chosen) -> Paper:
    """The paper as it would be printed; blocks that say nothing are left out."""
    form, channel = chosen.form, chosen.channel
    blocks = form.blocks_for(channel.id if channel else "")
    return Paper(
        form=form.id,
        title=form.title,
        to=channel.id if channel else "",
        blocks=tuple(_filled(chosen, blocks)),
    )


def _filled(chosen: Chosen, blocks: tuple[BlockForm, ...]) -> Iterator[Block]:
    for block in blocks:
        lines = tuple(SOURCES[block.source](chosen, block))
        if lines:
            yield Block(block.key, block.title, lines, block.head)
