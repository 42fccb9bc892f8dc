"""What a loan costs in a year, by internal rate of return. Decimal only, no Django.

中国人民银行公告〔2021〕第3号: cost is interest and every fee tied to the loan; the base is what is
still owed after each payment; compound (internal rate of return) and simple are both allowed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import pairwise

from borrower_guide.money.instalments import YEAR, Flow, Loan
from borrower_guide.schema.vocabulary import Vocabulary

Owed = Callable[[list[Flow], Decimal], Decimal]  # what is owed after the last flow, at a rate
PRECISION = 50
CLOSE_ENOUGH = Decimal("1e-24")
ONE, HUNDRED = Decimal(1), Decimal(100)
MOST = Decimal("9999.99")  # in percent; beyond it a number tells nothing


class NoRate(Vocabulary):
    """Why a row of flows has no rate that could be told."""

    NOTHING_LENT = "nothing_lent", "到手那天就还完了，没有用到钱，算不出年利率。"
    LESS_THAN_LENT = "less_than_lent", "填的还款加起来比到手的少，看看是不是漏了几期。"
    MANY = "many", "还款当中又有钱进来，答案会不止一个，所以不给数。退的钱从那一期里减掉再算。"


@dataclass(frozen=True, slots=True)
class Rates:
    """Yearly rates as fractions of one, good to twelve places.

    `simple`: the cost over what is still owed after each payment and for how long; interest bears
    none itself, and a payment goes to it first. For equal instalments that is the month's rate
    times twelve. `compound`: the internal rate of return, grown on itself for a year.
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

    The first amount must be received and all later ones paid, or it is refused: only then is there
    one answer. For at any rate, once nothing more is owed nothing is owed at the end; and as long
    as something is, a higher rate leaves more of it. So what is owed at the end changes sign once.
    """
    rows = _by_time(flows)
    if why := _refused(rows):
        return why
    with localcontext() as context:
        context.prec = PRECISION
        tick = _root(rows, _owed_compound) / YEAR
        return Rates(_told(_root(rows, _owed_simple)), _told((ONE + tick) ** YEAR - ONE))


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
    if rows[0].amount <= 0:
        return NoRate.NOTHING_LENT
    if any(row.amount > 0 for row in rows[1:]):
        return NoRate.MANY
    return NoRate.LESS_THAN_LENT if sum(row.amount for row in rows) > 0 else None


def _root(rows: list[Flow], owed: Owed) -> Decimal:
    """The yearly rate at which nothing is owed at the end, by bisection.

    At `low` nothing is owed or less, at `high` something: the sign changes between them. `high` is
    found, since what is owed grows without limit as the rate does.
    """
    low, high = Decimal(0), ONE
    if owed(rows, low) == 0:
        return low
    while owed(rows, high) <= 0:
        low, high = high, high * 2
    while high - low > CLOSE_ENOUGH * max(ONE, high):
        middle = (low + high) / 2
        low, high = (low, middle) if owed(rows, middle) > 0 else (middle, high)
    return high


def _owed_simple(rows: list[Flow], rate: Decimal) -> Decimal:
    principal, interest = rows[0].amount, Decimal(0)
    for before, row in pairwise(rows):
        interest += principal * rate * (row.at - before.at) / YEAR
        interest += row.amount
        if interest < 0:  # more was paid than interest: the rest goes to principal
            principal, interest = principal + interest, Decimal(0)
    return principal + interest


def _owed_compound(rows: list[Flow], rate: Decimal) -> Decimal:
    """`rate` is a year's at growth tick by tick: one yuan becomes 1 + rate / YEAR in each."""
    factors: dict[int, Decimal] = {}
    owed = rows[0].amount
    for before, row in pairwise(rows):
        ticks = row.at - before.at
        if ticks not in factors:
            factors[ticks] = (ONE + rate / YEAR) ** ticks
        owed = owed * factors[ticks] + row.amount
    return owed


def _told(rate: Decimal) -> Decimal:
    # Exact roots such as 0.12005 come out a hair beside; twelve places put them back.
    if rate > MOST:
        return rate
    return rate.quantize(Decimal("1e-12"), ROUND_HALF_UP)
