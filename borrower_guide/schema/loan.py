"""One loan that visitors may come about."""

from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.scalars import Day, Id, LastFour, Money, Percent, ShortText
from borrower_guide.schema.vocabulary import LenderType


class Loan(Payload):
    id: Id = told("编号", default=...)
    lender: ShortText | None = told("放款机构", "合同上写的出借人，不是 App 的名字。")
    lender_type: LenderType | None = told("是哪一类机构", "看合同或 App 里的“关于我们”。")
    platform: ShortText | None = told("App 或平台")
    contract_last4: LastFour | None = told("合同编号最后四位")
    principal: Money | None = told("本金（元）", "实际到手多少。")
    annual_rate_percent: Percent | None = told("年利率（%）")
    signed_on: Day | None = told("签合同的日期")
    amount_in_app: Money | None = told("App 里显示的欠款（元）")
    amount_seen_on: Day | None = told("哪天看到的", paper="哪天显示的")
