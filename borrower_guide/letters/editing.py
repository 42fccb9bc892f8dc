"""A block as text in one box, and the text as a block again. Pure. No Django."""

from collections.abc import Iterator, Sequence

from borrower_guide.letters.paper import Block, Line, Origin
from borrower_guide.schema.scalars import unix_lines

MARK = "："


def text_of(block: Block) -> str:
    """Each line as label：text; what is left for the pen is not among them."""
    return "\n".join(_text(line) for line in _written(block.lines))


def edited(block: Block, typed: str) -> Block:
    """The block with the lines of `typed`.

    A line that stands there as it did keeps its source; any other is the person's own. Blanks for
    the pen stay, below; room that was there to type in goes once something is typed.
    """
    text = unix_lines(typed).strip("\n")
    if text == text_of(block).strip("\n"):
        return block
    blanks = [line for line in block.lines if line.origin is Origin.HAND]
    lines = (*_lines(text.split("\n"), _written(block.lines)), *blanks)
    return Block(block.key, block.title, lines, block.head)


def _written(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if not line.blank]


def _text(line: Line) -> str:
    return MARK.join(line.cells)


def _lines(typed: list[str], known: list[Line]) -> Iterator[Line]:
    """A known line may be of several lines: an account in the person's own words."""
    labels = {line.cells[0] for line in known if len(line.cells) == 2}
    at = 0
    while at < len(typed):
        same = next((line for line in known if _stands(line, typed, at)), None)
        if same:
            yield same
            known = [line for line in known if line is not same]
            at += _text(same).count("\n") + 1
            continue
        if typed[at].strip():
            yield _own(typed[at].strip(), labels)
        at += 1


def _stands(line: Line, typed: list[str], at: int) -> bool:
    lines = _text(line).split("\n")
    return typed[at : at + len(lines)] == lines


def _own(text: str, labels: set[str]) -> Line:
    """The person's own line, under its label where it begins with one of the block."""
    label, mark, rest = text.partition(MARK)
    return Line((label, rest) if mark and label in labels else (text,), Origin.OWN)
