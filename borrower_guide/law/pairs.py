"""Ticks and fields that tell the same fact, and what happens when they disagree."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from borrower_guide.law.answer import Answer, any_of
from borrower_guide.schema.acts import Act
from borrower_guide.schema.model import Payload
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import (
    ClaimedRole,
    EnteredHome,
    PayeeType,
    PlaceType,
    Relation,
    Shown,
)

AUTHORITIES = frozenset(
    {
        ClaimedRole.POLICE,
        ClaimedRole.COURT,
        ClaimedRole.LAWYER,
        ClaimedRole.MEDIATOR,
        ClaimedRole.COMMUNITY,
    }
)
NO_AUTHORITIES = frozenset({ClaimedRole.COLLECTOR, ClaimedRole.LENDER})
NO_HOMES = frozenset(
    {
        PlaceType.WORKPLACE,
        PlaceType.SCHOOL,
        PlaceType.RESIDENTS_COMMITTEE,
        PlaceType.PUBLIC_PLACE,
    }
)
NOT_REFUSED = frozenset({Shown.SHOWN, Shown.PHONE_PICTURE, Shown.NOT_ASKED})


@dataclass(frozen=True, slots=True)
class Pair:
    """A tick and the field that tells the same; `field` answers NO only when it says so."""

    act: Act
    path: str
    field: Callable[[Visit], Answer]

    def answer(self, visit: Visit) -> Answer:
        """YES if either says yes and the other is silent; UNKNOWN if they disagree."""
        if self.disagrees(visit):
            return Answer.UNKNOWN
        return Answer.YES if self.act in visit.acts else self.field(visit)

    def disagrees(self, visit: Visit) -> bool:
        return self.act in visit.acts and self.field(visit) is Answer.NO


def _entered(visit: Visit) -> Answer:
    if visit.entered_home in (None, EnteredHome.UNKNOWN):
        return Answer.UNKNOWN
    return Answer.of(visit.entered_home is EnteredHome.WITHOUT_CONSENT)


def enters_no_home(visit: Visit) -> bool:
    """Whether 进了家门 is said of a place that is told to be no home: a contradiction."""
    inside = visit.entered_home in (EnteredHome.WITHOUT_CONSENT, EnteredHome.INVITED)
    entered = inside or Act.ENTERED_WITHOUT_CONSENT in visit.acts
    return entered and visit.place_type in NO_HOMES


def _refused(shown: Iterable[Shown | None]) -> Answer:
    return _over_visitors(shown, {Shown.REFUSED}, NOT_REFUSED)


def _authority(visit: Visit) -> Answer:
    roles = (visitor.claimed_role for visitor in visit.visitors)
    return _over_visitors(roles, AUTHORITIES, NO_AUTHORITIES)


def _over_visitors(
    told: Iterable[object], yes: AbstractSet[object], no: AbstractSet[object]
) -> Answer:
    """YES if any visitor's answer is in `yes`, NO only if all are in `no` and there is one."""
    answers = [_one_visitor(one in yes, one in no) for one in told]
    return any_of(answers) if answers else Answer.UNKNOWN


def _one_visitor(said_yes: bool, said_no: bool) -> Answer:
    return Answer.of(said_yes) if said_yes or said_no else Answer.UNKNOWN


def _payee(visit: Visit) -> Answer:
    payee = visit.payment_demanded.payee_type if visit.payment_demanded else None
    if payee in (None, PayeeType.UNKNOWN):
        return Answer.UNKNOWN
    return Answer.of(payee is PayeeType.PERSON)


def yes_or_unknown(told: object) -> Answer:
    """YES if something was told; silence is no answer."""
    return Answer.YES if told else Answer.UNKNOWN


def told_to(relation: Relation) -> Callable[[Visit], Answer]:
    """Whether a person of this relation is listed as told of the debt."""
    return lambda visit: yes_or_unknown(
        any(person.relation is relation for person in visit.third_parties_told)
    )


def says_something(part: Payload | None) -> Answer:
    """YES if any field of an optional section holds more than 不清楚 or blank."""
    values = part.to_payload().values() if part else ()
    return yes_or_unknown(any(value not in ("", "unknown") for value in values))


PAIRS = (
    Pair(Act.ENTERED_WITHOUT_CONSENT, "entered_home", _entered),
    Pair(
        Act.REFUSED_ID,
        "visitors.id_shown",
        lambda visit: _refused(v.id_shown for v in visit.visitors),
    ),
    Pair(
        Act.REFUSED_AUTHORISATION,
        "visitors.authorisation_shown",
        lambda visit: _refused(v.authorisation_shown for v in visit.visitors),
    ),
    Pair(Act.CLAIMED_AUTHORITY, "visitors.claimed_role", _authority),
    Pair(Act.DEMANDED_PERSONAL_TRANSFER, "payment_demanded.payee_type", _payee),
    Pair(Act.DEMANDED_FEE, "fee_demanded", lambda visit: says_something(visit.fee_demanded)),
    Pair(
        Act.DEMANDED_SIGNATURE,
        "documents_to_sign",
        lambda visit: yes_or_unknown(visit.documents_to_sign),
    ),
    Pair(Act.TOOK_ITEM, "items_taken", lambda visit: yes_or_unknown(visit.items_taken)),
    Pair(Act.POSTED_NOTICE, "posted_notice", lambda visit: says_something(visit.posted_notice)),
    Pair(Act.DISCLOSED_TO_NEIGHBOUR, "third_parties_told", told_to(Relation.NEIGHBOUR)),
    Pair(Act.DISCLOSED_TO_FAMILY, "third_parties_told", told_to(Relation.FAMILY)),
    Pair(Act.DISCLOSED_TO_WORKPLACE, "third_parties_told", told_to(Relation.WORKPLACE)),
    Pair(Act.DISCLOSED_TO_COMMITTEE, "third_parties_told", told_to(Relation.COMMITTEE)),
    Pair(
        Act.DAMAGED_PROPERTY, "damage", lambda visit: yes_or_unknown((visit.damage or "").strip())
    ),
)
