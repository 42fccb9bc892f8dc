"""The inputs of the page 算一算实际利率: their words, once. No Django."""

from collections.abc import Iterator, Mapping
from typing import Any

from borrower_guide.money.cost_form import EACH, EQUAL, CostForm
from borrower_guide.schema.vocabulary import LenderType
from borrower_guide.site.inputs import Choices, TextField

A_DAY = "比如 2026-01-05。"
LINES = "一行一笔，先日子后金额，比如 2026-01-05 1234.50。"
SUM: dict[str, Any] = {"inputmode": "decimal", "short": True}
TEXTS: dict[str, dict[str, Any]] = {
    "signed_on": {"label": "哪天签的合同", "help": A_DAY, "optional": True, "short": True},
    "lpr": {
        "label": "签合同那天的一年期LPR",
        "help": "只填百分之几，比如 3.00。中国银行网站有历次的表。",
        "optional": True,
        **SUM,
    },
    "principal": {"label": "合同上写借多少（元）", "help": "", "optional": True, **SUM},
    "received": {
        "label": "实际到手多少（元）",
        "help": "先扣掉利息、费用的，填扣完的数。放款前先交的钱，也减掉。",
        **SUM,
    },
    "received_on": {"label": "哪天到账", "help": A_DAY, "short": True},
    "count": {"label": "一共几期", "inputmode": "numeric", "short": True},
    "amount": {"label": "每期还多少（元）", **SUM},
    "first_due": {"label": "第一期哪天还", "help": A_DAY, "short": True},
    "rows": {
        "label": "每一笔还款",
        "help": LINES + "最多 60 行。",
        "rows": 6,
    },
    "fee_each": {
        "label": "每期另外收的费（元）",
        "help": "服务费、担保费、会员费这些，没算进每期里的。",
        "optional": True,
        **SUM,
    },
    "fees": {
        "label": "后来单收的费",
        "help": LINES + "到账时就扣掉的不写。",
        "optional": True,
        "rows": 2,
    },
}


class CostPage:
    """The inputs with what was typed, for the template."""

    def __init__(self, form: CostForm) -> None:
        self.form = form

    @property
    def fields(self) -> Mapping[str, TextField]:
        """Each text input by its name."""
        return dict(self._fields())

    def _fields(self) -> Iterator[tuple[str, TextField]]:
        for name, words in TEXTS.items():
            yield name, self.form.text(name, **words)

    @property
    def lender_type(self) -> Choices:
        options = ((kind.value, kind.label) for kind in LenderType)
        hint = "看合同上的“出借人”，不看 App 的名字。"
        return self.form.radio(
            "lender_type", "放款的是哪一类", options, LenderType.UNKNOWN, help=hint, columns=False
        )

    @property
    def way(self) -> Choices:
        options = ((EQUAL, "每月一样多"), (EACH, "一笔一笔填"))
        return self.form.radio("way", "怎么还", options, EQUAL)
