"""The named facts that patterns speak of: pure questions to all visits of a case.

A fact gives groups of visits, or none. It looks only for what was told, never for what was not:
a visit less, or an answer less, never makes a group, nor a larger one. No law counts visits; the
seven and the thirty days are ways to count, not limits.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from borrower_guide.law.answer import Answer, any_of
from borrower_guide.law.facts import Inquiry
from borrower_guide.law.footing import Ground
from borrower_guide.law.pairs import says_something
from borrower_guide.schema.acts import Act
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import PlaceType, YesNo
from borrower_guide.schema.when import When

WEEK, MONTH = 7, 30
# 现在的住处 and 租住处 may be one flat that two entries call by two names.
SAME_PLACE = {PlaceType.RENTED_HOME: PlaceType.CURRENT_HOME}
ASKED_TO_LEAVE = frozenset({Act.REFUSED_TO_LEAVE, Act.POLITE_LEFT_WHEN_ASKED})
TOLD_OTHERS = (
    Act.DISCLOSED_TO_NEIGHBOUR,
    Act.DISCLOSED_TO_FAMILY,
    Act.DISCLOSED_TO_WORKPLACE,
    Act.DISCLOSED_TO_COMMITTEE,
    Act.DISCLOSED_ONLINE,
    "told_someone_else",
)


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """One visit that counts: it has a day, in or after 2021. `start` is when it began.

    Two entries with the same words are still two, so they compare by identity.
    """

    visit: Visit
    loan: Loan | None
    ground: Ground
    start: When
    ask: Inquiry

    @property
    def day(self) -> date:
        return self.start.day


@dataclass(frozen=True, slots=True)
class Group:
    """Visits that belong together, in order of time.

    `number` is what `at_least` is held against: the visits, unless a fact says otherwise. `who`
    is a name as it was claimed, or a loan.
    """

    visits: tuple[Met, ...]
    number: int
    who: str = ""

    @classmethod
    def of(cls, visits: Iterable[Met], who: str = "") -> "Group":
        together = tuple(visits)
        return cls(together, len(together), who)


CaseFact = Callable[[Sequence[Met]], Iterable[Group]]


def within_7_days(met: Sequence[Met]) -> Iterator[Group]:
    """The most visits in any seven days on end, the first and the last day included."""
    yield _busiest(met, WEEK)


def within_30_days(met: Sequence[Met]) -> Iterator[Group]:
    """The most visits in any thirty days on end."""
    yield _busiest(met, MONTH)


def _busiest(met: Sequence[Met], days: int) -> Group:
    """Of windows with as many visits, the latest."""
    return max(map(Group.of, _windows(met, days)), key=lambda group: (group.number, _last(group)))


def _windows(met: Sequence[Met], days: int) -> Iterator[Sequence[Met]]:
    """For each visit, it and all before it that lie within so many days."""
    first = 0
    for last, one in enumerate(met):
        while (one.day - met[first].day).days >= days:
            first += 1
        yield met[first : last + 1]


def _last(group: Group) -> date:
    return group.visits[-1].day


def places_within_7_days(met: Sequence[Met]) -> Iterator[Group]:
    """The seven days with the most kinds of places; `number` counts the kinds."""
    placed = [one for one in met if one.visit.place_type]
    if placed:
        groups = (Group(tuple(some), len(_kinds(some))) for some in _windows(placed, WEEK))
        yield max(groups, key=lambda group: (group.number, len(group.visits), _last(group)))


def _kinds(met: Iterable[Met]) -> set[PlaceType]:
    told = (one.visit.place_type for one in met)
    return {SAME_PLACE.get(place, place) for place in told if place}


def same_firm(met: Sequence[Met]) -> Iterator[Group]:
    """Visits whose visitors claimed the same employer."""
    return _by_claim(met, "claimed_employer")


def same_person(met: Sequence[Met]) -> Iterator[Group]:
    """Visits where someone gave the same name. A name that was given proves no person."""
    return _by_claim(met, "claimed_name")


def _by_claim(met: Sequence[Met], field: str) -> Iterator[Group]:
    found: dict[str, list[Met]] = {}
    spelled: dict[str, str] = {}
    for one in met:
        told = [(getattr(visitor, field) or "").split() for visitor in one.visit.visitors]
        # Blanks are the only thing that is evened out: 甲 公司 and 甲公司 are one.
        for claim, spelling in {"".join(words): " ".join(words) for words in told if words}.items():
            spelled.setdefault(claim, spelling)
            found.setdefault(claim, []).append(one)
    return (Group.of(visits, spelled[claim]) for claim, visits in found.items())


def same_loan(met: Sequence[Met]) -> Iterator[Group]:
    """Visits for the same loan of the case."""
    found: dict[str, list[Met]] = {}
    for one in met:
        if one.loan:
            found.setdefault(one.loan.id, []).append(one)
    for visits in found.values():
        loan = visits[0].loan
        yield Group.of(visits, (loan and (loan.platform or loan.lender or loan.id)) or "")


def after_asked_to_leave(met: Sequence[Met]) -> Iterator[Group]:
    """Visits where they were asked to leave, and those that surely came later."""
    return _afterwards(met, _asked_to_leave)


def after_police(met: Sequence[Met]) -> Iterator[Group]:
    """Visits with a call to the police, and those that surely came later."""
    return _afterwards(met, lambda visit: says_something(visit.police) is Answer.YES)


def _asked_to_leave(visit: Visit) -> bool:
    return visit.asked_to_leave_at is not None or bool(ASKED_TO_LEAVE & set(visit.acts))


def _afterwards(met: Sequence[Met], turned: Callable[[Visit], bool]) -> Iterator[Group]:
    """`number` counts the later visits alone; the turned ones without any later are left out."""
    turns = [one for one in met if turned(one.visit)]
    later = [one for one in met if any(turn.start.before(one.start) for turn in turns)]
    causes = [turn for turn in turns if any(turn.start.before(one.start) for one in later[::-1])]
    together = {*later, *causes}
    yield Group(tuple(one for one in met if one in together), len(later))


def without_consent(met: Sequence[Met]) -> Iterator[Group]:
    """Visits that someone said they did not agree to; silence is no refusal."""
    yield Group.of(one for one in met if one.visit.consent_given is YesNo.NO)


def at_night(met: Sequence[Met]) -> Iterator[Group]:
    """Visits between 22:00 and 08:00, agreed to or not."""
    return _with_any(met, Act.NIGHT_VISIT)


def pestered(met: Sequence[Met]) -> Iterator[Group]:
    """Visits on which they would not leave, or followed someone."""
    return _with_any(met, Act.REFUSED_TO_LEAVE, Act.FOLLOWED)


def threatened(met: Sequence[Met]) -> Iterator[Group]:
    """Visits with a threat to someone's person."""
    return _with_any(met, Act.THREATENED_PERSON)


def threatened_to_tell(met: Sequence[Met]) -> Iterator[Group]:
    """Visits with a threat to tell others."""
    return _with_any(met, Act.THREATENED_DISCLOSURE)


def told_others(met: Sequence[Met]) -> Iterator[Group]:
    """Visits on which someone who has nothing to do with the debt was told; no guarantors."""
    return _with_any(met, *TOLD_OTHERS)


def _with_any(met: Sequence[Met], *names: str) -> Iterator[Group]:
    yield Group.of(one for one in met if any_of(map(one.ask, names)) is Answer.YES)


NAMED: tuple[CaseFact, ...] = (
    within_7_days,
    within_30_days,
    places_within_7_days,
    same_firm,
    same_person,
    same_loan,
    after_asked_to_leave,
    after_police,
    without_consent,
    at_night,
    pestered,
    threatened,
    threatened_to_tell,
    told_others,
)
CASE_FACTS: Mapping[str, CaseFact] = MappingProxyType({fact.__name__: fact for fact in NAMED})
