"""From bytes to a case: the only way in for import and for every command."""

from datetime import datetime
from pathlib import Path

from borrower_guide.schema.case import Case
from borrower_guide.schema.faults import InputFault, InputFaults
from borrower_guide.schema.files import measured
from borrower_guide.schema.json_text import parse_json
from borrower_guide.schema.references import reference_faults


def read_case(data: bytes, *, folder: Path | None, now: datetime | None = None) -> Case:
    """Read a case file (format `borrower-guide/case` 1).

    `folder` holds the files that exhibits name; `now` (aware) bounds the start of visits.
    Raises InputFaults with every fault, in the order of the file's fields.
    """
    value = parse_json(data)
    faults: list[InputFault] = []
    case = None
    try:
        case = Case.read(value, now=now)
    except InputFaults as error:
        faults += error.faults
    faults += reference_faults(value)
    if case is not None:
        pairs = [
            measured(exhibit, f"$.exhibits[{index}]", folder)
            for index, exhibit in enumerate(case.exhibits)
        ]
        faults += [fault for _, found in pairs for fault in found]
        case = case.model_copy(update={"exhibits": tuple(exhibit for exhibit, _ in pairs)})
    if faults or case is None:
        raise InputFaults(dict.fromkeys(faults))
    return case
