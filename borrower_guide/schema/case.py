"""The case format (`borrower-guide/case`, version 1): import, export and commands share it."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from borrower_guide.schema.complaint import Complaint
from borrower_guide.schema.contact import Contact
from borrower_guide.schema.exhibit import Exhibit
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.scalars import ShortText, whole_number
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import ReporterRole

FORMAT: Literal["borrower-guide/case"] = "borrower-guide/case"
LISTS: dict[str, type[Payload]] = {
    "loans": Loan,
    "visits": Visit,
    "contacts": Contact,
    "exhibits": Exhibit,
    "complaints": Complaint,
}
MOST = 500


class Case(Payload):
    """A whole case. `history` is an export's journal; import ignores it with a notice."""

    format: Literal["borrower-guide/case"] = told("格式", default=...)
    version: Annotated[Literal[1], BeforeValidator(whole_number)] = told("版本", default=...)
    title: ShortText | None = told("这份记录叫什么", paper="名称")
    reporter_role: ReporterRole = told("我是", paper="记录人", default=...)
    loans: tuple[Loan, ...] = told("借款", default=(), max_length=MOST)
    visits: tuple[Visit, ...] = told("来访", default=(), max_length=MOST)
    contacts: tuple[Contact, ...] = told("电话和信息", default=(), max_length=MOST)
    exhibits: tuple[Exhibit, ...] = told("证据", default=(), max_length=MOST)
    complaints: tuple[Complaint, ...] = told("投诉", default=(), max_length=MOST)
    history: tuple[Any, ...] | None = told("以前的存写经过")

    def loan_of(self, visit: Visit) -> Loan | None:
        """The loan that a visit names, if any."""
        return next((loan for loan in self.loans if loan.id == visit.loan), None)
