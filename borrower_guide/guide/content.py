"""The pieces that flows and reading pages are written with, and how one file is read."""

import re
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from borrower_guide.law.reading import with_way_out
from borrower_guide.law.row import Key, Row, Words
from borrower_guide.law.yaml_reader import read_yaml
from borrower_guide.schema.faults import ContentFault, ContentFaults
from borrower_guide.schema.messages import faults_of
from borrower_guide.schema.scalars import Flag

ADDRESS = re.compile(
    r"/[a-z0-9/_-]*(\?lender=\{lender\}|\?[a-z_]+=[a-z_]+(&[a-z_]+=[a-z_]+)*)?|tel:\d{3,5}"
)


class Claim(Row):
    """One sentence with its footing: provision lineages, or the open word that it is advice.

    `of_its_day`: it speaks of what was done, so a visit of last year cites the law of last year.
    """

    text: Words
    basis: tuple[Key, ...] = ()
    advice: Flag = False
    of_its_day: Flag = False

    @model_validator(mode="after")
    def _has_one_footing(self) -> Self:
        if bool(self.basis) == self.advice:
            raise PydanticCustomError(
                "footing", "要么写 basis（依据的条文），要么写 advice: true，请二选一"
            )
        return self


def _address(text: str) -> str:
    if not ADDRESS.fullmatch(text):
        raise PydanticCustomError("address", "只能写本站地址（/…/）或 tel: 加号码，请改")
    return text


class Action(Row):
    """A thing to do next, as a link. `?lender={lender}` stands for the route's lender and acts;
    `/guide/visit/?who=other` brings an answer along."""

    label: Words
    href: Annotated[Words, AfterValidator(_address)]


class Section(Row):
    """What to see first, do, say and never do, what to keep, and what it rests on."""

    title: Words
    ask: tuple[Words, ...] = ()
    do: tuple[Words, ...] = ()
    say: Words | None = None
    never: tuple[Words, ...] = ()
    keep: tuple[Words, ...] = ()
    claims: tuple[Claim, ...] = ()
    claims_first: Flag = False


Read = TypeVar("Read", bound=Row)


def load(path: Path, model: type[Read]) -> Read:
    """Read one content file; raises ContentFaults with every fault of the file at once."""
    raw = read_yaml(path)
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        raise ContentFaults(
            ContentFault(path.name, place(raw, detail["loc"]), with_way_out(fault.message))
            for detail, fault in zip(details, faults_of(error), strict=True)
        ) from None


def place(raw: Any, location: tuple[int | str, ...]) -> str:
    """`steps.entered.options.yes.label`: items of a list go by their id where they have one."""
    parts: list[str] = []
    for step in location:
        raw = _inside(raw, step)
        named = isinstance(step, int) and isinstance(raw, dict) and isinstance(raw.get("id"), str)
        parts.append(raw["id"] if named else str(step))
    return ".".join(parts) or "$"


def _inside(raw: Any, step: int | str) -> Any:
    try:
        return raw[step]
    except (KeyError, IndexError, TypeError):
        return None
