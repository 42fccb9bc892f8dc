"""What a memo can say, and how it is read from what was typed."""

from datetime import datetime
from typing import TypeVar

from django.utils import timezone

from borrower_guide.cases.forms.typed import Values, read_typed
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.model import Payload, told
from borrower_guide.schema.scalars import Day, LongText, ShortText
from borrower_guide.schema.vocabulary import Vocabulary

P = TypeVar("P", bound=Payload)
NOT_YET = "这一天还没到，请看是不是写错了"
MISSING = {
    "text": "写一句，再存",
    "what": "请写同意给出什么",
    "whom": "请写给谁",
    "on": "请写是哪天",
}


class How(Vocabulary):
    """How a client said it."""

    FACE = "face", "当面说的"
    PHONE = "phone", "电话里说的"
    SIGNED = "signed", "写下来，签了字"
    MESSAGE = "message", "微信或短信"
    OTHER = "other", "别的"


class WorkNote(Payload):
    """For oneself; it may be put into the client's record later."""

    text: LongText = told("工作笔记", default=...)


class Consent(Payload):
    """What a client agreed to share."""

    what: ShortText = told("同意给出什么", "比如：11月的来访记录和录音。", default=...)
    whom: ShortText = told("给谁", "比如：12348、某某调解委员会。", default=...)
    how: How | None = told("怎么说的")
    words: LongText | None = told("本人的原话，或别的说明")
    on: Day = told("哪天说的", "比如：今天，或 11月3日。", default=...)


class TakenBack(Payload):
    """That a consent ended. Nobody owes a reason."""

    on: Day = told("哪天收回的", "比如：今天，或 11月3日。", default=...)
    reason: ShortText | None = told("为什么收回", "本人说了就写。没有说，不用追问。")


def read_memo(model: type[P], values: Values, *, now: datetime) -> tuple[P | None, dict[str, str]]:
    """What was typed, or None and the faults by input name."""
    typed = read_typed(model, values, model.model_fields, now=now)
    faults = dict(typed.faults)
    try:
        said = model.read(typed.payload)
    except InputFaults as error:
        for fault in error.faults:
            name = typed.input_name(fault.path)
            sentence = fault.message if name in typed.payload else MISSING[name]
            faults.setdefault(name, sentence)
        return None, faults
    day = getattr(said, "on", None)
    if day and day > timezone.localdate(now):
        faults["on"] = NOT_YET
    return (None, faults) if faults else (said, {})
