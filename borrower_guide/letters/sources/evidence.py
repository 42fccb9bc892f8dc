"""Blocks that tell of the evidence: lists, and one piece after another. No Django."""

from collections.abc import Iterator

from borrower_guide.cases.things import Thing
from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.facts import (
    blanks_for,
    contact_lines,
    entry_line,
    exhibit_numbers,
    fields_of,
    quoted,
    visit_lines,
)
from borrower_guide.letters.form import BlockForm
from borrower_guide.letters.paper import Line, Origin
from borrower_guide.schema.exhibit import Exhibit
from borrower_guide.schema.parts import Statement
from borrower_guide.schema.telling import clock_text, day_text, text_of
from borrower_guide.schema.when import When

Lines = Iterator[Line]


def exhibits(chosen: Chosen, _: BlockForm) -> Lines:
    """One line for each piece of evidence: number, kind, title, where the original is."""
    for one in chosen.exhibits:
        text = "，".join(line.cells[1] for line in fields_of(one, ("kind", "title")))
        where = f"（原件：{one.value.original_carrier}）" if one.value.original_carrier else ""
        yield entry_line(one, "title", exhibit_numbers((one.label,)), text + where)


def exhibit_table(chosen: Chosen, form: BlockForm) -> Lines:
    """The rows of 证据目录; pages and copies are blanks. Without evidence, empty rows."""
    for one in chosen.exhibits:
        value = one.value
        made = [day_text(value.made_at.day)] if value.made_at else []
        origin = "，".join([*made, *([value.made_by] if value.made_by else [])])
        kind = value.kind.label if value.kind else ""
        cells = (one.label[1:], value.title or "", kind, origin, value.proof_purpose or "")
        row = (*cells, "", "", value.original_carrier or "", "")
        yield Line(row, Origin.ENTRY, f"{one.subject}/title")
    if not chosen.exhibits:
        blank = ("",) * len(form.head)
        yield from (Line(blank, Origin.HAND) for _ in range(form.lines))


def receipt_rows(chosen: Chosen, form: BlockForm) -> Lines:
    """Number and name of each piece, the rest by hand; then empty rows, two at least."""
    for one in chosen.exhibits:
        row = (one.label[1:], one.value.title or "", *("",) * (len(form.head) - 2))
        yield Line(row, Origin.ENTRY, f"{one.subject}/title")
    yield from _empty_rows(form, len(chosen.exhibits))


def _empty_rows(form: BlockForm, told: int) -> Lines:
    """Rows for the pen below those that were told: two at least."""
    blank = ("",) * len(form.head)
    yield from (Line(blank, Origin.HAND) for _ in range(max(form.lines - told, 2)))


def how_many(chosen: Chosen, form: BlockForm) -> Lines:
    """How many pieces are listed, then blanks; a blank for that, too, where none is."""
    pieces, count = form.labels["pieces"], len(chosen.exhibits)
    yield Line((pieces, str(count)), Origin.COUNT) if count else Line((pieces, ""), Origin.HAND)
    yield from (Line((label, ""), Origin.HAND) for label in form.hand)


def exhibit(chosen: Chosen, form: BlockForm) -> Lines:
    """What is told of this piece, or of none; blanks for what is not."""
    for one in (one for one in chosen.exhibits if one.label == form.about):
        yield from fields_of(one, form.fields)
        yield from blanks_for(one.value, form.ask)
    if not form.about:
        yield from blanks_for(Exhibit(id="E0"), ("title", *form.ask))
    yield from (Line((label, ""), Origin.HAND) for label in form.hand)


def where_made(chosen: Chosen, form: BlockForm) -> Lines:
    """The visits that this piece belongs to; a blank if it belongs to none."""
    found = [visit for visit in chosen.told_visits if form.about in visit.value.exhibits]
    for visit in found:
        yield from visit_lines(visit, form.fields)
    if not found:
        yield from (Line((label, ""), Origin.HAND) for label in form.hand)


def transcript(chosen: Chosen, form: BlockForm) -> Lines:
    """The words that visits place in this piece: place, speaker, words, when; then empty rows."""
    said = [
        (visit, one)
        for visit in chosen.told_visits
        for one in visit.value.statements
        if form.about and one.exhibit == form.about
    ]
    for visit, one in said:
        cells = (one.position or "", one.speaker or "", quoted(one.words), _said_at(visit, one))
        yield Line(cells, Origin.ENTRY, f"{visit.subject}/statements")
    yield from _empty_rows(form, len(said))


def _said_at(visit: Thing, one: Statement) -> str:
    """The hour alone where it is told in the heading of the visit which day that was."""
    began: When | None = visit.value.started_at
    if one.at and began and one.at.moment and one.at.day == began.day:
        return clock_text(one.at)
    return text_of(one.at) if one.at else ""


def contacts_in(chosen: Chosen, form: BlockForm) -> Lines:
    """The calls and messages that this piece shows."""
    for contact in chosen.contacts:
        if form.about in contact.value.exhibits:
            yield from contact_lines(contact)
