"""What the page of one question needs, and nothing more."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from borrower_guide.guide.engine import Walk
from borrower_guide.guide.flow import Flow, Step
from borrower_guide.guide.footing import footed
from borrower_guide.law.library import Library

NOTHING = "还没有选，请选一项。"
NOTHING_OF_MANY = "还没有选。都没有，就选“没有”或“不清楚”。"
ALONE = "“{label}”不能和别的一起选，请留一样。"


@dataclass(frozen=True, slots=True)
class Choice:
    """One row to tap."""

    value: str
    label: str
    hint: str | None
    checked: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A step of the route in words, to be changed."""

    id: str
    ask: str
    said: str


def question_context(
    flow: Flow,
    step: Step,
    walked: Walk,
    *,
    ticked: list[str] | None,
    library: Library,
    today: date,
) -> dict[str, Any]:
    """`ticked` is what was just sent and could not be taken; None when the step is only shown."""
    chosen = ticked
    if chosen is None:
        chosen = [option.id for option in walked.chosen.get(step.id, ())]
    return {
        "flow": flow,
        "step": step,
        "back": walked.before(step.id),
        "choices": [
            Choice(option.id, option.label, option.hint, option.id in chosen)
            for option in step.options
        ],
        "claims": footed(step.claims, library, today),
        "answered": answered(walked, but=step.id),
        "faults": faults(step, ticked) if ticked is not None else [],
    }


def answered(walked: Walk, but: str = "") -> list[Answered]:
    """The answers of the route in words, in order."""
    return [
        Answered(step.id, step.ask, "、".join(option.label for option in walked.chosen[step.id]))
        for step in walked.route
        if step.id != but
    ]


def faults(step: Step, ticked: list[str]) -> list[tuple[str, str]]:
    """Why an answer could not be taken: the anchor of the field, and the sentence."""
    known = [option for option in step.options if option.id in ticked]
    alone = next((option for option in known if option.alone), None)
    if alone and len(known) > 1:
        return [(f"{step.id}-{alone.id}", ALONE.format(label=alone.label))]
    message = NOTHING_OF_MANY if step.many else NOTHING
    return [(f"{step.id}-{step.options[0].id}", message)]
