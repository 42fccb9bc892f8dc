"""The sums of a paper that offers to pay: typed on its page, counted, printed as tables."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from borrower_guide.cases.forms.spoken_time import read_when
from borrower_guide.letters.chosen import Chosen
from borrower_guide.money.plan_form import PlanForm
from borrower_guide.site.inputs import TextField

FIRST_DUE = "first_due"
COUNT, ADD = "count", "add"  # buttons that only show the page again
Values = Mapping[str, list[str]]


@dataclass
class Planning:
    """The form of the sums, and what was read; `faults` by input name."""

    form: PlanForm
    first_due: date | None
    faults: dict[str, str]
    typed_day: str

    @property
    def day_field(self) -> TextField:
        return TextField(
            name=FIRST_DUE,
            label="从哪天开始还",
            help="比如：2027年1月10日。空着就不印每次的日子。",
            value=self.typed_day,
            error=self.faults.get(FIRST_DUE, ""),
        )

    @property
    def summary(self) -> list[tuple[str, str]]:
        day = self.day_field
        return [*self.form.summary, *([(day.id, day.error)] if day.error else [])]


def planned(chosen: Chosen, values: Values, *, now: datetime) -> tuple[Chosen, Planning | None]:
    """The choice with its sums, and the form of them; a form with nothing in it plans nothing."""
    if not chosen.form.plan:
        return chosen, None
    form = PlanForm({name: list(texts) for name, texts in values.items()})
    plan = form.read_all() if _says_something(form, values) else None
    text, faults = "".join(values.get(FIRST_DUE, [])[-1:]), dict(form.faults)
    try:
        day = read_when(text, now=now).day if text.strip() else None
    except ValueError as error:
        day, faults[FIRST_DUE] = None, str(error)
    planning = Planning(form, day, faults, text)
    return replace(chosen, plan=plan, first_due=day), planning


def _says_something(form: PlanForm, values: Values) -> bool:
    names = {form.income.name, *(one.name for one in form.needs)}
    asked = (name for name in values if name in names or name.startswith("debts."))
    return any(text.strip() for name in asked for text in values[name])
