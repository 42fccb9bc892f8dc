"""Blocks that tell what happened: visits, losses, calls, complaints made before. No Django."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from borrower_guide.cases.naming import name_of
from borrower_guide.cases.things import SENT_ON
from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.facts import (
    blanks_for,
    contact_lines,
    entry_line,
    fields_of,
    main_points,
    visit_lines,
    visit_name,
)
from borrower_guide.letters.form import BlockForm
from borrower_guide.letters.paper import Line, Origin
from borrower_guide.letters.since import asked_last
from borrower_guide.schema.complaint import Complaint
from borrower_guide.schema.model import paper_label
from borrower_guide.schema.telling import day_text
from borrower_guide.schema.visit import Visit

Lines = Iterator[Line]
RECEIPT = ("filed_on", "reference_no", "reply", "replied_on")


def own_words(chosen: Chosen, _: BlockForm) -> Lines:
    """What the person wrote in sentences, before anything that was ticked."""
    for visit in chosen.told_visits:
        if visit.value.account:
            yield entry_line(visit, "account", visit_name(visit), visit.value.account)


def visits(chosen: Chosen, form: BlockForm) -> Lines:
    """Each visit under its own time and place: all of it, or its main points if so ticked."""
    loans = _loans(chosen)
    for visit in chosen.told_visits:
        if form.short and chosen.has(form.short):
            yield from main_points(visit, loans, chosen.asked_of_visits)
        else:
            yield from visit_lines(visit, form.fields, loans)


def _loans(chosen: Chosen) -> dict[str, str]:
    """What the loans are called by label, where the paper tells of several."""
    told = any(form.source == "loans" for form in chosen.wanted) and len(chosen.loans) > 1
    return {loan.label: name_of(loan) for loan in chosen.loans if told}


def of_visits(chosen: Chosen, form: BlockForm) -> Lines:
    """A few fields out of all visits, with the number of the visit; blanks if none tells any."""
    told = [
        Line((f"{visit_name(visit)} {line.cells[0]}", line.cells[1]), line.origin, line.name)
        for visit in chosen.told_visits
        for line in fields_of(visit, form.fields)
    ]
    yield from told or (Line((label, ""), Origin.HAND) for label in form.hand)


def in_brief(chosen: Chosen, form: BlockForm) -> Lines:
    """What the chosen visits come to, each count under its label, if the form has one."""
    for name, label in form.labels.items():
        if words := BRIEF[name]([visit.value for visit in chosen.told_visits]):
            yield Line((label, words), Origin.COUNT, name)


def _how_often(visits: Sequence[Visit]) -> str:
    """2 次，2026年1月3日 到 2月1日，另有 1 次没有写哪天: what has no day is within none."""
    days = sorted(visit.started_at.day for visit in visits if visit.started_at)
    undated = len(visits) - len(days)
    if not days:
        return f"{undated} 次" + ("，没有写哪天" if undated else "")
    span = " 到 ".join(dict.fromkeys(map(day_text, (days[0], days[-1]))))
    return f"{len(days)} 次，{span}" + (f"，另有 {undated} 次没有写哪天" if undated else "")


def _acts(visits: Sequence[Visit]) -> str:
    """Each act with the number of visits that had it, the most frequent first."""
    counts = Counter(act for visit in visits for act in visit.acts)
    return "、".join(f"{act.label} {number} 次" for act, number in counts.most_common())


BRIEF: Mapping[str, Callable[[Sequence[Visit]], str]] = {
    "visits": _how_often,
    "acts": _acts,
}


def losses(chosen: Chosen, form: BlockForm) -> Lines:
    """A table: which visit, what, about how much, and a blank for a receipt; then empty rows."""
    for visit in chosen.told_visits:
        number = visit.label[1:]
        for line in fields_of(visit, form.fields):
            yield Line((number, "：".join(line.cells), "", ""), line.origin, line.name)
        for one in visit.value.items_taken:
            cells = (number, one.item or "", one.value or "", "")
            yield Line(cells, Origin.ENTRY, f"{visit.subject}/items_taken")
    blank = ("",) * len(form.head)
    yield from (Line(blank, Origin.HAND) for _ in range(form.lines))


def contacts(chosen: Chosen, _: BlockForm) -> Lines:
    for contact in chosen.contacts:
        yield from contact_lines(contact)


def complaint(chosen: Chosen, form: BlockForm) -> Lines:
    """The complaint to follow up: day, number, reply; blanks for what was not written down.

    Then the day on which it was asked about last.
    """
    if chosen.complaint:
        yield from fields_of(chosen.complaint, form.fields)
        yield from blanks_for(chosen.complaint.value, form.ask)
        if letter := asked_last(chosen.state, chosen.complaint):
            day = day_text(date.fromisoformat(letter.payload[SENT_ON]))
            yield entry_line(letter, SENT_ON, form.labels["asked"], day)


def complaints(chosen: Chosen, form: BlockForm) -> Lines:
    """To whom it was told before: day, number and reply; room for it if it is not written down."""
    if not chosen.complaints:
        yield from (Line((label, ""), Origin.ROOM) for label in form.hand)
    for one in chosen.complaints:
        value: Complaint = one.value
        to = value.channel or paper_label(Complaint, "channel")
        text = "\n".join("：".join(line.cells) for line in fields_of(one, RECEIPT))
        yield entry_line(one, "channel", to, text or "没有写日期和编号")


def told_to(chosen: Chosen, form: BlockForm) -> Lines:
    """To whom it was told before, and when: no number, no reply."""
    for one in chosen.complaints:
        value: Complaint = one.value
        day = [day_text(value.filed_on)] if value.filed_on else []
        to = value.channel or paper_label(Complaint, "channel")
        yield entry_line(one, "channel", form.labels["to"], "，".join([to, *day]))
