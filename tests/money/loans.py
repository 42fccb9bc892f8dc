"""Loans to try, and a second reading of what a rate is."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal, localcontext

from hypothesis import strategies as st

from borrower_guide.money.cost import NoRate, Rates, yearly_rates
from borrower_guide.money.instalments import YEAR, Flow, Loan, Payment

DAY_ONE = date(2026, 1, 5)
sums = st.decimals(min_value=100, max_value=100_000, places=2)


def rates(flows: Iterable[Flow]) -> Rates:
    """The rates of flows that have some."""
    found = yearly_rates(flows)
    assert not isinstance(found, NoRate), found
    return found


def present_value(flows: Iterable[Flow], yearly: Decimal) -> Decimal:
    """Every flow discounted to the first day at a compound rate a year."""
    with localcontext() as context:
        context.prec = 60
        return sum(
            (amount / (1 + yearly) ** (Decimal(at) / YEAR) for at, amount in flows), Decimal(0)
        )


@st.composite
def loans(draw: st.DrawFn, monthly: bool = False) -> Loan:
    """A loan that is paid back with something on top, 1 to 24 payments within six years."""
    received = draw(sums)
    count = draw(st.integers(1, 24))
    days = draw(st.lists(st.integers(1, 2000), min_size=count, max_size=count))
    parts = draw(st.lists(st.integers(1, 100), min_size=count, max_size=count))
    extra = draw(st.integers(1, 200))
    total = received * (100 + extra) / 100
    amounts = [(total * part / sum(parts)).quantize(Decimal("0.01")) for part in parts]
    amounts[0] += Decimal("0.50")  # more than rounding can have taken away
    payments = tuple(
        Payment(DAY_ONE + timedelta(days=day), amount)
        for day, amount in zip(sorted(days), amounts, strict=True)
    )
    return Loan(received, DAY_ONE, payments, monthly=monthly)


@st.composite
def any_flows(draw: st.DrawFn) -> list[Flow]:
    """Money in and out in any order."""
    amounts = st.integers(-1000, 1000).map(Decimal)
    rows = draw(st.lists(st.tuples(st.integers(0, 8000), amounts), min_size=1, max_size=8))
    return [Flow(0, Decimal(draw(st.integers(1, 1000)))), *(Flow(*row) for row in rows)]
