"""A note of one's own: neither a visit nor a contact. It is no part of the case format."""

from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.scalars import Id, LongText, Timestamp


class Note(Payload):
    """`at` is the day that the note is about; None for what belongs to no day."""

    id: Id = told("编号", default=...)
    at: Timestamp | None = told("是哪天的事", "不是某一天的事，就空着。")
    text: LongText | None = told("备注")
