"""The form of an exhibit: what is said of it, and which visits it belongs to. No Django."""

import re
from collections.abc import Iterable
from datetime import datetime

from borrower_guide.cases.forms.typed import Typed, Values, read_typed
from borrower_guide.cases.things import Thing
from borrower_guide.schema.exhibit import Exhibit
from borrower_guide.schema.faults import InputFaults
from borrower_guide.site.inputs import Choices, Option

FIELDS = (
    "kind",
    "title",
    "made_at",
    "made_by",
    "original_carrier",
    "uncut",
    "proof_purpose",
)
FILE_FIELDS = ("file", "sha256", "size")
VISITS = "visits"
_LONGEST_NAME = 200
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff/\\:]")


def read_exhibit(values: Values, *, now: datetime) -> Typed:
    """What was typed, without the file, and the faults by input name."""
    typed = read_typed(Exhibit, values, FIELDS, now=now)
    try:
        Exhibit.read({**typed.payload, "id": "E1"})
    except InputFaults as error:
        for fault in error.faults:
            typed.faults.setdefault(typed.input_name(fault.path), fault.message)
    return typed


def plain_name(name: str) -> str:
    """The file's own name as the case format takes it; the end stays, since it tells the type."""
    plain = _NOT_IN_NAMES.sub("_", name)[-_LONGEST_NAME:]
    return plain if plain.strip(". ") else "_"


def visit_choice(visits: Iterable[Thing], ticked: Iterable[str]) -> Choices | None:
    """Boxes for the visits that an exhibit may belong to; None if there is none."""
    chosen = frozenset(ticked)
    options = tuple(
        Option(visit.label, f"来访 {visit.label[1:]}", _day(visit), visit.label in chosen)
        for visit in visits
        if not visit.withdrawn
    )
    label = "和哪次来访有关"
    return Choices(name=VISITS, label=label, type="checkbox", options=options) if options else None


def _day(visit: Thing) -> str:
    started = visit.value.started_at
    return f"{started.day.year}年{started.day.month}月{started.day.day}日" if started else ""
