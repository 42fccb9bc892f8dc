"""The quick form: what can be tapped in a minute with one thumb. No Django."""

from datetime import datetime
from typing import Any

from borrower_guide.cases.forms.spoken_time import read_when
from borrower_guide.cases.forms.typed import Values
from borrower_guide.schema.acts import Act
from borrower_guide.schema.faults import InputFaults
from borrower_guide.schema.visit import Visit
from borrower_guide.schema.vocabulary import ClaimedRole
from borrower_guide.schema.when import When

DONE = (
    Act.SPOKE_CIVILLY,
    Act.POLITE_LEFT_WHEN_ASKED,
    Act.KNOCKED_LONG,
    Act.SHOUTED,
    Act.INSULTED,
    Act.THREATENED_PERSON,
    Act.USED_FORCE,
    Act.BLOCKED_EXIT,
    Act.ENTERED_WITHOUT_CONSENT,
    Act.REFUSED_TO_LEAVE,
    Act.DISCLOSED_TO_NEIGHBOUR,
    Act.DISCLOSED_TO_FAMILY,
)
WANTED = (
    Act.DEMANDED_PERSONAL_TRANSFER,
    Act.DEMANDED_CASH,
    Act.DEMANDED_SIGNATURE,
    Act.DEMANDED_ITEM,
    Act.TOOK_ITEM,
    Act.TOOK_ID_DOCUMENT,
)
ROLES = tuple(role for role in ClaimedRole if role not in (ClaimedRole.OTHER, ClaimedRole.UNKNOWN))
COUNTS = ("1", "2", "3", "4")
OTHER, NONE, SIGNED = "other", "none", "signed"


class QuickForm:
    """What was typed on the quick page. `payload` holds once `read` found no fault."""

    def __init__(self, values: Values, *, now: datetime, initial: dict[str, Any] | None = None):
        self.values = values
        self.now = now
        self.faults: dict[str, str] = {}
        self.payload = dict(initial or {})

    def read(self) -> bool:
        """Whether it holds; `initial` is kept below what was tapped here."""
        self._when()
        self._who()
        self._acts()
        if recorded := self.one("recording_made"):
            self.payload["recording_made"] = recorded
        try:
            Visit.read({**self.payload, "id": "V1"}, now=self.now)
        except InputFaults as error:
            for fault in error.faults:
                self.faults.setdefault(_input(fault.path), fault.message)
        return not self.faults

    @property
    def unsafe(self) -> bool:
        """不安全 was tapped. Never stored."""
        return self.one("safe") == "no"

    def one(self, name: str) -> str:
        """The last text given for an input."""
        return "".join(self.values.get(name, [])[-1:])

    def _when(self) -> None:
        tapped, text = self.one("when"), self.one("when_text").strip()
        if tapped not in ("", OTHER) and text:
            self.faults["when_text"] = "选了“现在”，又写了别的时间。请去掉一样"
            return
        try:
            if tapped not in ("", OTHER):
                # The minute that the page showed, not the one in which it was sent.
                self._set_start(When.parse(tapped), "exact")
            elif text:
                about = "about" if self.one("about") else "exact"
                self._set_start(read_when(text, now=self.now), about)
        except ValueError as error:
            self.faults["when_text"] = str(error)

    def _set_start(self, when: When, precision: str) -> None:
        self.payload |= {"started_at": str(when), "started_precision": precision}

    def _who(self) -> None:
        if count := self.one("visitor_count"):
            if count in COUNTS:
                self.payload["visitor_count"] = int(count)
            if count == COUNTS[-1]:
                self.payload["visitor_count_or_more"] = True
        if role := self.one("role"):
            self.payload["visitors"] = [{"claimed_role": role}]

    def _acts(self) -> None:
        tapped = [act for act in self.values.get("acts", []) if act not in (NONE, SIGNED)]
        if NONE in self.values.get("acts", []) and tapped:
            self.faults["acts"] = "选了“上面都没有”，又选了别的。请去掉一样"
        if SIGNED in self.values.get("acts", []):
            self.payload["documents_to_sign"] = [{"signed": True}]
        others = [act for act in self.payload.pop("acts", []) if act not in (*DONE, *WANTED)]
        if tapped or others:
            self.payload["acts"] = [*tapped, *others]


def _input(path: str) -> str:
    """The input of the quick page that a schema path belongs to."""
    field = path.removeprefix("$.").split("[")[0].split(".")[0]
    return {"started_at": "when_text", "visitors": "role"}.get(field, field)
