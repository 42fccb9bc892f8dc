"""What all rows of authored content share: closed, frozen, no empty text."""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from borrower_guide.schema.scalars import LongText


class Row(BaseModel):
    """Base of the content types. Unknown keys are refused; instances never change."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, validate_by_name=True
    )


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "不能空着，请写上内容")
    return text


def _key(value: Any) -> str:
    if not isinstance(value, str) or not value.replace("_", "").replace("-", "").isalnum():
        raise PydanticCustomError("key", "要用小写字母、数字、- 和 _ 写")
    if value != value.lower() or not value.isascii():
        raise PydanticCustomError("key", "要用小写字母、数字、- 和 _ 写")
    return value


def _day(value: Any) -> date:
    # The schema's day begins in 1990, the Constitution's in 1982.
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise PydanticCustomError("day", "不是有效的日期，请写成 2026-01-03") from None


Day = Annotated[date, BeforeValidator(_day)]
Words = Annotated[LongText, AfterValidator(_not_blank)]
Key = Annotated[str, BeforeValidator(_key)]
