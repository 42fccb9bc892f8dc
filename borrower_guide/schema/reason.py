"""Why something was withdrawn."""

from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.scalars import ShortText


class Reason(Payload):
    reason: ShortText = told("为什么撤回", "比如：和第 1 次记重了。", default=...)
