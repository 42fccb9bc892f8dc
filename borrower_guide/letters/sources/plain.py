"""Blocks that tell who writes to whom, about which loan, and what is asked. No Django."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

from borrower_guide.cases.entries import Kind
from borrower_guide.cases.naming import name_of
from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.facts import blanks_for, entry_line, fields_of
from borrower_guide.letters.form import BlockForm
from borrower_guide.letters.paper import Line, Origin
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.vocabulary import ReporterRole

LENDER = "lender_own"  # the channel that has the name of whoever lent
FIRST_REQUEST = "identity"  # it is read as a plain right, so it leads (practice 2.3)
Lines = Iterator[Line]


def hand(_: Chosen, form: BlockForm) -> Lines:
    """The sentence if there is one, blanks for the pen, and lines to write on."""
    if form.say:
        yield Line((form.say,), Origin.FORM)
    yield from (Line((label, ""), Origin.HAND) for label in form.hand)
    yield from (Line(("",), Origin.HAND) for _ in range(form.lines))


def room(_: Chosen, form: BlockForm) -> Lines:
    """Lines that may be typed in, or written on."""
    yield from (Line(("",), Origin.ROOM) for _ in range(form.lines))


def addressee(chosen: Chosen, form: BlockForm) -> Lines:
    """Whom it goes to: the one complained to before, the channel, or the lender by its name.

    Under the name of a channel stand the blanks: which of its offices it is.
    """
    before, channel = chosen.complaint if chosen.form.after else None, chosen.channel
    if before and before.value.channel and not channel:
        yield Line((before.value.channel,), Origin.ENTRY, f"{before.subject}/channel")
        return
    if channel and channel.id != LENDER:
        yield Line((channel.addressee or channel.name,), Origin.FORM)
        yield from (Line((label, ""), Origin.HAND) for label in form.hand)
        return
    named = [loan for loan in chosen.loans if loan.value.lender] if channel else []
    for loan in named:
        yield Line((loan.value.lender,), Origin.ENTRY, f"{loan.subject}/lender")
    if not named:
        yield Line(("",), Origin.ROOM)


def writer(chosen: Chosen, form: BlockForm) -> Lines:
    """Blanks for the writer, and who that is to the borrower, if the case says so."""
    yield from hand(chosen, form)
    role, label = chosen.state.reporter_role, form.labels["role"]
    # Whoever helped to fill it in is not the one who signs.
    if role in (ReporterRole.UNKNOWN, ReporterRole.HELPER):
        yield Line((label, ""), Origin.HAND)
        return
    [case] = chosen.state.of(Kind.CASE)
    yield Line((label, role.label), Origin.ENTRY, f"{case.subject}/reporter_role")


def other_writer(chosen: Chosen, form: BlockForm) -> Lines:
    """Blanks for the writer, and who that is to the borrower, unless it is the borrower."""
    role = chosen.state.reporter_role
    yield from (hand if role is ReporterRole.BORROWER else writer)(chosen, form)


def loans(chosen: Chosen, form: BlockForm) -> Lines:
    """Lender and contract, as far as they are written; blanks for what offices also ask.

    Of several, each begins with its number, or stands on one line where little is told of it.
    """
    several, little = len(chosen.loans) > 1, len(form.fields) <= 2
    for loan in chosen.loans:
        if several and not little:
            yield entry_line(loan, "id", name_of(loan), "")
        lines = fields_of(loan, form.fields)
        yield from _on_one_line(lines) if several and little else lines
        yield from _asked(loan.value, form)
    if not chosen.loans:
        yield from _asked(Loan(id="L0"), form)


def _on_one_line(lines: Lines) -> Lines:
    """放款机构｜某某银行，合同编号最后四位 0927."""
    for first in itertools.islice(lines, 1):
        more = "".join(f"，{line.cells[0]} {line.cells[1]}" for line in lines)
        yield replace(first, cells=(first.cells[0], first.cells[1] + more))


def _asked(loan: Loan, form: BlockForm) -> Lines:
    yield from blanks_for(loan, form.ask)
    yield from (Line((label, ""), Origin.HAND) for label in form.hand)


def requests(chosen: Chosen, form: BlockForm) -> Lines:
    """What was chosen; room to write where nothing was: a letter asks for something."""
    if not chosen.requests:
        yield from room(chosen, form)
    for one in sorted(chosen.requests, key=lambda one: one.id != FIRST_REQUEST):
        yield Line((one.text,), Origin.REQUEST, one.id)


def provisions(chosen: Chosen, _: BlockForm) -> Lines:
    """Each chosen provision with its rank and its days, and what to keep in mind of it."""
    for one in chosen.provisions:
        days = "，".join(part for part in (one.rank_label, one.since, one.until) if part)
        text = f"{one.cite}（{days}）" + (f"。{one.caution}" if one.caution else "")
        yield Line((text,), Origin.PROVISION, one.id)


def rights(chosen: Chosen, _: BlockForm) -> Lines:
    """The rights that are given, each on a line of its own."""
    given = (one for one in chosen.form.options if chosen.has(one.id))
    yield from (Line((one.text,), Origin.FORM, one.id) for one in given)


def rights_not_given(chosen: Chosen, _: BlockForm) -> Lines:
    """The others, so that nobody writes them in."""
    others = (one for one in chosen.form.options if not chosen.has(one.id))
    yield from (Line((one.text,), Origin.FORM, one.id) for one in others)
