"""How the times of one visit must stand to each other and to now."""

from datetime import timedelta

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from borrower_guide.schema.when import When

SLACK = timedelta(hours=24)
NAMES = {"ended_at": "结束时间", "left_at": "离开时间", "asked_to_leave_at": "叫他们走的时间"}


def refuse_earlier(value: When | None, info: ValidationInfo) -> When | None:
    """A fault if `value` lies before the visit's `started_at`."""
    started = info.data.get("started_at")
    if value and started and value.before(started):
        raise PydanticCustomError(
            "before_start",
            "{name}比开始时间早，请看是不是填反了",
            {"name": NAMES.get(info.field_name or "", "这个时间")},
        )
    return value


def refuse_future(value: When | None, info: ValidationInfo) -> When | None:
    """A fault if `value` lies more than 24 hours after the context's `now`, where one is given."""
    now = (info.context or {}).get("now")
    if value and now and When.at(now + SLACK).before(value):
        raise PydanticCustomError("future", "开始时间还没到，请看日期对不对")
    return value
