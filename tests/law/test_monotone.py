"""An answer taken away never adds a breach."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from borrower_guide.law.assess import assess
from borrower_guide.law.pairs import PAIRS, enters_no_home
from borrower_guide.law.rule import Level
from borrower_guide.law.span import Span
from borrower_guide.schema.acts import Act
from borrower_guide.schema.vocabulary import (
    ClaimedRole,
    EnteredHome,
    Knowledge,
    LenderType,
    PayeeType,
    PlaceType,
    Relation,
    Shown,
    YesNo,
)
from tests.law.tables import a_loan, a_visit

TIMES = [
    "2020-12-31T23:50:00+08:00",
    "2025-02-27T23:30:00+08:00",
    "2025-02-28",
    "2025-12-31T21:50:00+08:00",
    "2025-12-31T23:50:00+08:00",
    "2026-01-01T00:10:00+08:00",
    "2026-01-01",
    "2026-01-30T07:30:00+08:00",
    "2026-03-01T12:00:00+08:00",
    "2026-03-01T22:10:00+08:00",
]


def one(kind: type) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from([member.value for member in kind])


def part(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


WORDS = st.sampled_from(["", "门锁", "说我欠钱"])
VISITS = st.fixed_dictionaries(
    {"started_at": st.sampled_from(TIMES)},
    optional={
        "started_precision": st.sampled_from(["exact", "about"]),
        "ended_at": st.sampled_from(TIMES),
        "ended_precision": st.sampled_from(["exact", "about"]),
        "left_at": st.sampled_from(TIMES),
        "knowledge": one(Knowledge),
        "place_type": one(PlaceType),
        "visitors": st.lists(
            part(
                claimed_role=one(ClaimedRole),
                id_shown=one(Shown),
                authorisation_shown=one(Shown),
            ),
            max_size=3,
        ),
        "notice_given": one(YesNo),
        "consent_given": one(YesNo),
        "acts": st.lists(st.sampled_from([act.value for act in Act]), unique=True, max_size=6),
        "entered_home": one(EnteredHome),
        "filming": one(YesNo),
        "third_parties_told": st.lists(part(relation=one(Relation), heard=WORDS), max_size=2),
        "posted_notice": part(
            words=WORDS, shows_name=one(YesNo), shows_amount=one(YesNo), seen_by_public=one(YesNo)
        ),
        "payment_demanded": part(payee_type=one(PayeeType), amount=st.just("500")),
        "fee_demanded": part(name=WORDS, amount=st.just("50")),
        "documents_to_sign": st.lists(part(title=WORDS, signed=st.booleans()), max_size=2),
        "items_taken": st.lists(part(item=WORDS), max_size=2),
        "damage": WORDS,
        "injury": WORDS,
    },
)
LENDERS = one(LenderType)
# A written time is exact unless 大约 is said: taking 大约 away says something, it blanks nothing.
NOT_ANSWERS = {"started_precision", "ended_precision"}


def possible(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields without an end before the start."""
    start = fields["started_at"]
    return {
        key: value
        for key, value in fields.items()
        if key not in ("ended_at", "left_at") or value[:10] > start[:10] or value >= start
    }


def contradicts(fields: dict[str, Any]) -> bool:
    """Whether two answers stand against each other, so that one less may restore the other.

    A tick against its field; and 进了家门 at a place that is told to be no home. The words say
    家门 themselves, so without a place they are believed: if silence on the place took the breach
    away, every quick entry would lose its clearest finding. With a place that is no home there is
    `unclear` and a gap that asks which is right; blanking the place leaves the other answer.
    """
    visit = a_visit(**fields)
    return enters_no_home(visit) or any(pair.disagrees(visit) for pair in PAIRS)


def blanked(fields: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every visit that has one answer less: blank, 不清楚, or one item less of a list."""
    for key, value in fields.items():
        if key in NOT_ANSWERS:
            continue
        yield {name: kept for name, kept in fields.items() if name != key}
        if value in ("yes", "no", "invited", "without_consent"):
            yield fields | {key: "unknown"}
        for less in _less(value):
            yield fields | {key: less}


def _less(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key in value:
            yield {name: kept for name, kept in value.items() if name != key}
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield value[:place] + value[place + 1 :]
            for less in _less(item):
                yield [*value[:place], less, *value[place + 1 :]]


def breaches(fields: dict[str, Any], lender: str | None, on: Span | None = None) -> set[str]:
    findings = assess(a_visit(**fields), a_loan(lender), on).findings
    return {one.rule for one in findings if one.level is Level.LIKELY_BREACH}


@settings(max_examples=300, deadline=None)
@given(fields=VISITS, lender=LENDERS)
def test_blanking_any_answer_never_adds_a_breach(fields: dict[str, Any], lender: str) -> None:
    fields = possible(fields)
    if contradicts(fields):
        return
    before = breaches(fields, lender)
    assert breaches(fields, None) <= before
    assert breaches(fields, "unknown") <= before
    for less in blanked(fields):
        assert breaches(less, lender) <= before, less


@settings(max_examples=150, deadline=None)
@given(fields=VISITS, lender=LENDERS)
def test_blanking_a_tick_never_adds_a_breach_even_in_contradiction(
    fields: dict[str, Any], lender: str
) -> None:
    fields = possible(fields)
    before = breaches(fields, lender)
    for place in range(len(fields.get("acts", []))):
        acts = fields["acts"][:place] + fields["acts"][place + 1 :]
        assert breaches(fields | {"acts": acts}, lender) <= before


def test_a_place_that_is_no_home_takes_the_breach_away_and_asks() -> None:
    fields = {"started_at": TIMES[-2], "entered_home": "without_consent"}
    assert "entered_without_consent" in breaches(fields, "bank")
    assert not breaches(fields | {"place_type": "workplace"}, "bank")
    assert contradicts(fields | {"place_type": "workplace"})
    assert not contradicts(fields | {"place_type": "rented_home"})


SPANS = st.sampled_from(
    [
        Span(date(2026, 11, 24), date(2026, 11, 24)),
        Span(date(2026, 1, 1), date(2026, 11, 24)),
        Span(date(2021, 1, 1), date(2025, 12, 31)),
    ]
)


@settings(max_examples=100, deadline=None)
@given(fields=VISITS, lender=LENDERS, on=SPANS)
def test_blanking_adds_none_on_the_way_of_the_guide_either(
    fields: dict[str, Any], lender: str, on: Span
) -> None:
    fields = possible(fields)
    if contradicts(fields):
        return
    before = breaches(fields, lender, on)
    assert breaches(fields, None, on) <= before
    for less in blanked(fields):
        assert breaches(less, lender, on) <= before, less


@settings(max_examples=100, deadline=None)
@given(fields=VISITS, lender=LENDERS)
def test_every_finding_has_a_source_and_every_gap_a_sentence(
    fields: dict[str, Any], lender: str
) -> None:
    assessed = assess(a_visit(**possible(fields)), a_loan(lender))
    assert all(one.provisions and one.why and one.next_steps for one in assessed.findings)
    assert all(gap.text.endswith("。") and ":" in gap.code for gap in assessed.gaps)
    assert len(set(assessed.gaps)) == len(assessed.gaps)
