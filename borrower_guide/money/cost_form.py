"""The form of the page 算一算实际利率. No Django."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from borrower_guide.money.form import Form
from borrower_guide.money.instalments import Loan, Payment, equal_instalments, months_later
from borrower_guide.money.typed import read_amount, read_count, read_day, read_payments
from borrower_guide.schema.vocabulary import LenderType

EQUAL, EACH = "equal", "each"
MOST_INSTALMENTS = 360
TOO_EARLY = "比到账的日子还早，请看是不是填反了"
NOT_ABOVE_ZERO = "要比 0 大，请再看看"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form says: the loan, and what only the law asks after."""

    loan: Loan
    lender: LenderType
    signed_on: date | None
    principal: Decimal | None
    lpr: Decimal | None

    @property
    def deducted(self) -> Decimal:
        """What the contract says and did not arrive; nothing if the contract's sum is not told."""
        return (self.principal or self.loan.received) - self.loan.received


class CostForm(Form):
    """Reads what was sent, and lays it out again."""

    def read_all(self, today: date) -> Asked | None:
        """The question, or None with `faults`."""
        principal = self._sum("principal")
        received = self._sum("received", "请填实际到手多少")
        if principal and received and principal < received:
            self.faults["principal"] = "比到手的还少，请看两个数是不是填反了"
        received_on = self.read("received_on", read_day, "请填哪天到账")
        loan = self._loan(received, received_on)
        lender, signed_on = self._lender(), self.read("signed_on", read_day)
        if signed_on and signed_on > today:
            self.faults["signed_on"] = "比今天还晚，请看年份对不对"
        lpr = self.read("lpr", _read_percent)
        if self.faults or loan is None:
            return None
        return Asked(loan, lender, signed_on, principal, lpr)

    def _lender(self) -> LenderType:
        given = self.given("lender_type")
        if given and given not in set(LenderType):
            self.faults["lender_type"] = "请重新选一次"
            return LenderType.UNKNOWN
        return LenderType(given or LenderType.UNKNOWN)

    def _loan(self, received: Decimal | None, received_on: date | None) -> Loan | None:
        equal = self.way == EQUAL
        payments = self._equal() if equal else self._each()
        fee = self.read("fee_each", read_amount) or Decimal(0)
        fees = self.read("fees", read_payments) or ()
        first = "first_due" if equal else "rows"
        for name, rows in ((first, payments), ("fees", fees)):
            if received_on and rows and min(one.on for one in rows) < received_on:
                self.faults.setdefault(name, TOO_EARLY)
        if received is None or received_on is None or not payments:
            return None
        with_fee = tuple(_plus(one, fee) for one in payments)
        return Loan(received, received_on, with_fee, fees, monthly=equal)

    def _equal(self) -> tuple[Payment, ...]:
        count = self.read("count", lambda text: read_count(text, MOST_INSTALMENTS), "请填一共几期")
        amount = self._sum("amount", "请填每期还多少")
        first_due = self.read("first_due", read_day, "请填第一期哪天还")
        if not (count and amount and first_due):
            return ()
        if months_later(first_due, count).year > date.max.year - 1:
            self.faults["first_due"] = "年份太远，请再看看"
            return ()
        return equal_instalments(count, amount, first_due)

    def _each(self) -> tuple[Payment, ...]:
        rows = self.read("rows", read_payments, "请一行写一笔还款")
        return rows or ()

    def _sum(self, name: str, missing: str = "") -> Decimal | None:
        amount = self.read(name, read_amount, missing)
        if amount == 0:
            self.faults[name] = NOT_ABOVE_ZERO
        return amount

    @property
    def way(self) -> str:
        """How it is paid back; equal instalments unless said otherwise."""
        return EACH if self.given("way") == EACH else EQUAL


def _plus(payment: Payment, fee: Decimal) -> Payment:
    """With the fee of an instalment; what was given back is none."""
    return Payment(payment.on, payment.amount + fee) if payment.amount > 0 else payment


def _read_percent(text: str) -> Decimal:
    rate = read_amount(text.strip().removesuffix("%").removesuffix("％"))
    if not 0 < rate < 100:
        raise ValueError("利率请填 0 到 100 之间的数，比如 3.00")
    return rate
