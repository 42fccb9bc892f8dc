"""Cases that make every rule and pattern speak: each act alone, and each field that one needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from borrower_guide.schema.acts import Act
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import LenderType, Relation

Told = Mapping[str, Any]
NIGHT, NOON = 23, 12
TIMES = 3  # the most that a pattern counts to
# Visits that one act alone does not tell.
FIELDS: tuple[Told, ...] = (
    {"notice_given": "no"},
    {"consent_given": "no"},
    {"entered_home": "without_consent", "acts": ["filmed_inside"]},
    {"entered_home": "without_consent", "place_type": "workplace"},
    {"entered_home": "invited", "acts": ["refused_to_leave"]},
    {"entered_home": "invited", "acts": ["refused_to_leave"], "place_type": "workplace"},
    {"acts": ["polite_left_when_asked", "refused_to_leave"]},
    {"visitors": [{"id_shown": "shown", "authorisation_shown": "shown"}]},
    {"visitors": [{"claimed_employer": "甲公司", "claimed_name": "甲"}]},
    {"posted_notice": {"shows_name": "yes", "seen_by_public": "yes"}},
    {"posted_notice": {"shows_name": "yes", "seen_by_public": "no"}},
    {"police": {"station": "甲"}},
    *({"third_parties_told": [{"relation": relation}]} for relation in Relation),
)
AT_NIGHT: tuple[Told, ...] = ({}, {"consent_given": "no"}, {"consent_given": "yes"})
PLACES: tuple[Told, ...] = tuple(
    {"place_type": place} for place in ("current_home", "workplace", "school")
)


@dataclass(frozen=True, slots=True)
class Probe:
    """What is told of a visit, the hour it begins, and in what the repetitions differ."""

    told: Told
    hour: int = NOON
    each: tuple[Told, ...] = ({},) * TIMES

    def case(self, day: date, lender: LenderType) -> tuple[tuple[Visit, ...], Loan]:
        """The visit several times on one day, a minute apart, and the loan it was about."""
        visits = tuple(self._visit(number, day) for number in range(TIMES))
        return visits, Loan.read({"id": "L1", "lender_type": lender})

    def _visit(self, number: int, day: date) -> Visit:
        start = f"{day}T{self.hour}:{number:02}:00+08:00"
        told = {**self.told, **self.each[number], "started_at": start}
        return Visit.read({"id": f"V{number + 1}", "loan": "L1", **told})


def probes() -> Iterator[Probe]:
    """All of them. Together they make every rule and pattern speak at every level it has."""
    yield from (Probe({"acts": [act]}) for act in Act)
    yield from map(Probe, FIELDS)
    yield from (Probe(told, NIGHT) for told in AT_NIGHT)
    yield Probe({}, each=PLACES)
