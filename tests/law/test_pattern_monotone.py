"""A visit or an answer taken away never adds a pattern, never raises a level."""

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_guide.law.patterns import assess_case
from borrower_guide.law.rule import Level
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.vocabulary import Knowledge, LenderType, PlaceType, Relation, YesNo
from tests.law.tables import a_visit
from tests.law.test_monotone import blanked, contradicts, one, part, possible

# Close together and on both sides of every switch, so that windows and laws change.
TIMES = [
    "2020-12-31T23:50:00+08:00",
    "2021-01-01",
    "2025-02-27T23:30:00+08:00",
    "2025-02-28T07:00:00+08:00",
    "2025-12-31",
    "2025-12-31T23:50:00+08:00",
    "2026-01-01T00:10:00+08:00",
    "2026-01-02T22:30:00+08:00",
    "2026-01-06T12:00:00+08:00",
    "2026-01-07T12:00:00+08:00",
    "2026-01-08",
    "2026-01-30T22:10:00+08:00",
    "2026-01-31T09:00:00+08:00",
]
ACTS = [
    *("night_visit", "refused_to_leave", "polite_left_when_asked", "followed", "disclosed_online"),
    *(
        "threatened_person",
        "threatened_disclosure",
        "disclosed_to_family",
        "disclosed_to_neighbour",
    ),
]
CLAIMS = st.sampled_from(["甲公司", "甲 公司", "乙公司", " "])
VISITS = st.fixed_dictionaries(
    {"started_at": st.sampled_from(TIMES)},
    optional={
        "ended_at": st.sampled_from(TIMES),
        "asked_to_leave_at": st.sampled_from(TIMES),
        "knowledge": one(Knowledge),
        "loan": st.sampled_from(["L1", "L2", "L3"]),
        "place_type": one(PlaceType),
        "visitors": st.lists(part(claimed_name=CLAIMS, claimed_employer=CLAIMS), max_size=2),
        "consent_given": one(YesNo),
        "acts": st.lists(st.sampled_from(ACTS), unique=True, max_size=4),
        "third_parties_told": st.lists(part(relation=one(Relation)), max_size=2),
        "police": part(call_no=st.sampled_from(["", "110-1"]), station=st.just("某派出所")),
    },
)
CASES = st.lists(VISITS, min_size=2, max_size=6)
LENDERS = st.fixed_dictionaries({key: one(LenderType) for key in ("L1", "L2", "L3")})
Fields = dict[str, Any]
Said = dict[tuple[str, str], int]


def in_time(fields: Fields) -> Fields:
    """The fields without an end, or a request to leave, before the start."""
    start = fields["started_at"]
    asked = fields.get("asked_to_leave_at", start)
    late = asked[:10] > start[:10] or asked >= start
    return possible({key: v for key, v in fields.items() if late or key != "asked_to_leave_at"})


def said(case: list[Fields], lenders: Fields) -> Said:
    """How grave each pattern is for each firm, person or loan: 1 unclear, 2 likely breach."""
    visits = [a_visit(**fields).with_changes(id=f"V{at}") for at, fields in enumerate(case)]
    loans = [Loan.read({"id": key, "lender_type": kind}) for key, kind in lenders.items()]
    return {
        (found.pattern, "".join(found.who.split())): 1 + (found.level is Level.LIKELY_BREACH)
        for found in assess_case(visits, loans).findings
    }


def rises(before: Said, after: Said) -> Said:
    return {key: grave for key, grave in after.items() if grave > before.get(key, 0)}


def one_less(case: list[Fields]) -> Iterator[list[Fields]]:
    """Every case that has a visit less, or an answer less in one visit; 没有写日子 too."""
    for at, fields in enumerate(case):
        yield case[:at] + case[at + 1 :]
        for less in blanked(fields):
            yield [*case[:at], less, *case[at + 1 :]]


@settings(max_examples=200, deadline=None)
@given(told=CASES, lenders=LENDERS)
def test_one_less_never_adds_a_pattern_nor_raises_a_level(
    told: list[Fields], lenders: Fields
) -> None:
    case = [in_time(fields) for fields in told]
    if any(contradicts(fields) for fields in case):
        return
    before = said(case, lenders)
    for key in lenders:
        assert not rises(before, said(case, lenders | {key: None})), key
    for less in one_less(case):
        assert not rises(before, said(less, lenders)), less


@settings(max_examples=100, deadline=None)
@given(told=CASES, lenders=LENDERS)
def test_a_visit_less_adds_none_even_where_answers_contradict(
    told: list[Fields], lenders: Fields
) -> None:
    case = [in_time(fields) for fields in told]
    before = said(case, lenders)
    for at in range(len(case)):
        assert not rises(before, said(case[:at] + case[at + 1 :], lenders))


@settings(max_examples=100, deadline=None)
@given(told=CASES, lenders=LENDERS)
def test_every_finding_has_a_source_and_two_visits_or_more(
    told: list[Fields], lenders: Fields
) -> None:
    visits = [a_visit(**in_time(one)).with_changes(id=f"V{at}") for at, one in enumerate(told)]
    loans = [Loan.read({"id": key, "lender_type": kind}) for key, kind in lenders.items()]
    assessed = assess_case(visits, loans)
    for found in assessed.findings:
        assert found.provisions
        assert found.count == len(set(found.visits)) >= 2
        assert found.first_on <= found.last_on
        assert found.first_on.year >= 2021
        assert "{" not in found.why
    assert len(set(assessed.gaps)) == len(assessed.gaps)
    assert all(gap.text.endswith("。") and ":" in gap.code for gap in assessed.gaps)
