"""What a new visit starts with: the guide's answers, or the last lender and place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from borrower_guide.cases.forms.quick import DONE, WANTED
from borrower_guide.cases.forms.spoken_time import read_when
from borrower_guide.cases.forms.typed import Values
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.prefill import read_prefill, tapped
from borrower_guide.cases.references import relabelled
from borrower_guide.schema.canonical import canonical
from borrower_guide.schema.case import FORMAT, Case
from borrower_guide.schema.loan import Loan
from borrower_guide.schema.telling import Told, told
from borrower_guide.schema.visit import Visit

LIKE_LAST = ("loan", "place_type", "place_text")


@dataclass(frozen=True)
class Carried:
    """`boxes` are ticked on the page; `visit` and `loan` are kept if the person says so."""

    source: str
    boxes: tuple[str, ...]
    visit: dict[str, Any]
    loan: dict[str, Any]
    case: dict[str, Any]
    lines: tuple[Told, ...]
    prefill: str = ""

    def first_values(self, *, now_tapped: bool, now: datetime) -> dict[str, list[str]]:
        """What is ticked when the page is first shown."""
        values = {"acts": list(self.boxes), "carry": ["yes"], "first": ["1"]}
        if now_tapped:
            values["when"] = values["shown_now"] = [str(read_when("现在", now=now))]
        return values

    def ticked(self, values: Values) -> bool:
        return bool(values.get("carry"))

    def kept(self, values: Values) -> dict[str, Any]:
        """The fields of the visit that the taps are laid over."""
        return dict(self.visit) if self.ticked(values) else {}

    def new_loan(self, values: Values) -> dict[str, Any] | None:
        return self.loan if self.loan and self.ticked(values) else None

    def about(self, values: Values) -> dict[str, Any]:
        return self.case if self.ticked(values) else {}


NOTHING = Carried("", (), {}, {}, {}, ())


def carried(opened: OpenCase) -> Carried:
    """What this case's next visit may start with.

    A form brings the guide's answers itself, so that it says the same whenever it is sent again;
    the cookie only brings them to the form. The last visit is looked up only where it was asked
    for (跟上次一样): it takes the whole journal, and the plain form must come at once.
    """
    request = opened.request
    posted = bool(request.POST)  # sent, or come back as a draft
    prefill = read_prefill(request.POST.get("prefill", "")) if posted else opened.holding.prefill
    if prefill:
        return _from_guide(prefill)
    return _like_last(opened) if "same" in (request.POST if posted else request.GET) else NOTHING


def _from_guide(prefill: Mapping[str, Any]) -> Carried:
    boxes, rest = tapped(prefill["visit"], (*DONE, *WANTED))
    about = Case.read({"format": FORMAT, "version": 1, **prefill["case"]})
    lines = (
        *(line for line in told(about) if line.name == "reporter_role"),
        *_lines(rest),
        *told(Loan.read({**prefill["loan"], "id": "L1"})),
    )
    text = canonical(dict(prefill)).decode()
    return Carried("guide", tuple(boxes), rest, prefill["loan"], prefill["case"], lines, text)


def _like_last(opened: OpenCase) -> Carried:
    live = [] if opened.is_new else [thing for thing in opened.state.visits if not thing.withdrawn]
    if not live:
        return NOTHING
    labels = {thing.subject: thing.label for thing in opened.state.things}
    last = {name: live[-1].payload[name] for name in LIKE_LAST if name in live[-1].payload}
    payload = relabelled(last, labels, labels)
    loan = opened.state.loan_of(live[-1].value)
    lines = (*(told(loan) if loan else ()), *_lines(payload))
    return Carried("last", (), payload, {}, {}, tuple(lines)) if payload else NOTHING


def _lines(payload: Mapping[str, Any]) -> tuple[Told, ...]:
    return tuple(told(Visit.read({**payload, "id": "V1"}), skip=frozenset({"id", "loan"})))
