"""The named facts that rules speak of: pure questions to one visit.

Every act code is a fact: a tick is YES, no tick is UNKNOWN, and where a field tells the same
thing the two are read together (`pairs`). A fact never answers NO for want of an input.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from borrower_guide.law import night
from borrower_guide.law.answer import Answer, any_of
from borrower_guide.law.pairs import NO_HOMES, PAIRS, told_to, yes_or_unknown
from borrower_guide.schema.acts import Act
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import EnteredHome, Relation, Shown, YesNo

FactOf = Callable[[Visit, Loan | None], Answer]


def _ticked(act: Act) -> FactOf:
    return lambda visit, _loan: yes_or_unknown(act in visit.acts)


def _said(yes_no: YesNo | None) -> Answer:
    if yes_no in (None, YesNo.UNKNOWN):
        return Answer.UNKNOWN
    return Answer.of(yes_no is YesNo.YES)


def night_visit(visit: Visit, _loan: Loan | None) -> Answer:
    """Between 22:00 and 08:00: by the clock where there is one, else by the tick."""
    if visit.started_at is not None and visit.started_at.moment is not None:
        return night.by_clock(visit)
    return yes_or_unknown(Act.NIGHT_VISIT in visit.acts)


def consent_given(visit: Visit, _loan: Loan | None) -> Answer:
    """Whether someone agreed to this visit at this time; agreeing to entry is another matter."""
    return _said(visit.consent_given)


def notice_given(visit: Visit, _loan: Loan | None) -> Answer:
    """Whether the visit was announced."""
    return _said(visit.notice_given)


def entered_by_invitation(visit: Visit, _loan: Loan | None) -> Answer:
    """Whether they were let in."""
    if visit.entered_home in (None, EnteredHome.UNKNOWN):
        return Answer.UNKNOWN
    return Answer.of(visit.entered_home is EnteredHome.INVITED)


def home_not_denied(visit: Visit, _loan: Loan | None) -> Answer:
    """NO where the place is told to be no home, such as a workplace; a home cannot be there.

    The answers about entering say 家门 themselves, so without a place they stand as told. With
    such a place they contradict it, which is a gap of its own (`pairs.enters_no_home`).
    """
    return Answer.of(visit.place_type not in NO_HOMES)


def visit_has_no_end(visit: Visit, _loan: Loan | None) -> Answer:
    """Whether they may still be there; UNKNOWN if 叫走就走了 is ticked and no end is told."""
    if visit.end is not None:
        return Answer.NO
    return Answer.UNKNOWN if Act.POLITE_LEFT_WHEN_ASKED in visit.acts else Answer.YES


def left_when_asked(visit: Visit, _loan: Loan | None) -> Answer:
    """Whether they left on request; UNKNOWN where the opposite is ticked too."""
    both = Act.REFUSED_TO_LEAVE in visit.acts
    return yes_or_unknown(Act.POLITE_LEFT_WHEN_ASKED in visit.acts and not both)


def papers_shown(visit: Visit, _loan: Loan | None) -> Answer:
    """Whether every visitor told of showed both an original ID and an authorisation."""
    if not visit.visitors:
        return Answer.UNKNOWN
    told = [shown for one in visit.visitors for shown in (one.id_shown, one.authorisation_shown)]
    if any(shown in (None, Shown.UNKNOWN) for shown in told):
        return Answer.UNKNOWN
    return Answer.of(all(shown is Shown.SHOWN for shown in told))


def notice_names_debt(visit: Visit, _loan: Loan | None) -> Answer:
    """Whether a posted paper shows a name or an amount."""
    notice = visit.posted_notice
    if notice is None:
        return Answer.UNKNOWN
    return any_of((_said(notice.shows_name), _said(notice.shows_amount)))


def notice_seen_by_public(visit: Visit, _loan: Loan | None) -> Answer:
    """Whether passers-by could read a posted paper."""
    return _said(visit.posted_notice.seen_by_public) if visit.posted_notice else Answer.UNKNOWN


def told_guarantor(visit: Visit, _loan: Loan | None) -> Answer:
    """Whether a guarantor was told; a guarantor is no unrelated person."""
    return told_to(Relation.GUARANTOR)(visit)


def told_someone_else(visit: Visit, _loan: Loan | None) -> Answer:
    """Whether someone outside the listed relations was told."""
    return told_to(Relation.OTHER)(visit)


NAMED: tuple[FactOf, ...] = (
    night_visit,
    consent_given,
    notice_given,
    entered_by_invitation,
    home_not_denied,
    visit_has_no_end,
    left_when_asked,
    papers_shown,
    notice_names_debt,
    notice_seen_by_public,
    told_guarantor,
    told_someone_else,
)

FACTS: Mapping[str, FactOf] = MappingProxyType(
    {act.value: _ticked(act) for act in Act}
    | {pair.act.value: lambda visit, _loan, pair=pair: pair.answer(visit) for pair in PAIRS}
    | {fact.__name__: fact for fact in NAMED}
)


class Inquiry:
    """Answers a visit's facts by name, each computed once."""

    def __init__(self, visit: Visit, loan: Loan | None) -> None:
        self._visit, self._loan = visit, loan
        self._known: dict[str, Answer] = {}

    def __call__(self, name: str) -> Answer:
        if name not in self._known:
            self._known[name] = FACTS[name](self._visit, self._loan)
        return self._known[name]
