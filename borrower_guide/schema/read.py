"""From bytes to a case: the only way in for import and for every command."""

from datetime import datetime
from pathlib import Path

from borrower_guide.schema.case import MOST, Case
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.files import Beside, Folder, measured
from borrower_guide.schema.json_text import parse_json
from borrower_guide.schema.references import plain_list, reference_faults


def read_case(data: bytes, *, folder: Path | Beside | None, now: datetime | None = None) -> Case:
    """Read a case file (format `borrower-guide/case` 1).

    `folder` holds the files that exhibits name, a folder's or an archive's; `now` (aware) bounds
    the start of visits.
    Raises InputFaults with every fault at once: of structure, types, references and files.
    """
    value, faults = parse_json(data)
    case = None
    try:
        case = Case.read(value, now=now)
    except InputFaults as error:
        faults += error.faults
    faults += reference_faults(value)
    beside = Folder(folder) if folder is None or isinstance(folder, Path) else folder
    exhibits, wrong = measured(plain_list(value, "exhibits")[:MOST], beside)
    faults += wrong
    if faults or case is None:
        raise InputFaults(dict.fromkeys(faults))
    return case.model_copy(update={"exhibits": exhibits})
