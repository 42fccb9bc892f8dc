"""One call, message or letter, as against a visit."""

from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.scalars import Id, LongText, ShortText, Timestamp
from borrower_guide.schema.vocabulary import ContactChannel, Direction


class Contact(Payload):
    id: Id = told("编号", default=...)
    at: Timestamp | None = told("什么时候")
    channel: ContactChannel | None = told("怎么联系的")
    direction: Direction | None = told("谁找谁")
    counterpart: ShortText | None = told("对方是谁", "号码，或他自称是谁。")
    content: LongText | None = told("说了什么")
    exhibits: tuple[Id, ...] = told("有关的证据", paper="证据", default=(), max_length=50)

    @property
    def tag(self) -> str:
        """What stands before the counterpart: a display can be forged and a name is only claimed.

        Whom the writer called is the writer's own word.
        """
        return "" if self.direction is Direction.OUT else "显示或自称"
