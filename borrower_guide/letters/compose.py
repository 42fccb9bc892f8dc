"""From what was chosen to a paper. Pure: the same choice gives the same paper. No Django."""

from dataclasses import replace

from borrower_guide.letters.blocks import SOURCES
from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.form import BlockForm
from borrower_guide.letters.paper import Block, Paper


def compose(chosen: Chosen) -> Paper:
    """The paper as it would be printed; blocks that say nothing are left out."""
    blocks = (_filled(chosen, form) for form in chosen.forms)
    return Paper(
        form=chosen.form.id,
        title=chosen.form.title,
        to=chosen.channel.id if chosen.channel else "",
        blocks=tuple(block for block in blocks if block.lines),
    )


def _filled(chosen: Chosen, form: BlockForm) -> Block:
    off = {head for head, option in form.columns.items() if not chosen.has(option)}
    kept = [number for number, head in enumerate(form.head) if head not in off]
    lines = tuple(SOURCES[form.source](chosen, form))
    if off:
        lines = tuple(replace(line, cells=_columns(line.cells, kept)) for line in lines)
    return Block(form.key, form.title, lines, _columns(form.head, kept))


def _columns(cells: tuple[str, ...], kept: list[int]) -> tuple[str, ...]:
    return tuple(cells[number] for number in kept)
