"""What a loan costs in a year, by internal rate of return. Decimal only, no Django.

中国人民银行公告〔2021〕第3号: cost is interest and every fee tied to the loan; the base is what is
still owed after each payment; compound (internal rate of return) and simple are both allowed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import accumulate, pairwise

from borrower_guide.money.instalments import YEAR, Flow, Loan
from borrower_guide.schema.vocabulary import Vocabulary

Growth = Callable[[Decimal, int], Decimal]  # what one yuan owed grows to: rate, ticks
PRECISION = 50
CLOSE_ENOUGH = Decimal("1e-24")
ONE, HUNDRED = Decimal(1), Decimal(100)
MOST = Decimal("9999.99")  # in percent; beyond it a number tells nothing


class NoRate(Vocabulary):
    """Why a row of flows has no rate that could be told."""

    NOTHING_LENT = "nothing_lent", "到手那天就还完了，没有用到钱，算不出年利率。"
    LESS_THAN_LENT = "less_than_lent", "填的还款加起来比到手的少，看看是不是漏了几期。"
    MANY = "many", "钱进进出出，会有不止一个答案，所以不给数。"


@dataclass(frozen=True, slots=True)
class Rates:
    """Yearly rates as fractions of one, good to twelve places.

    `simple`: a month's rate times twelve (or a day's times 365), no interest on interest between
    two payments. `compound`: the same cost as a rate that grows on itself for a year.
    """

    simple: Decimal
    compound: Decimal


@dataclass(frozen=True, slots=True)
class Cost:
    """What is paid in all, how much more than was received, and the rates."""

    paid: Decimal
    extra: Decimal
    rates: Rates | NoRate


def cost_of(loan: Loan) -> Cost:
    """The cost of a loan: interest and fees together."""
    paid = sum((one.amount for one in (*loan.payments, *loan.others)), Decimal(0))
    return Cost(paid, paid - loan.received, yearly_rates(loan.flows))


def yearly_rates(flows: Iterable[Flow]) -> Rates | NoRate:
    """The one simple and the one compound rate of the flows, or why there is none.

    Let S be what was received less what was paid, after each payment. If S begins above zero, ends
    below, and changes sign once, each kind of rate exists and is the only one at or above zero:
    what is owed at the end is a sum of S weighted by time, and as the rate rises the early weights
    gain on the late ones. Any other run of S is refused.
    """
    rows = _by_time(flows)
    if why := _refused(rows):
        return why
    with localcontext() as context:
        context.prec = PRECISION
        simple = _root(rows, _simple_growth)
        tick = _root(rows, _compound_growth) / YEAR
        return Rates(_told(simple), _told((ONE + tick) ** YEAR - ONE))


def percent(rate: Decimal) -> Decimal:
    """A fraction as percent to two places, half up: 0.120050 is 12.01."""
    return (rate * HUNDRED).quantize(Decimal("0.01"), ROUND_HALF_UP)


def percent_words(rate: Decimal) -> str:
    """12.01%; 超过 9999.99% where a number would tell nothing."""
    shown = min(rate, MOST)  # so that quantize cannot run out of digits
    return f"{percent(shown)}%" if rate <= MOST / HUNDRED else f"超过 {MOST}%"


def _by_time(flows: Iterable[Flow]) -> list[Flow]:
    at: dict[int, Decimal] = defaultdict(Decimal)
    for flow in flows:
        at[flow.at] += flow.amount
    return [Flow(*row) for row in sorted(at.items())]


def _refused(rows: list[Flow]) -> NoRate | None:
    balance = list(accumulate(row.amount for row in rows))
    if balance[0] <= 0:
        return NoRate.NOTHING_LENT
    if balance[-1] > 0:
        return NoRate.LESS_THAN_LENT
    signs = [value > 0 for value in balance if value]
    changes = sum(one != next_one for one, next_one in pairwise(signs))
    return None if changes == (balance[-1] < 0) else NoRate.MANY


def _root(rows: list[Flow], growth: Growth) -> Decimal:
    """The yearly rate at which nothing is owed at the end, by bisection.

    At `low` the end is at or below zero, at `high` above it: the sign changes between them. Above
    some rate it always is, since the first amount is received and grows without limit.
    """
    low, high = Decimal(0), ONE
    if _owed_at_end(rows, growth, low) == 0:
        return low
    while _owed_at_end(rows, growth, high) <= 0:
        low, high = high, high * 2
    while high - low > CLOSE_ENOUGH * max(ONE, high):
        middle = (low + high) / 2
        low, high = (low, middle) if _owed_at_end(rows, growth, middle) > 0 else (middle, high)
    return high


def _owed_at_end(rows: list[Flow], growth: Growth, rate: Decimal) -> Decimal:
    factors: dict[int, Decimal] = {}
    owed = rows[0].amount
    for before, row in pairwise(rows):
        ticks = row.at - before.at
        if ticks not in factors:
            factors[ticks] = growth(rate, ticks)
        owed = owed * factors[ticks] + row.amount
    return owed


def _simple_growth(rate: Decimal, ticks: int) -> Decimal:
    return ONE + rate * ticks / YEAR


def _compound_growth(rate: Decimal, ticks: int) -> Decimal:
    return (ONE + rate / YEAR) ** ticks


def _told(rate: Decimal) -> Decimal:
    # Exact roots such as 0.12005 come out a hair beside; twelve places put them back.
    if rate > MOST:
        return rate
    return rate.quantize(Decimal("1e-12"), ROUND_HALF_UP)
