"""One page of a form over a thing as it stands: of a visit, or of any other type. No Django."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from borrower_guide.cases.forms.sections import Section
from borrower_guide.cases.forms.typed import Values, read_typed
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.model import Payload
from borrower_guide.schema.visit import Visit

Fields = dict[str, Any]


def read_section(
    section: Section, values: Values, shown: Fields, current: Fields, *, now: datetime
) -> tuple[Fields, dict[str, str]]:
    """One page of the full form of a visit; see `read_fields`."""
    return read_fields(Visit, section.fields, values, shown, current, now=now)


def read_fields(
    model: type[Payload],
    names: tuple[str, ...],
    values: Values,
    shown: Fields,
    current: Fields,
    *,
    now: datetime,
) -> tuple[Fields, dict[str, str]]:
    """What an amendment says, and the faults by input name.

    `shown` is the thing as the page showed it, `current` as it stands now: what differs from the
    first was changed here, and what the second says already need not be said again. The thing is
    checked as it would stand afterwards, so that two tabs cannot make it contradict itself.
    """
    typed = read_typed(model, values, names, now=now, start=current.get("started_at"))
    changed = changes(names, typed.payload, shown, current)
    after = {name: value for name, value in (current | changed).items() if value is not None}
    try:
        model.read({**after, "id": "X1"}, now=now)
    except InputFaults as error:
        for fault in error.faults:
            typed.faults.setdefault(typed.input_name(fault.path), fault.message)
    return changed, typed.faults


def changes(names: Iterable[str], typed: Fields, shown: Fields, current: Fields) -> Fields:
    """Fields that were changed on the page and are not so already; None where one was emptied."""
    return {
        name: typed.get(name)
        for name in names
        if typed.get(name) != shown.get(name) and typed.get(name) != current.get(name)
    }
