"""Rates hold for any loan: against numpy-financial, and against what a rate means."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import numpy_financial as npf
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from borrower_guide.money.cost import NoRate, Rates, cost_of, yearly_rates
from borrower_guide.money.instalments import YEAR, Flow, Loan, Payment, equal_instalments
from tests.money.loans import DAY_ONE, any_flows, loans, present_value, rates, sums

PLACES = Decimal("1e-9")
STEEP = 3  # above 300 % a year a payment years away may weigh less than the places that are told


def is_dearer(one: Rates, other: Rates) -> bool:
    """Whether both rates of one loan are above the other's."""
    steep = one.compound == other.compound > STEEP
    return one.simple > other.simple and (one.compound > other.compound or steep)


@given(received=sums, count=st.integers(1, 60), extra=st.integers(1, 300))
def test_equal_instalments_as_numpy_has_them(received: Decimal, count: int, extra: int) -> None:
    amount = (received * (100 + extra) / 100 / count).quantize(Decimal("0.01")) + Decimal("0.01")
    first = DAY_ONE + timedelta(days=31)
    found = rates(Loan(received, DAY_ONE, equal_instalments(count, amount, first), (), True).flows)
    month = float(
        npf.rate(count, -float(amount), float(received), 0, guess=float(found.simple) / 12)
    )
    assert float(found.simple) == pytest.approx(12 * month, rel=1e-6, abs=1e-8)
    assert float(found.compound) == pytest.approx((1 + month) ** 12 - 1, rel=1e-5, abs=1e-7)


@given(loans(monthly=True))
def test_unequal_instalments_as_numpy_has_them(loan: Loan) -> None:
    first = replace(loan.payments[0], on=DAY_ONE + timedelta(days=31))
    loan = replace(loan, payments=(first, *loan.payments[1:]))
    row = [float(loan.received), *(-float(one.amount) for one in loan.payments)]
    month = float(npf.irr(row))
    assert float(rates(loan.flows).compound) == pytest.approx((1 + month) ** 12 - 1, rel=1e-5)


@given(loans())
def test_discounted_at_the_rate_the_loan_is_worth_nothing(loan: Loan) -> None:
    found = rates(loan.flows)
    assert abs(present_value(loan.flows, found.compound)) < loan.received * PLACES


@given(loans())
def test_the_simple_rate_is_the_cost_over_what_was_still_owed_and_how_long(loan: Loan) -> None:
    rate = rates(loan.flows).simple
    owed_years, principal, interest, at = Decimal(0), loan.received, Decimal(0), 0
    for flow in sorted(loan.flows)[1:]:
        years = Decimal(flow.at - at) / YEAR
        owed_years, at = owed_years + principal * years, flow.at
        interest += principal * years * rate
        to_interest = min(interest, -flow.amount)
        interest, principal = interest - to_interest, principal + flow.amount + to_interest
    # The sum leans the harder on the last places of the rate, the higher that is: to a thousandth
    # of a fen for each 100 yuan, as long as the rate stays below 1,000 % a year.
    assume(rate < 10)
    assert abs(rate * owed_years - cost_of(loan).extra) < loan.received * Decimal("1e-7")


@given(loans(), st.integers(2, 9999))
def test_all_money_scaled_leaves_the_rate(loan: Loan, times: int) -> None:
    scaled = [Flow(at, amount * times / 100) for at, amount in loan.flows]
    before, after = rates(loan.flows), rates(scaled)
    assert abs(before.simple - after.simple) <= before.simple * PLACES
    assert abs(before.compound - after.compound) <= before.compound * PLACES


@given(loans(), st.integers(1, 400))
def test_the_same_paid_later_lowers_the_rate(loan: Loan, days: int) -> None:
    last = replace(loan.payments[-1], on=loan.payments[-1].on + timedelta(days=days))
    before = rates(loan.flows)
    after = rates(replace(loan, payments=(*loan.payments[:-1], last)).flows)
    assert is_dearer(before, after)


@given(loans(), st.decimals(min_value="0.01", max_value="0.99", places=2))
def test_interest_deducted_in_advance_raises_the_rate(loan: Loan, part: Decimal) -> None:
    before, after = rates(loan.flows), rates(replace(loan, received=loan.received * part).flows)
    assert is_dearer(after, before)


@given(loans(), st.integers(0, 900), sums)
def test_a_fee_raises_the_rate(loan: Loan, days: int, fee: Decimal) -> None:
    others = (Payment(DAY_ONE + timedelta(days=days), fee),)
    before, after = rates(loan.flows), yearly_rates(replace(loan, others=others).flows)
    if after is NoRate.NOTHING_LENT:
        assert days == 0
        assert fee >= loan.received
    else:
        assert not isinstance(after, NoRate)
        assert is_dearer(after, before)


@settings(max_examples=400)
@given(any_flows(), st.integers(1, 5000))
def test_where_a_rate_is_told_no_other_rate_would_do(flows: list[Flow], per_mille: int) -> None:
    found = yearly_rates(flows)
    if isinstance(found, NoRate) or found.compound == 0:
        return
    other = Decimal(per_mille) / 1000
    value = present_value(flows, other)
    if abs(other - found.compound) > PLACES:
        assert (value > 0) == (other > found.compound), found
