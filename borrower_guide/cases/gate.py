"""The gate: the only way to a case, for every page of it."""

import logging
import time
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.utils import timezone

from borrower_guide.cases import drafts, journal, writer
from borrower_guide.cases.access import cookies, readers, slots
from borrower_guide.cases.access.attempts import note_opening, opened_too_many
from borrower_guide.cases.access.cookies import Holding
from borrower_guide.cases.access.keys import Busy
from borrower_guide.cases.access.looking_up import NothingFound
from borrower_guide.cases.access.opening import open_by_number
from borrower_guide.cases.access.readers import Reader
from borrower_guide.cases.drafts import Waiting, address_of
from borrower_guide.cases.entries import OWNER, Entry, NewEntry
from borrower_guide.cases.models import CaseFile, KeySlot
from borrower_guide.cases.state import CaseState, project

log = logging.getLogger(__name__)


class CaseClosed(Exception):
    """This browser does not hold the key. `message` (Chinese) says why a typed number failed."""

    def __init__(self, ref: str, message: str = "") -> None:
        self.ref = ref
        self.message = message
        super().__init__(ref)


@dataclass(frozen=True)
class OpenCase:
    """A case that this browser may read and write. `case` has no row yet while `holding.fresh`.

    `by` is who does: the owner, or an advocate by their label.
    """

    request: HttpRequest
    holding: Holding
    case: CaseFile
    slot: KeySlot | None
    by: str = OWNER

    @property
    def ref(self) -> str:
        return self.case.pk

    @property
    def key(self) -> bytes:
        return self.holding.key

    @property
    def is_new(self) -> bool:
        return self.slot is None

    @property
    def is_owners(self) -> bool:
        """Opened by its number. An advocate neither changes the number nor deletes the case."""
        return self.by == OWNER

    @property
    def writer(self) -> str:
        """For whom a form is that is opened now, as cases/writer.py takes it back."""
        return OWNER if self.is_owners else self.holding.slot

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The journal as it stood when first asked for in this request."""
        return () if self.is_new else journal.entries(self.case, self.key)

    @cached_property
    def state(self) -> CaseState:
        return project(self.entries)

    @cached_property
    def drafts(self) -> tuple[Waiting, ...]:
        """Its half-filled forms, the newest first."""
        return () if self.is_new else drafts.waiting(self.case, self.key)

    @property
    def drafts_here(self) -> list[Waiting]:
        """Those of the form at this address, where it is asked for; an answer holds its own."""
        if self.request.method == "POST":
            return []
        here = address_of(self.request)
        return [draft for draft in self.drafts if draft.address == here]

    def append(self, *news: NewEntry) -> tuple[Entry, ...]:
        """Write entries, and the case itself with the first.

        Raises NotSaved, CaseClosed if the case was erased since this request began, or
        Busy if this address begins too many.
        """
        if not self.is_new:
            try:
                return journal.append(self.case, self.key, self._signed(news))
            except CaseFile.DoesNotExist as error:
                raise CaseClosed(self.ref) from error
        if opened_too_many(self.request):
            raise Busy
        written = journal.begin(self.case, self.holding, news)
        note_opening(self.request)
        self.keep(fresh=False)
        return written

    def again(self) -> "OpenCase":
        """The same case, to be read afresh."""
        slot = self.slot or KeySlot(pk=self.holding.slot, case=self.case)
        return OpenCase(self.request, self.holding, self.case, slot, self.by)

    def keep(self, **changes: Any) -> None:
        """Change what the browser holds of this case, on top of other changes in this request.

        An advocate's browser holds nothing of it.
        """
        if not self.is_owners:
            return
        held = cookies.read(self.request, self.ref) or self.holding
        cookies.keep(self.request, held, **changes)

    def _signed(self, news: tuple[NewEntry, ...]) -> tuple[NewEntry, ...]:
        return news if self.is_owners else tuple(replace(new, by=self.by) for new in news)


def open_case(request: HttpRequest, ref: str, *, may_be_new: bool = False) -> OpenCase:
    """The case at `ref`, for an advocate who was admitted to it, or as `open_own_case`.

    What an advocate does is written down, so that comes first, whatever else the browser holds.
    Raises CaseClosed, or AnotherWriter for a form that was opened for somebody else.
    """
    if reader := readers.admitted(request, ref):
        return _asked(_open_as(request, reader))
    if readers.waited_for(request, ref):
        raise CaseClosed(ref)
    return open_own_case(request, ref, may_be_new=may_be_new)


def open_own_case(request: HttpRequest, ref: str, *, may_be_new: bool = False) -> OpenCase:
    """The case at `ref`, if this browser holds its key or the form brings its number.

    Raises CaseClosed otherwise, which the middleware answers: 404 for a page, and for a form the
    same form with everything typed and a field for the number. `may_be_new` admits a case that
    has its key but no row yet. Raises AnotherWriter as above.
    """
    holding = cookies.read(request, ref) or _by_number(request, ref)
    # A look at the first form needs no database; what is sent from it asks whether there is a row.
    looks = may_be_new and holding.fresh and request.method in ("GET", "HEAD")
    slot = None if looks else slots.owners(holding.slot, holding.ref)
    if slot is None and not (looks or (may_be_new and _unsaved(holding))):
        raise CaseClosed(ref)
    if slot is None:
        today = timezone.localdate()
        case = CaseFile(id=ref, created_on=today, last_used_on=today)
    else:
        case = _touched(slot.case)
        holding = replace(holding, fresh=False)
    return _asked(OpenCase(request, cookies.keep(request, holding), case, slot))


def _open_as(request: HttpRequest, reader: Reader) -> OpenCase:
    slot = slots.held(reader.slot, reader.ref)
    if slot is None:
        raise CaseClosed(reader.ref)
    now = time.time()
    holding = Holding(ref=reader.ref, slot=reader.slot, key=reader.key, opened=now, seen=now)
    return OpenCase(request, holding, _touched(slot.case), slot, reader.label)


def open_or_begin(request: HttpRequest, ref: str) -> OpenCase:
    """The case at `ref`; where a form comes too late and there is none any more, a new one.

    A new one is its owner's: an advocate's words never begin it.
    """
    try:
        return open_case(request, ref, may_be_new=True)
    except CaseClosed:
        owners = request.method == "POST" and writer.opened_for(request) in ("", OWNER)
        if not owners or CaseFile.objects.filter(pk=ref).exists():
            raise
        begun = cookies.keep(request, Holding.begun())
        return open_case(request, begun.ref, may_be_new=True)


def _asked(opened: OpenCase) -> OpenCase:
    writer.check(opened.request, opened.ref, opened.writer, opened.by)
    return opened


def _unsaved(holding: Holding) -> bool:
    """No row yet. Where there is one, the slot of this first cookie was deleted since."""
    return holding.fresh and not CaseFile.objects.filter(pk=holding.ref).exists()


def _by_number(request: HttpRequest, ref: str) -> Holding:
    number = request.POST.get("resume_code", "") if request.method == "POST" else ""
    try:
        return open_by_number(request, number, ref=ref)
    except NothingFound as error:
        raise CaseClosed(ref, str(error) if number else "") from error


def _touched(case: CaseFile) -> CaseFile:
    """Note the day of use, which the days of keeping count from; one write a day at most.

    On a full disk the page is still read: the day is noted by the next that can.
    """
    today = timezone.localdate()
    if case.last_used_on != today:
        try:
            with transaction.atomic():
                CaseFile.objects.filter(pk=case.pk).update(last_used_on=today)
        except DatabaseError as error:
            log.error("The day of use is not noted: %s", type(error).__name__)
        else:
            case.last_used_on = today
    return case
