"""Two short answers share a line; a long one has it to itself."""

from collections.abc import Iterable, Iterator

from borrower_guide.record.paper.sheet import Row

SHORT = 12.3  # Han characters that fit beside a label in half a line; a Latin letter counts half


def packed(rows: Iterable[Row]) -> tuple[tuple[Row, ...], ...]:
    """Lines of one or two rows, in the order given."""
    return tuple(_lines(rows))


def _lines(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    waiting: Row | None = None
    for row in rows:
        if not _short(row):
            if waiting:
                yield (waiting,)
            yield (row,)
            waiting = None
        elif waiting:
            yield (waiting, row)
            waiting = None
        else:
            waiting = row
    if waiting:
        yield (waiting,)


def _short(row: Row) -> bool:
    text = row.value.text
    width = sum(1 if ord(char) > 0x2000 else 0.53 for char in text)
    width += 2.5 * (bool(row.value.tag) + len(row.value.marks))
    return "\n" not in text and width <= SHORT
