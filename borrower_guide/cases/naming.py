"""What the things of a case are called on its pages. No Django."""

from borrower_guide.cases.entries import OWNER, Kind
from borrower_guide.cases.things import Thing
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.vocabulary import LenderType

NAMES = {
    Kind.CASE: "这份记录",
    Kind.LOAN: "借款",
    Kind.VISIT: "来访",
    Kind.MOMENT: "当时点下的",
    Kind.CONTACT: "电话和信息",
    Kind.EXHIBIT: "证据",
    Kind.COMPLAINT: "投诉",
    Kind.NOTE: "备注",
    Kind.RECORD: "文书",
}
NO_LENDER = "还没写是哪家"


def name_of(thing: Thing) -> str:
    """来访 2: the kind, and its number in the case; of a letter its title."""
    if is_letter(thing):
        return str(thing.payload["title"])
    return f"{NAMES[thing.kind]} {thing.label[1:]}"


def is_letter(thing: Thing) -> bool:
    """Whether it is a letter; a printed record is of the same kind and has a file instead."""
    return thing.kind is Kind.RECORD and "paper" in thing.payload


def not_told(loan: Loan) -> bool:
    """Whether the kind of lender is not known, so that no clock of a lender can be counted."""
    return loan.lender_type in (None, LenderType.UNKNOWN)


def lender_of(loan: Loan) -> str:
    """Who lent, as far as it is written: the lender, else the App, else the kind of lender."""
    if loan.lender or loan.platform:
        return loan.lender or loan.platform or ""
    if loan.lender_type is None or not_told(loan):
        return NO_LENDER
    return f"{loan.lender_type.label}，没写名字"


def loan_words(thing: Thing) -> str:
    """借款 2：某某银行, told apart from another loan of the same lender by its number."""
    return f"{name_of(thing)}：{lender_of(thing.value)}"


def loan_hint(thing: Thing) -> str:
    """What tells two loans of one lender apart."""
    last4, platform = thing.value.contract_last4, thing.value.platform
    parts = [platform if thing.value.lender else None, f"合同尾号 {last4}" if last4 else None]
    return "，".join(part for part in parts if part)


def writer_of(by: str) -> str:
    """Who wrote an entry."""
    return "记录人" if by == OWNER else by
