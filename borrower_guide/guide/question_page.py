"""What the page of one question needs, and nothing more."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from borrower_guide.guide.engine import Walk
from borrower_guide.guide.flow import Step
from borrower_guide.guide.footing import footed
from borrower_guide.law.library import Library
from borrower_guide.law.span import Span

NOTHING = "还没有选，请选一项。"
NOTHING_OF_MANY = "还没有选。都对不上，就选最下面的一项。"
ALONE = "“{label}”不能和别的一起选，请留一样。"


@dataclass(frozen=True, slots=True)
class Choice:
    """One row to tap."""

    value: str
    label: str
    hint: str | None
    checked: bool


def question_context(
    step: Step,
    chosen: tuple[str, ...],
    ticked: tuple[str, ...] | None,
    library: Library,
    today: date,
    days: Span | None = None,
) -> dict[str, Any]:
    """`chosen`: ids answered before; `ticked`: what was just sent and could not be taken.

    `days`: those of the visit, if the route has them already.
    """
    marked = chosen if ticked is None else ticked
    return {
        "step": step,
        "choices": [
            Choice(option.id, option.label, option.hint, option.id in marked)
            for option in step.options
        ],
        "claims": footed(step.claims, library, today, days),
        "faults": faults(step, ticked) if ticked is not None else [],
    }


def said(walked: Walk, step: Step) -> str:
    """The answer to a step of the route, in words."""
    return "、".join(option.label for option in walked.chosen[step.id])


def faults(step: Step, ticked: tuple[str, ...]) -> list[tuple[str, str]]:
    """Why an answer could not be taken: the anchor of the field, and the sentence."""
    known = [option for option in step.options if option.id in ticked]
    alone = next((option for option in known if option.alone), None)
    if alone and len(known) > 1:
        return [(f"{step.id}-{alone.id}", ALONE.format(label=alone.label))]
    message = NOTHING_OF_MANY if step.many else NOTHING
    return [(f"{step.id}-{step.options[0].id}", message)]
