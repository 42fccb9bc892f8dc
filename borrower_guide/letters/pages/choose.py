"""The inputs of the page on which a paper's contents are chosen. No Django."""

from collections.abc import Iterator, Mapping

from borrower_guide.cases.naming import NO_LENDER, name_of
from borrower_guide.cases.things import Thing
from borrower_guide.cases.visit_words import visit_line
from borrower_guide.law.channel import Channel
from borrower_guide.law.finding import Citation
from borrower_guide.law.library import Library
from borrower_guide.letters.choosing import (
    COMPLAINT,
    LOAN,
    OPTION,
    PROVISION,
    REQUEST,
    TO,
    VISIT,
    as_read,
    channels_of,
    citable,
    cited,
    live,
    loans_of,
    requests_of,
)
from borrower_guide.letters.chosen import Chosen
from borrower_guide.schema.complaint import Complaint
from borrower_guide.schema.telling import clock_text, day_text
from borrower_guide.schema.vocabulary import LenderType
from borrower_guide.site.inputs import Choices, Option

MANY = "checkbox"


def inputs_of(chosen: Chosen, library: Library, faults: Mapping[str, str]) -> list[Choices]:
    """One group for each thing that this paper and this case let one choose."""
    return [one for one in _inputs(chosen, library, faults) if one.options]


def _inputs(chosen: Chosen, library: Library, faults: Mapping[str, str]) -> Iterator[Choices]:
    form = chosen.form
    if form.after:
        made, error = _complaints(chosen), faults.get(COMPLAINT, "")
        yield Choices(name=COMPLAINT, label="问哪一次投诉", options=made, error=error)
    if form.channels:
        to = tuple(
            Option(one.id, one.name, _not_its_task(one, chosen), one == chosen.channel)
            for one in channels_of(form, library)
        )
        yield Choices(name=TO, label="写给谁", options=to, error=faults.get(TO, ""))
    if loans := _loans(chosen):
        hint = (
            "写给哪一家，就只选它的。别家的借款和来访不印。都不选，就都印。"
            "投诉、电话和别的证据分不出是哪家的，下一步自己看，不该给的删掉。"
        )
        yield Choices(name=LOAN, label="写哪几笔借款", type=MANY, options=loans, help=hint)
    if form.visits:
        told = "上次说过的，不会再印。" if form.after else ""
        visits = _visits(chosen)
        yield Choices(name=VISIT, label="写哪几次来访", type=MANY, options=visits, help=told)
    if form.requests:
        asked = tuple(
            Option(one.id, one.text, one.hint, one in chosen.requests)
            for one in requests_of(form, library)
        )
        hint = "只选你真想要的。也可以下一步自己写。"
        yield Choices(name=REQUEST, label="你要求什么", type=MANY, options=asked, help=hint)
    if form.options:
        ticks = tuple(Option(one.id, one.text, "", chosen.has(one.id)) for one in form.options)
        yield Choices(name=OPTION, label="要哪些", type=MANY, options=ticks)
    if form.provisions:
        hint = "可以一条都不选。不是这几次来访的，不会印。"
        options = _provisions(chosen, library)
        yield Choices(name=PROVISION, label="写上哪些规定", type=MANY, options=options, help=hint)


def _not_its_task(channel: Channel, chosen: Chosen) -> str:
    """A word of warning where one does not turn to it about any lender that is told.

    None at an office that is turned to for what was done, whoever lent: the police.
    """
    kinds = {loan.value.lender_type for loan in chosen.loans} - {None, LenderType.UNKNOWN}
    if channel.acts or not (kinds and channel.lenders) or kinds & channel.lenders:
        return ""
    return f"你记的是{'、'.join(sorted(kind.label for kind in kinds))}，一般不找这里。"


def _complaints(chosen: Chosen) -> tuple[Option, ...]:
    return tuple(
        Option(
            thing.label,
            thing.value.channel or name_of(thing),
            _filed(thing),
            thing is chosen.complaint,
        )
        for thing in live(chosen.state.complaints)
    )


def _filed(complaint: Thing) -> str:
    """投诉 2，2026年1月5日，受理编号 0105-1: two may have gone to one office on one day."""
    value: Complaint = complaint.value
    day = day_text(value.filed_on) if value.filed_on else "没有写日期"
    number = [f"受理编号 {value.reference_no}"] if value.reference_no else []
    return "，".join([name_of(complaint), day, *number])


def _loans(chosen: Chosen) -> tuple[Option, ...]:
    return tuple(
        Option(
            one.label, f"{name_of(one)}，{one.value.lender or NO_LENDER}", "", one in chosen.picked
        )
        for one in loans_of(chosen.form, chosen.state)
    )


def _visits(chosen: Chosen) -> tuple[Option, ...]:
    return tuple(
        Option(
            thing.label,
            f"{name_of(thing)}，{_when(thing)}",
            visit_line(thing.value),
            thing in chosen.visits,
        )
        for thing in live(chosen.state.visits)
    )


def _when(visit: Thing) -> str:
    """2026年1月3日 22:40: without the day of the week it fits on one line of a phone."""
    started = visit.value.started_at
    return f"{day_text(started.day)} {clock_text(started)}".strip() if started else "没有写时间"


def _provisions(chosen: Chosen, library: Library) -> tuple[Option, ...]:
    """What the findings of all visits cite, each with what it says; that of visits which are not
    chosen is not printed."""
    visits = live(chosen.state.visits)
    gists: dict[tuple[str, ...], dict[str, None]] = {}
    for one in cited(chosen.state, visits, library):
        gists.setdefault(as_read(one), {})[library.provisions[one.id].gist] = None
    return tuple(
        Option(
            one.id, one.cite, "".join(gists[as_read(one)]) + _rank(one), one in chosen.provisions
        )
        for one in citable(chosen.state, visits, library)
    )


def _rank(one: Citation) -> str:
    """（法律，2021年1月1日起施行）and what to keep in mind of it."""
    told = "，".join(part for part in (one.rank_label, one.since, one.until) if part)
    return f"（{told}）{one.caution}"
