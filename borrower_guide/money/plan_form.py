"""The form of the page 算一算每月能还多少. No Django."""

import re
from collections.abc import Iterator

from borrower_guide.money.form import LONGEST_NAME, Form
from borrower_guide.money.plan import Debt, Item, Plan
from borrower_guide.money.typed import plain, read_amount
from borrower_guide.site.inputs import TextField

NEEDS = {
    "rent": "房租或房贷",
    "food": "吃饭、日用",
    "bills": "水电、话费",
    "travel": "上班路费",
    "medicine": "看病、吃药",
    "school": "孩子上学",
    "elders": "给老人的",
    "agreed": "谈好在还的债",
    "reserve": "留着应急的",
    "other": "别的",
}
FIRST_ROWS, MOST_ROWS = 2, 8
_ROW = re.compile(r"debts\.(\d)\.", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class PlanForm(Form):
    """Reads what was sent, and lays it out again."""

    def read_all(self) -> Plan | None:
        """The plan, or None with `faults`."""
        income = self.read("income", read_amount, "请填每月到手多少，没有就填 0")
        items = [(label, self.read(name, read_amount)) for name, label in NEEDS.items()]
        debts = tuple(self._debts())
        if self.faults or income is None:
            return None
        given = tuple(Item(label, amount) for label, amount in items if amount)
        return Plan(income, given, debts)

    def _debts(self) -> Iterator[Debt]:
        for row in range(MOST_ROWS):
            lender = self.read(f"debts.{row}.lender", _read_name) or ""
            owed = self.read(f"debts.{row}.owed", read_amount)
            monthly = self.read(f"debts.{row}.monthly", read_amount)
            if lender or owed or monthly:
                yield Debt(lender or f"第 {row + 1} 家", owed, monthly)

    @property
    def shown(self) -> int:
        """Rows of lenders to show: as many as were sent, and one more if asked for."""
        sent = [int(found[1]) + 1 for name in self.values if (found := _ROW.match(name))]
        return min(max([FIRST_ROWS, *sent]) + bool(self.given("add")), MOST_ROWS)

    @property
    def may_add(self) -> bool:
        return self.shown < MOST_ROWS

    @property
    def income(self) -> TextField:
        return self._sum("income", "每月到手多少（元）", "工资、零工、补助加在一起，按少的月份填。")

    @property
    def needs(self) -> list[TextField]:
        return [self._sum(name, label) for name, label in NEEDS.items()]

    @property
    def debts(self) -> list[tuple[int, list[TextField]]]:
        """The rows of lenders by number: who, how much in all, how much a month."""
        return [(row + 1, list(self._inputs(f"debts.{row}"))) for row in range(self.shown)]

    def _inputs(self, row: str) -> Iterator[TextField]:
        yield self.text(f"{row}.lender", "欠哪家", optional=True)
        yield self._sum(f"{row}.owed", "一共欠多少（元）", optional=True)
        yield self._sum(f"{row}.monthly", "想每月还多少（元）", optional=True)

    def _sum(self, name: str, label: str, hint: str = "", optional: bool = False) -> TextField:
        layout = {"inputmode": "decimal", "short": True, "optional": optional}
        return self.text(name, label, help=hint, **layout)


def _read_name(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("有看不见的字符，请删掉再写一次")
    if len(text) > LONGEST_NAME:
        raise ValueError(f"太长了，最多 {LONGEST_NAME} 字，写简称也行")
    return plain(text)
