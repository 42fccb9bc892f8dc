"""Bars and an hour strip as SVG, black and one light grey, drawn by hand: the same for the same.

Nothing that a person wrote goes in, only our numbers and dates. One unit is one point on paper.
"""

from collections.abc import Iterable, Sequence

WIDTH = 476  # points between the margins of an upright A4 page
GREY, EDGE = "#dedede", ' stroke="#000" stroke-width="0.75"'
BAR_ROOM, LINE = 60, 11
HOURS = range(0, 25, 2)
NIGHT = ((0, 8), (22, 24))
LABEL_WIDTH, LEVELS = 17, 4


def bars(title: str, counts: Sequence[tuple[str, str, int]]) -> str:
    """Upright bars; of each its two lines below and its number. Twenty-four at most."""
    step = min(WIDTH / len(counts), 44)
    most = max(count for _, _, count in counts)
    shapes: list[str] = []
    for at, (above, below, count) in enumerate(counts):
        middle, height = (at + 0.5) * step, BAR_ROOM * count / most
        top = LINE + BAR_ROOM - height
        shapes.append(_box(middle - step * 0.3, top, step * 0.6, height, GREY, edge=True))
        shapes.append(_text(middle, top - 3, str(count)))
        shapes.append(_text(middle, LINE + BAR_ROOM + LINE, above))
        shapes.append(_text(middle, LINE + BAR_ROOM + 2 * LINE, below))
    shapes.append(_line(0, LINE + BAR_ROOM, step * len(counts), LINE + BAR_ROOM))
    return _drawing(title, BAR_ROOM + 3 * LINE + 4, shapes)


def hour_strip(title: str, ticks: Iterable[tuple[int, str]]) -> str:
    """A day from 0 to 24; a tick at each minute of the day with its number above.

    22 to 8 is grey. Where numbers would cover each other they climb, and at last are left out:
    the text beside the drawing tells them all.
    """
    placed, levels = _climbing(ticks)
    base = LINE * (levels + 1) + 22
    shapes = [_box(_x(a * 60), base - 20, _x(b * 60) - _x(a * 60), 20, GREY) for a, b in NIGHT]
    shapes.append(_line(_x(0), base, _x(1440), base))
    for hour in HOURS:
        shapes.append(_line(_x(hour * 60), base, _x(hour * 60), base + 3))
        shapes.append(_text(_x(hour * 60), base + 14, str(hour)))
    tops = [(_x(minute), base - 20 - LINE * level, label) for minute, label, level in placed]
    shapes += [_line(x, top, x, base, 1.5) for x, top, _ in tops]
    for x, top, label in tops:  # on white, since the line of a higher number runs behind it
        if label:
            width = 5.5 * len(label)
            shapes.append(_box(x - width / 2, top - LINE, width, LINE - 0.5, "#fff"))
        shapes.append(_text(x, top - 3, label))
    return _drawing(title, base + 20, shapes)


def _climbing(ticks: Iterable[tuple[int, str]]) -> tuple[list[tuple[int, str, int]], int]:
    """(minute, label, level) of each tick and the highest level in use."""
    ends = [-LABEL_WIDTH] * LEVELS
    placed: list[tuple[int, str, int]] = []
    for minute, label in sorted(ticks):
        at = _x(minute)
        free = next((level for level in range(LEVELS) if at - ends[level] >= LABEL_WIDTH), None)
        if free is None:
            placed.append((minute, "", 0))
            continue
        ends[free] = int(at)
        placed.append((minute, label, free))
    return placed, max((level for _, _, level in placed), default=0)


def _x(minute: int) -> float:
    return 10 + (WIDTH - 20) * minute / 1440


def _drawing(title: str, height: float, shapes: Iterable[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="p-drawing" role="img" '
        f'viewBox="0 0 {WIDTH} {height:.1f}" width="{WIDTH}pt" height="{height:.1f}pt">'
        f"<title>{title}</title>{''.join(shapes)}</svg>"
    )


def _box(x: float, y: float, width: float, height: float, fill: str, *, edge: bool = False) -> str:
    at = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {at} fill="{fill}"{EDGE if edge else ""}/>'


def _line(x1: float, y1: float, x2: float, y2: float, width: float = 0.75) -> str:
    at = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {at} stroke="#000" stroke-width="{width}"/>'


def _text(x: float, y: float, words: str) -> str:
    if not words:
        return ""
    face = 'font-family="Noto Sans CJK SC, sans-serif" font-size="9" text-anchor="middle"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {face}>{words}</text>'
