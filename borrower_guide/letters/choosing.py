"""What a page was asked for becomes a choice: visits, requests, provisions, to whom. No Django."""

from collections.abc import Iterator, Mapping, Sequence

from borrower_guide.cases.asking import channel_of
from borrower_guide.cases.findings import assessed
from borrower_guide.cases.state import CaseState
from borrower_guide.cases.things import Thing
from borrower_guide.law.channel import Channel
from borrower_guide.law.finding import Citation
from borrower_guide.law.library import Library
from borrower_guide.law.request import Request
from borrower_guide.law.rule import Level
from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.form import PaperForm

Values = Mapping[str, Sequence[str]]
PAPER, TO, VISIT, REQUEST, PROVISION = "paper", "to", "v", "r", "p"
COMPLAINT, OPTION, LOAN = "c", "o", "l"
# Its form was sent: what is not ticked is not wanted. Before that, all visits are.
ASKED = "edit"


def read_choice(
    form: PaperForm, values: Values, state: CaseState, library: Library
) -> tuple[Chosen, dict[str, str]]:
    """The choice, and the faults by input name; labels and ids that do not exist are left out."""
    asked = ASKED in values
    complaint = _complaint(form, values, state, asked)
    picked = tuple(one for one in loans_of(form, state) if one.label in values.get(LOAN, ()))
    visits = _about(picked, _visits(form, values, state, asked))
    wanted = values.get(REQUEST, ()) if asked else form.ticked
    chosen = Chosen(
        form=form,
        state=state,
        channel=_channel(form, values, complaint, library, asked),
        visits=visits,
        requests=tuple(one for one in requests_of(form, library) if one.id in wanted),
        provisions=tuple(
            one for one in citable(state, visits, library) if one.id in values.get(PROVISION, ())
        ),
        complaint=complaint,
        options=_options(form, values) if asked else None,
        picked=picked,
    )
    return chosen, dict(_faults(chosen)) if asked else {}


def cited(state: CaseState, visits: Sequence[Thing], library: Library) -> Iterator[Citation]:
    """What findings of these visits cite; good conduct breaks none.

    What warns the borrower that time runs anew accuses nobody, and would tell the other side.
    """
    for visit in visits:
        for finding in assessed(state, visit).findings:
            if finding.level is not Level.ORDINARY:
                yield from (one for one in finding.provisions if not library.warns(one))


def citable(state: CaseState, visits: Sequence[Thing], library: Library) -> tuple[Citation, ...]:
    """Those once each: that read the same, since their articles are not told, are one."""
    return tuple({as_read(one): one for one in cited(state, visits, library)}.values())


def as_read(one: Citation) -> tuple[str, ...]:
    """All that a reader of a paper sees of it."""
    return one.cite, one.since, one.until, one.caution


def as_values(chosen: Chosen) -> dict[str, list[str]]:
    """The inputs that give this choice again."""
    values = {
        PAPER: [chosen.form.id],
        TO: [chosen.channel.id] if chosen.channel else [],
        VISIT: [thing.label for thing in chosen.visits],
        REQUEST: [one.id for one in chosen.requests],
        PROVISION: [one.id for one in chosen.provisions],
        LOAN: [thing.label for thing in chosen.picked],
        COMPLAINT: [chosen.complaint.label] if chosen.complaint else [],
        OPTION: [one.id for one in chosen.form.options if chosen.has(one.id)],
        ASKED: ["1"],
    }
    return {name: texts for name, texts in values.items() if texts}


def live(things: Sequence[Thing]) -> tuple[Thing, ...]:
    """Those that were not withdrawn."""
    return tuple(thing for thing in things if not thing.withdrawn)


def loans_of(form: PaperForm, state: CaseState) -> tuple[Thing, ...]:
    """The loans among which a paper that tells of loans can be about some; none if there is one."""
    found = live(state.loans) if any(block.source == "loans" for block in form.blocks) else ()
    return found if len(found) > 1 else ()


def _about(picked: Sequence[Thing], visits: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """Without the visits that were about a loan of another lender: it is none of theirs."""
    others = {None, *(loan.label for loan in picked)}
    return tuple(one for one in visits if one.value.loan in others) if picked else visits


def _visits(form: PaperForm, values: Values, state: CaseState, asked: bool) -> tuple[Thing, ...]:
    found = live(state.visits) if form.visits else ()
    if asked:
        return tuple(thing for thing in found if thing.label in values.get(VISIT, ()))
    return found[-1:] if form.one_visit else found


def _options(form: PaperForm, values: Values) -> frozenset[str]:
    return frozenset(one.id for one in form.options if one.id in values.get(OPTION, ()))


def _complaint(form: PaperForm, values: Values, state: CaseState, asked: bool) -> Thing | None:
    """The one to ask about: the newest, unless another was chosen."""
    if not form.after:
        return None
    found = live(state.complaints)
    named = [thing for thing in found if thing.label in values.get(COMPLAINT, ())]
    return named[0] if named else found[-1] if found and not asked else None


def _channel(
    form: PaperForm, values: Values, complaint: Thing | None, library: Library, asked: bool
) -> Channel | None:
    """The one that was chosen, before that the first; of a paper that asks again, the one that was
    complained to, if it is one of ours."""
    if form.after:
        return channel_of(complaint.value, library) if complaint else None
    offered = channels_of(form, library)
    named = [one for one in offered if one.id in values.get(TO, ())]
    if named or asked or not offered:
        return named[0] if named else None
    return offered[0]


def channels_of(form: PaperForm, library: Library) -> tuple[Channel, ...]:
    """To whom the paper may go, in the order of its form."""
    by_id = {channel.id: channel for channel in library.channels}
    return tuple(by_id[name] for name in form.channels)


def requests_of(form: PaperForm, library: Library) -> tuple[Request, ...]:
    """What the paper may ask for, in the order of its form."""
    by_id = {request.id: request for request in library.requests}
    return tuple(by_id[name] for name in form.requests)


def _faults(chosen: Chosen) -> Iterator[tuple[str, str]]:
    if chosen.form.channels and chosen.channel is None:
        yield TO, "请选一个"
    if chosen.form.after and chosen.complaint is None:
        yield COMPLAINT, "请选是哪一次投诉"
