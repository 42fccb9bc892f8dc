"""What answers fill in, and which days they leave open."""

from datetime import date

import pytest

from borrower_guide.guide.flow import Option
from borrower_guide.guide.prefill import days_of, prefill
from borrower_guide.law.span import Span
from borrower_guide.schema.acts import Act
from borrower_guide.schema.vocabulary import LenderType, Shown

TODAY = date(2026, 3, 4)


def option(**fields: object) -> Option:
    return Option.model_validate({"id": "one", "label": "一", **fields})


DAYS = [
    ("today", Span(TODAY, TODAY)),
    ("this_year", Span(date(2026, 1, 1), TODAY)),
    ("earlier", Span(date(2021, 1, 1), date(2025, 12, 31))),
    (None, None),
]


@pytest.mark.parametrize(("span", "days"), DAYS)
def test_days(span: str | None, days: Span | None) -> None:
    assert days_of([option(span=span), option()], TODAY) == days


def test_acts_join_without_repeats() -> None:
    filled = prefill(
        [
            option(visit={"acts": ["shouted"]}),
            option(visit={"acts": ["insulted", "shouted"]}),
        ]
    )
    visit, loan = filled.read()
    assert visit.acts == (Act.SHOUTED, Act.INSULTED)
    assert loan is None


def test_the_later_answer_wins_and_groups_merge() -> None:
    filled = prefill(
        [
            option(visit={"knowledge": "hearsay", "visitors": [{"id_shown": "shown"}]}),
            option(visit={"knowledge": "camera", "visitors": [{"authorisation_shown": "refused"}]}),
            option(loan={"lender_type": "bank"}),
        ]
    )
    visit, loan = filled.read()
    assert visit.knowledge == "camera"
    assert visit.visitors[0].id_shown is Shown.SHOWN
    assert visit.visitors[0].authorisation_shown is Shown.REFUSED
    assert loan is not None
    assert loan.lender_type is LenderType.BANK


def test_options_are_never_changed() -> None:
    first = option(visit={"acts": ["shouted"]})
    prefill([first, option(visit={"acts": ["insulted"]})])
    assert first.visit == {"acts": ["shouted"]}
