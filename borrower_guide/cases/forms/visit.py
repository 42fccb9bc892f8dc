"""One page of the full form, over the visit as it stands. No Django."""

from datetime import datetime
from typing import Any

from borrower_guide.cases.forms.sections import Section
from borrower_guide.cases.forms.typed import Values, read_typed
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.visit import Visit


def read_section(
    section: Section, values: Values, base: dict[str, Any], *, now: datetime
) -> tuple[dict[str, Any], dict[str, str]]:
    """The section's fields as JSON values and the faults by input name.

    `base` is the visit's payload as the page showed it: what the other sections say counts when
    the visit is checked as a whole.
    """
    start = base.get("started_at")
    typed = read_typed(Visit, values, section.fields, now=now, start=start)
    others = {name: value for name, value in base.items() if name not in section.fields}
    try:
        Visit.read({**others, **typed.payload, "id": "V1"}, now=now)
    except InputFaults as error:
        for fault in error.faults:
            typed.faults.setdefault(typed.input_name(fault.path), fault.message)
    return typed.payload, typed.faults


def changes(section: Section, base: dict[str, Any], payload: dict[str, Any]) -> dict[str, Any]:
    """What an amendment says: fields of the section that differ from what the page showed."""
    return {
        name: payload.get(name) for name in section.fields if payload.get(name) != base.get(name)
    }
