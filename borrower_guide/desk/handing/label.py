"""自己的叫法: an advocate's own word for a case, in clear."""

from django.http import HttpRequest

from borrower_guide.desk.models import Matter
from borrower_guide.site.inputs import TextField

LONGEST = 60  # as the column of Matter.label


class LabelTooLong(ValueError):
    """The message is Chinese and belongs beside the field."""


def read_label(request: HttpRequest) -> str:
    """What was typed, in one line of up to 60 characters. Raises LabelTooLong."""
    label = " ".join(request.POST.get("label", "").split())
    if len(label) > LONGEST:
        raise LabelTooLong(f"最多 {LONGEST} 个字，现在是 {len(label)} 个")
    return label


def label_field(request: HttpRequest, error: str) -> TextField:
    """The field, with what was typed."""
    return TextField(
        name=Matter.label.field.name,
        label="自己的叫法",
        help="只在你的列表里。这一栏没有加密，别写真名、电话。",
        value=request.POST.get("label", ""),
        error=error,
    )
