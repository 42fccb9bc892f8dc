"""What stands on one sheet of a record: plain frozen data, no markup, no Django."""

from dataclasses import dataclass

NOT_WRITTEN = "没有记"
LONG = 600  # characters: about half a page of table
FEW_LINES = 4


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

    @property
    def small(self) -> bool:
        """Whether it is kept whole rather than torn over two pages."""
        told = sum(len(value.text) for line in self.lines for value in line)
        return len(self.lines) <= FEW_LINES and told <= LONG // 2


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
    """补n, told in full: when and by whom, which field, what it was and what it is.

    `by` is empty where the owner of the case wrote.
    """

    mark: str
    when: str
    by: str
    field: str
    before: Value
    after: Value

    @property
    def long(self) -> bool:
        """Whether what was and what is begin lines of their own."""
        return len(self.before.text) + len(self.after.text) > LONG // 6


@dataclass(frozen=True, slots=True)
class Withdrawn:
    when: str
    by: str
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
