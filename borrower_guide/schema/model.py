"""What all types of a case share: closed, frozen, and told once."""

from dataclasses import dataclass
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic import ValidationError as PydanticError

from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.messages import faults_of


class Payload(BaseModel):
    """Base of the case types. Unknown keys are refused; instances never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, data: Any) -> Any:
        """null says what leaving a field out says."""
        if not isinstance(data, dict):
            return data
        named = cls.model_fields
        return {key: value for key, value in data.items() if value is not None or key not in named}

    @classmethod
    def read(cls, data: Any, *, path: str = "$", **context: Any) -> Self:
        """Build the type from plain JSON values; raises InputFaults with every fault at once.

        `now=` (aware datetime) switches on the check against times in the future.
        """
        try:
            return cls.model_validate(data, context=context)
        except PydanticError as error:
            raise InputFaults(faults_of(error, path)) from None

    def to_payload(self) -> dict[str, Any]:
        """Plain JSON values, everything left at its default omitted."""
        return self.model_dump(mode="json", exclude_defaults=True)


@dataclass(frozen=True, slots=True)
class OnPaper:
    """The label of a field where an office reads it: no page speaks to the writer there."""

    label: str


def told(label: str, hint: str = "", *, default: Any = None, paper: str = "", **limits: Any) -> Any:
    """A field's one telling: its label, its hint, its default and its limits.

    `paper` is the label on letters, where the page's own speaks to the writer (你).
    """
    field = Field(default, title=label, description=hint or None, **limits)
    if paper:
        field.metadata.append(OnPaper(paper))
    return field


def field_label(model: type[BaseModel], name: str) -> str:
    """The Chinese label of a field; KeyError if there is no such field."""
    return model.model_fields[name].title or ""


def paper_label(model: type[BaseModel], name: str) -> str:
    """The label of a field on a letter; KeyError if there is no such field."""
    field = model.model_fields[name]
    on_paper = (one.label for one in field.metadata if isinstance(one, OnPaper))
    return next(on_paper, field.title or "")
