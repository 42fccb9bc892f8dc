"""What a record says, ready to be laid out: plain frozen data, no markup, no Django."""

from dataclasses import dataclass

NOT_WRITTEN = "没有记"
LONG = 600  # characters: about half a page of table


@dataclass(frozen=True, slots=True)
class Value:
    """One answer. `tag` (自称, 转述, 监控) stands before it, `marks` (补1 …) after it.

    `written` False: nobody wrote this, the words are ours (没有记). `code`: set in mono.
    """

    text: str
    tag: str = ""
    marks: tuple[str, ...] = ()
    written: bool = True
    code: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    value: Value


@dataclass(frozen=True, slots=True)
class Rows:
    """Label and value, one or two pairs a line."""

    title: str
    lines: tuple[tuple[Row, ...], ...]
    marks: tuple[str, ...] = ()
    shape: str = "rows"

    @property
    def long(self) -> bool:
        """Whether it may run over a page; a short one is kept whole."""
        return sum(len(row.value.text) for line in self.lines for row in line) > LONG


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with heads above; `name` is its field. Visitors stand side by side, a row a field."""

    name: str
    title: str
    heads: tuple[str, ...]
    lines: tuple[tuple[Value, ...], ...]
    marks: tuple[str, ...] = ()
    shape: str = "grid"


@dataclass(frozen=True, slots=True)
class Ticks:
    title: str
    items: tuple[str, ...]
    marks: tuple[str, ...] = ()
    shape: str = "ticks"


@dataclass(frozen=True, slots=True)
class Words:
    """Running text in the person's own words, by paragraphs."""

    title: str
    paragraphs: tuple[str, ...]
    marks: tuple[str, ...] = ()
    shape: str = "words"


Block = Rows | Grid | Ticks | Words


@dataclass(frozen=True, slots=True)
class Note:
    """补n, told in full: when, which field, what it was and what it is."""

    mark: str
    when: str
    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Withdrawn:
    when: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visit, or one of the other things that get a block of their own.

    `picture`: digest of a JPEG to print, `alt` its text; a `tall` one has a page to itself.
    """

    anchor: str
    title: str
    tag: str
    part: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    withdrawn: Withdrawn | None
    picture: str = ""
    alt: str = ""
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline. `gap`: whole days since the line before, if any."""

    number: int
    day: str
    hour: str
    kind: str
    text: tuple[Value, ...]
    known: Value
    exhibits: str
    anchor: str
    withdrawn: Withdrawn | None
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of ours as SVG, and the same numbers in words."""

    title: str
    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the visits look like together."""

    drawings: tuple[Drawing, ...]
    tables: tuple[Grid, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    cite: str
    rank: str
    since: str
    caution: str


@dataclass(frozen=True, slots=True)
class Finding:
    level: str
    title: str
    why: str
    differs: str
    provisions: tuple[Provision, ...]
    visits: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the rules say of one visit or of several, printed only when asked for."""

    title: str
    findings: tuple[Finding, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What is still missing in one thing, for whoever helps."""

    title: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in the integrity list."""

    seq: int
    what: str
    action: str
    bold: bool
    when: str
    by: str
    digest: str


@dataclass(frozen=True, slots=True)
class Part:
    """One chapter: its number in Chinese, title and anchor."""

    number: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Record:
    """The whole record."""

    number: str
    digest: str
    made: str
    made_at: str
    cover: tuple[Row, ...]
    parts: tuple[Part, ...]
    summary: str
    partial: str
    events: tuple[Event, ...]
    pattern: tuple[Pattern, ...]
    visits: tuple[Sheet, ...]
    loans: tuple[Sheet, ...]
    contacts: tuple[Sheet, ...]
    exhibits: tuple[Sheet, ...]
    recordings: tuple[Sheet, ...]
    complaints: tuple[Sheet, ...]
    notes: tuple[Sheet, ...]
    opinions: tuple[Opinion, ...]
    gaps: tuple[Missing, ...]
    lines: tuple[Line, ...]
    missing: tuple[str, ...]
    certificate: str
    imported: bool
    others_wrote: bool
    covered: bool = False

    @property
    def has_pictures(self) -> bool:
        return any(sheet.picture for sheet in self.exhibits)
