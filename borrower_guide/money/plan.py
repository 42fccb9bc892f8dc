"""What is left of an income, and how long it takes to pay debts with it. No Django."""

from dataclasses import dataclass
from decimal import Decimal

NOTHING = Decimal(0)
MOST_MONTHS = 600


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that has to be paid every month, in yuan."""

    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Debt:
    """What is owed to one lender and what is thought of per month; None where nothing is told."""

    lender: str
    owed: Decimal | None
    monthly: Decimal | None

    @property
    def months(self) -> int | None:
        """Months until it is paid, the last one perhaps with less. No interest is added."""
        if not self.owed or not self.monthly:
            return None
        whole, rest = divmod(self.owed, self.monthly)
        return int(whole) + bool(rest)

    @property
    def too_long(self) -> bool:
        """Whether it takes so long that a number of months tells nothing."""
        return (self.months or 0) > MOST_MONTHS

    @property
    def last(self) -> Decimal | None:
        """What is left for the last month: more than nothing, at most the monthly sum."""
        if self.months is None or self.owed is None or self.monthly is None:
            return None
        return self.owed - self.monthly * (self.months - 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """A month's money and the debts. `left` and `spare` go below zero and say so."""

    income: Decimal
    items: tuple[Item, ...]
    debts: tuple[Debt, ...]

    @property
    def needed(self) -> Decimal:
        """What has to be paid before any of the debts."""
        return sum((item.amount for item in self.items), NOTHING)

    @property
    def left(self) -> Decimal:
        """Income less what has to be paid."""
        return self.income - self.needed

    @property
    def offered(self) -> Decimal:
        """All debts' monthly sums together."""
        return sum((debt.monthly or NOTHING for debt in self.debts), NOTHING)

    @property
    def spare(self) -> Decimal:
        """What is left after those sums too."""
        return self.left - self.offered
