"""The whole record, chapter by chapter, made of sheets: plain frozen data, no Django."""

from dataclasses import dataclass

from borrower_guide.record.paper.sheet import Grid, Note, Row, Sheet, Value, Withdrawn

MANY = 3
TIMELINE = "timeline"  # the anchor of what has no sheet of its own


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
class Why:
    """The facts of some visits: 来访 1、3, and why the rule may touch them."""

    visits: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says, once, and what of each visit it leans on."""

    level: str
    title: str
    whys: tuple[Why, ...]
    differs: str
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the rules say of visits, one by one or together, printed only when asked for.

    `unmatched`: the visits of which they say nothing.
    """

    title: str
    findings: tuple[Finding, ...]
    gaps: tuple[str, ...]
    unmatched: str = ""


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

    title: str
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
    renamed: tuple[Note, ...]  # what was changed of the case's own name and writer
    missing: tuple[str, ...]
    certificate: str
    imported: bool
    others_wrote: bool
    borrower_wrote: bool
    covered: bool = False
    stamped: bool = False
    operator: str = ""
    address: str = ""  # where it is checked

    @property
    def index(self) -> tuple[Sheet, ...]:
        """Exhibits and recordings by number, where there are so many that one must search."""
        found = sorted((*self.exhibits, *self.recordings), key=lambda sheet: int(sheet.anchor[1:]))
        return tuple(found) if len(found) >= MANY else ()

    @property
    def has_pictures(self) -> bool:
        return any(sheet.picture for sheet in self.exhibits)
