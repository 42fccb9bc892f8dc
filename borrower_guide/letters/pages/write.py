"""The one page on which a paper is changed before it is kept: a box for each block. No Django."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from borrower_guide.letters.editing import edited, text_of
from borrower_guide.letters.form import BlockForm
from borrower_guide.letters.kept import BLOCK
from borrower_guide.letters.layout import Item, Part, Shape, laid_out
from borrower_guide.letters.paper import Block, Origin, Paper
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.scalars import BlockText
from borrower_guide.site.inputs import TextField

A_LINE = 18  # characters of a box on a narrow phone
MOST_LINES = 300  # of one's own in a box: each takes its time to lay out, and one may print
# Where nothing was written, one may write; a rule is never asked for by an empty box.
MAY_BE_FILLED = frozenset({"own_words", "requests", "complaints", "exhibits"})
ROOM = "空着，印出来就是空行，用笔写。"
Values = Mapping[str, list[str]]


class Typed(Payload):
    """What stands in one box."""

    text: BlockText = told("内容", default="")


@dataclass(frozen=True)
class Piece:
    """One block of the page: a box with `blanks` below, or the part as it will be printed."""

    field: TextField | None
    part: Part | None
    blanks: tuple[str, ...] = ()

    @property
    def blank_words(self) -> str:
        """What of the part is left for the pen."""
        items = self.part.items if self.part else ()
        names = [name for one in items for name in _blank_names(one)]
        return "、".join(dict.fromkeys(names))


def _blank_names(item: Item) -> list[str]:
    if item.shape is Shape.SIGN:
        return [item.label, *filter(None, [item.text])]
    return [item.label or "几行"] if item.is_blank else []


def boxes(blocks: Iterable[Block], forms: tuple[BlockForm, ...]) -> tuple[Block, ...]:
    """The blocks in the order of their forms, with an empty one for each that may be filled."""
    found = list(blocks)
    known = {block.key for block in found}
    found += [
        Block(form.key, form.title, ())
        for form in forms
        if form.source in MAY_BE_FILLED and form.key not in known
    ]
    ranks = _ranks(forms)
    return tuple(sorted(found, key=lambda block: ranks.get(form_key(block.key), len(forms))))


def _ranks(forms: tuple[BlockForm, ...]) -> dict[str, int]:
    """Blocks that are printed once for each piece of evidence stay together."""
    ranks: dict[str, int] = {}
    for number, (_, group) in enumerate(groupby(forms, lambda form: form.each or form.key)):
        ranks |= {form.key: number for form in group}
    return ranks


def form_key(key: str) -> str:
    """about, from about_3."""
    return re.sub(r"_\d+$", "", key)


def read_blocks(blocks: tuple[Block, ...], values: Values) -> tuple[list[Block], dict[str, str]]:
    """The blocks as typed, and the faults by input name; a box that was not sent is as it was."""
    found, faults = [], dict[str, str]()
    for block in blocks:
        name = BLOCK + block.key
        sent = values.get(name) if block.editable else None
        if not sent:
            found.append(block)
            continue
        try:
            found.append(edited(block, Typed.read({"text": sent[-1]}).text))
        except InputFaults as error:
            faults[name] = error.faults[0].message
            found.append(block)
        if _own_lines(found[-1]) > MOST_LINES:
            faults[name] = f"自己写的超过 {MOST_LINES} 行，请写短些，或者分成两份"
    return found, faults


def _own_lines(block: Block) -> int:
    return sum(line.origin is Origin.OWN for line in block.lines)


def pieces(blocks: tuple[Block, ...], values: Values, faults: Mapping[str, str]) -> list[Piece]:
    """The page: what was typed, else what the paper says."""
    return [_piece(block, values, faults) for block in blocks]


def _piece(block: Block, values: Values, faults: Mapping[str, str]) -> Piece:
    if not block.editable:
        return Piece(None, next(iter(laid_out(Paper("", "", "", (block,)))), None))
    name = BLOCK + block.key
    text = "".join(values.get(name, [text_of(block)])[-1:])
    room = any(line.origin is Origin.ROOM for line in block.lines)
    field = TextField(
        name=name,
        label=block.title or _labels(block),
        help=ROOM if room else "",
        value=text,
        error=faults.get(name, ""),
        optional=room or not block.lines,
        rows=_rows(text),
    )
    blanks = [line.cells[0] for line in block.lines if line.origin is Origin.HAND]
    return Piece(field, None, tuple(filter(None, blanks)))


def _labels(block: Block) -> str:
    """What a block without a title is called: its first label."""
    return next((line.cells[0] for line in block.lines if len(line.cells) > 1), "内容")


def _rows(text: str) -> int:
    """Lines of the box: two at least, sixteen at most."""
    return min(16, max(2, sum(1 + len(line) // A_LINE for line in text.split("\n"))))


def faults_of(found: Iterable[Piece]) -> list[tuple[str, str]]:
    """Anchor and sentence of each fault, for the summary on top."""
    fields = (piece.field for piece in found)
    return [(field.id, field.error) for field in fields if field and field.error]
