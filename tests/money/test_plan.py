"""What is left, and how long it takes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_guide.money.plan import Debt, Item, Plan

sums = st.decimals(min_value="0.01", max_value="999999", places=2)


def a_debt(owed: str | None, monthly: str | None) -> Debt:
    return Debt("某银行", Decimal(owed) if owed else None, Decimal(monthly) if monthly else None)


@pytest.mark.parametrize(
    ("owed", "monthly", "months", "last"),
    [
        ("12000", "1000", 12, "1000"),
        ("12000.01", "1000", 13, "0.01"),
        ("500", "1000", 1, "500"),
        ("1000", "300", 4, "100"),
    ],
)
def test_months_and_the_last_payment(owed: str, monthly: str, months: int, last: str) -> None:
    debt = a_debt(owed, monthly)
    assert debt.months == months
    assert debt.last == Decimal(last)


@pytest.mark.parametrize(("owed", "monthly"), [(None, "5"), ("5", None), ("0", "5"), ("5", "0")])
def test_without_a_sum_there_are_no_months(owed: str | None, monthly: str | None) -> None:
    assert a_debt(owed, monthly).months is None
    assert a_debt(owed, monthly).last is None


@given(sums, sums)
def test_the_payments_make_up_the_debt(owed: Decimal, monthly: Decimal) -> None:
    debt = Debt("", owed, monthly)
    assert debt.months is not None
    assert debt.last is not None
    assert 0 < debt.last <= monthly
    assert monthly * (debt.months - 1) + debt.last == owed


def test_what_is_left_is_told_even_below_zero() -> None:
    plan = Plan(Decimal(3000), (Item("房租", Decimal(2000)), Item("饭", Decimal(1500))), ())
    assert (plan.needed, plan.left, plan.offered, plan.spare) == (3500, -500, 0, -500)


def test_what_is_offered_comes_off_what_is_left() -> None:
    plan = Plan(
        Decimal(5000), (Item("饭", Decimal(1500)),), (a_debt("9", "600"), a_debt("9", None))
    )
    assert (plan.left, plan.offered, plan.spare) == (3500, 600, 2900)


def test_beyond_fifty_years_a_number_of_months_tells_nothing() -> None:
    assert not a_debt("600", "1").too_long
    assert a_debt("600.01", "1").too_long
