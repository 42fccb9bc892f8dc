"""A case begun at the desk for somebody without a phone, and its number until they have it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone

from borrower_guide.cases import journal
from borrower_guide.cases.access import slots
from borrower_guide.cases.access.attempts import note_opening, opened_too_many
from borrower_guide.cases.access.cookies import Holding
from borrower_guide.cases.access.keys import Busy, WrongKey
from borrower_guide.cases.entries import Kind, NewEntry, derived
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.journal import forget_traces
from borrower_guide.cases.models import CaseFile, KeySlot
from borrower_guide.cases.transactions import all_or_none
from borrower_guide.cases.writing import form_id
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.admitting import lay_on_desk
from borrower_guide.desk.matters import memos
from borrower_guide.desk.matters.memo_forms import Consent, How
from borrower_guide.desk.models import Matter


class BegunBefore(Exception):
    """The form began `matter` already, and what it says now is not a repetition."""

    def __init__(self, matter: Matter) -> None:
        self.matter = matter
        super().__init__(matter.number)


@dataclass(frozen=True)
class Begun:
    """`again`: the form was sent before, and nothing was written now."""

    matter: Matter
    again: bool


def begin(request: HttpRequest, who: SignedIn, form: str, label: str, now: datetime) -> Begun:
    """Write a new case, a key of the advocate's, its number for the slip, and what was agreed to.

    All or none.

    `form` is the id that came with the form: sent again it finds the same case, so a lost reply
    loses nothing. Raises Busy (also if this address begins too many), SignedOut, NotSaved with
    nothing written, or BegunBefore where it has another label, or the number is no longer shown:
    then somebody else sits there. Where no label tells two clients apart, `again` does.
    """
    subject = derived(form_id(form), f"desk/{who.advocate.pk}")
    ref, today = subject[:16], timezone.localdate(now)
    if known := _begun(who, ref, label):
        return Begun(known, again=True)
    if opened_too_many(request):
        raise Busy
    holding = replace(Holding.begun(), ref=ref)
    case = CaseFile(id=ref, created_on=today, last_used_on=today)
    number, about = _number(case, holding), _about(who, subject)
    with all_or_none():
        if known := _begun(who, ref, label):  # the same form, sent twice at once
            return Begun(known, again=True)
        journal.begin(case, holding, [about], number)
        matter = lay_on_desk(who, case, holding.key, now, place="desk:begin", label=label)
        memos.keep(who, matter, _agreed(who, today), form)
    note_opening(request)
    return Begun(matter, again=False)


def number_of(opened: OpenCase) -> str | None:
    """The number, for the slip; None once it was handed over, and for any other case."""
    slot = slots.shown(opened.ref).first()
    try:
        return slots.shown_code(slot, opened.key) if slot else None
    except WrongKey:
        return None


def handed_over(opened: OpenCase) -> None:
    """Forget the number: from now on it is on the slip alone. Raises NotSaved."""
    with all_or_none():
        slots.shown(opened.ref).update(sealed_code=None)
    forget_traces()


def _about(who: SignedIn, subject: str) -> NewEntry:
    """The case's own entry: who sits there, the advocate cannot know for them."""
    told = {"reporter_role": "unknown"}
    by = who.advocate.label
    return NewEntry(kind=Kind.CASE, subject=subject, id=subject, by=by, payload=told)


def _agreed(who: SignedIn, today: date) -> Consent:
    """What the tick said, for the advocate's register of consents."""
    return Consent.read(
        {
            "what": "加密保存写下的敏感内容；援助人员留一把钥匙",
            "whom": who.advocate.label,
            "how": How.FACE.value,
            "words": "我同意保存这些敏感内容",
            "on": today.isoformat(),
        }
    )


def _number(case: CaseFile, holding: Holding) -> KeySlot:
    code = holding.code or ""
    slot = slots.owner(case, holding.key, code, holding.slot)
    slots.keep_shown(slot, holding.key, code)
    return slot


def _begun(who: SignedIn, ref: str, label: str) -> Matter | None:
    known = Matter.objects.filter(advocate=who.advocate, ref=ref).first()
    if known and (known.label != label or not slots.shown(ref).exists()):
        raise BegunBefore(known)
    return known
