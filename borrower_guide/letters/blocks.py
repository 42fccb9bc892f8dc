"""The sources of a paper's blocks: each fills one block from what was chosen. No Django."""

from collections.abc import Callable, Iterator, Mapping

from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.facts import entry_line, exhibit_numbers, fields_of, visit_lines
from borrower_guide.letters.form import BlockForm
from borrower_guide.letters.paper import Line, Origin
from borrower_guide.schema.complaint import Complaint
from borrower_guide.schema.model import paper_label
from borrower_guide.schema.telling import day_text

Lines = Iterator[Line]
RECEIPT = ("filed_on", "reference_no", "reply", "replied_on")


def hand(_: Chosen, form: BlockForm) -> Lines:
    """Blanks for the pen, and the sentence above them if there is one."""
    if form.say:
        yield Line((form.say,), Origin.FORM)
    yield from (Line((label, ""), Origin.HAND) for label in form.hand)


def addressee(chosen: Chosen, _: BlockForm) -> Lines:
    """Whom it goes to; the lender's own name where it goes to the lender."""
    named = [loan for loan in chosen.loans if loan.value.lender]
    if chosen.channel and chosen.channel.id != "lender_own":
        yield Line((chosen.channel.name,), Origin.FORM)
    elif named:
        yield from (
            Line((loan.value.lender,), Origin.ENTRY, f"{loan.subject}/lender") for loan in named
        )
    else:
        yield Line(("",), Origin.HAND)


def loans(chosen: Chosen, form: BlockForm) -> Lines:
    """Lender and contract, as far as they are written; blanks for what offices also ask."""
    for loan in chosen.loans:
        yield from fields_of(loan, form.fields)
    yield from (Line((label, ""), Origin.HAND) for label in form.hand)


def requests(chosen: Chosen, _: BlockForm) -> Lines:
    yield from (Line((one.text,), Origin.REQUEST, one.id) for one in chosen.requests)


def own_words(chosen: Chosen, _: BlockForm) -> Lines:
    """What the person wrote in sentences, before anything that was ticked."""
    for visit in chosen.visits:
        if visit.value.account:
            label = f"来访 {visit.label[1:]}"
            yield entry_line(visit, "account", label, visit.value.account)


def visits(chosen: Chosen, form: BlockForm) -> Lines:
    for visit in chosen.visits:
        yield from visit_lines(visit, form.fields)


def contacts(chosen: Chosen, form: BlockForm) -> Lines:
    for contact in chosen.contacts:
        yield from fields_of(contact, form.fields)


def provisions(chosen: Chosen, _: BlockForm) -> Lines:
    """Each chosen provision with its rank and its days, and what to keep in mind of it."""
    for one in chosen.provisions:
        days = "，".join(part for part in (one.rank_label, one.since, one.until) if part)
        text = f"{one.cite}（{days}）" + (f"。{one.caution}" if one.caution else "")
        yield Line((text,), Origin.PROVISION, one.id)


def complaints(chosen: Chosen, _: BlockForm) -> Lines:
    """To whom it was told before: day, number and reply."""
    for one in chosen.complaints:
        value: Complaint = one.value
        to = value.channel or paper_label(Complaint, "channel")
        text = "；".join("：".join(line.cells) for line in fields_of(one, RECEIPT))
        yield entry_line(one, "channel", to, text or "没有写日期和编号")


def exhibits(chosen: Chosen, _: BlockForm) -> Lines:
    """One line for each piece of evidence: number, kind, title, where the original is."""
    for one in chosen.exhibits:
        lines = fields_of(one, ("kind", "title", "original_carrier"))
        text = "，".join(line.cells[1] for line in lines)
        yield entry_line(one, "title", exhibit_numbers((one.label,)), text)


def exhibit_table(chosen: Chosen, _: BlockForm) -> Lines:
    """The rows of 证据目录; pages, copies and remarks are blanks."""
    for one in chosen.exhibits:
        value = one.value
        made = [day_text(value.made_at.day)] if value.made_at else []
        origin = "，".join([*made, *([value.made_by] if value.made_by else [])])
        kind = value.kind.label if value.kind else ""
        cells = (one.label[1:], value.title or "", kind, origin, value.proof_purpose or "")
        yield Line(
            (*cells, "", "", value.original_carrier or ""), Origin.ENTRY, f"{one.subject}/title"
        )


SOURCES: Mapping[str, Callable[[Chosen, BlockForm], Lines]] = {
    "hand": hand,
    "addressee": addressee,
    "loans": loans,
    "requests": requests,
    "own_words": own_words,
    "visits": visits,
    "contacts": contacts,
    "provisions": provisions,
    "complaints": complaints,
    "exhibits": exhibits,
    "exhibit_table": exhibit_table,
}
