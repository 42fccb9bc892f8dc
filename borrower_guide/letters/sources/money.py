"""Blocks of the plan sheet: what was typed on its page, and what we count from it. No Django."""

from collections.abc import Iterator
from decimal import Decimal

from borrower_guide.letters.chosen import Chosen
from borrower_guide.letters.form import BlockForm
from borrower_guide.letters.paper import Line, Origin
from borrower_guide.money.instalments import Payment, equal_instalments
from borrower_guide.money.plan import Debt
from borrower_guide.schema.telling import day_text

Lines = Iterator[Line]
MOST_ROWS = 60  # five years; a longer plan is told by its length alone


def month(chosen: Chosen, form: BlockForm) -> Lines:
    """A table: income, what has to be paid, and what is left."""
    plan, label = chosen.plan, form.labels
    if plan is None or not (plan.income or plan.items):
        return
    yield Line((label["income"], yuan(plan.income)), Origin.OWN, "income")
    for item in plan.items:
        yield Line((item.label, yuan(item.amount)), Origin.OWN, "items")
    yield Line((label["needed"], yuan(plan.needed)), Origin.COUNT, "needed")
    yield Line((label["left"], yuan(plan.left)), Origin.COUNT, "left")


def offer(chosen: Chosen, form: BlockForm) -> Lines:
    """A table: what is owed to each lender, what can be paid a month, and how long it takes.

    Rows for the pen where no sum was typed: without an offer there is nothing to agree on.
    """
    if not _debts(chosen):
        yield from (Line(("",) * len(form.head), Origin.HAND) for _ in range(form.lines))
    for debt in _debts(chosen):
        owed = yuan(debt.owed) if debt.owed is not None else ""
        monthly = yuan(debt.monthly) if debt.monthly is not None else ""
        yield Line((debt.lender, owed, monthly, _months(debt)), Origin.OWN, "debts")


def schedule(chosen: Chosen, _: BlockForm) -> Lines:
    """A table: each payment with its day. Nothing without a first day, or for more than 60."""
    for debt in _debts(chosen):
        for number, one in enumerate(payments(chosen, debt), start=1):
            row = (debt.lender, str(number), day_text(one.on), yuan(one.amount))
            yield Line(row, Origin.COUNT, "debts")


def payments(chosen: Chosen, debt: Debt) -> tuple[Payment, ...]:
    """The same sum each month from the first day, the last one with what is left."""
    count, monthly, last = debt.months, debt.monthly, debt.last
    if count is None or monthly is None or last is None or chosen.first_due is None:
        return ()
    if count > MOST_ROWS:
        return ()
    equal = equal_instalments(count, monthly, chosen.first_due)
    return (*equal[:-1], Payment(equal[-1].on, last))


def yuan(amount: Decimal) -> str:
    """1234.50."""
    return f"{amount:.2f}"


def _months(debt: Debt) -> str:
    return "" if debt.months is None or debt.too_long else str(debt.months)


def _debts(chosen: Chosen) -> tuple[Debt, ...]:
    return chosen.plan.debts if chosen.plan else ()
