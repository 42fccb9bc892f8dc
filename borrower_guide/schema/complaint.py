"""One complaint that was made, and the reply."""

from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.scalars import Day, Id, ShortText


class Complaint(Payload):
    id: Id = told("编号", default=...)
    channel: ShortText | None = told("向谁投诉的")
    filed_on: Day | None = told("哪天投诉的")
    reference_no: ShortText | None = told("受理编号")
    reply: ShortText | None = told("答复")
    replied_on: Day | None = told("哪天答复的")
