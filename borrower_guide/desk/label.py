"""自己的代号: an advocate's own word for a case. It stands in clear, so it is no name."""

import re

from borrower_guide.desk.models import Matter
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.folding import nfkc
from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.scalars import ShortText
from borrower_guide.site.inputs import TextField

LONGEST = 60  # as the column of Matter.label
LIKE_A_NUMBER = "这像电话或证件号。这一栏不加密，请换成代号"
# A mobile phone, with spaces or hyphens or none; an identity card.
_NUMBER = re.compile(r"(?<!\d)(1[3-9](?:[ -]?\d){9}|\d{17}[\dXx])(?!\d)")


class _Line(Payload):
    text: ShortText = told("代号", default="")


class BadLabel(ValueError):
    """The message is Chinese and belongs beside the field."""


def read_label(text: str) -> str:
    """What was typed, in one line of up to 60 characters. Raises BadLabel."""
    label = " ".join(text.split())
    if len(label) > LONGEST:
        raise BadLabel(f"最多 {LONGEST} 个字，现在是 {len(label)} 个")
    if _NUMBER.search(nfkc(label)):
        raise BadLabel(LIKE_A_NUMBER)
    try:
        line: str = _Line.read({"text": label}).text
    except InputFaults as error:  # what no text may hold
        raise BadLabel(error.faults[0].message) from error
    return line


def label_field(value: str, error: str) -> TextField:
    """The field, with what was typed."""
    return TextField(
        name=Matter.label.field.name,
        label="自己的代号",
        help="只在你的列表里。这一栏不加密，只写代号，不写姓名、电话。",
        value=value,
        error=error,
    )
