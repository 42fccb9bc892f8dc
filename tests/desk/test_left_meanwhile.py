"""A request that began before its advocate left, and writes after it: nothing comes back."""

from collections.abc import Callable

import pyotp
import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from borrower_guide.cases.access import slots
from borrower_guide.cases.access.keys import Stretched
from borrower_guide.cases.handing import handoff
from borrower_guide.cases.models import Access, CaseFile, KeySlot
from borrower_guide.desk import pages
from borrower_guide.desk.accounts import changing, inviting
from borrower_guide.desk.accounts.acting import SignedOut
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.matters import changing as lines
from borrower_guide.desk.matters import memos
from borrower_guide.desk.matters.memo_forms import WorkNote
from borrower_guide.desk.models import Advocate, Batch, Invitation, Matter, Memo
from borrower_guide.desk.organisation import staff
from tests.cases.made import Made, a_case, a_visit
from tests.cases.pages import Browser
from tests.desk.made import SECRET, Desk, a_desk, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def left() -> Desk:
    """Whose row was read by the request before it was emptied."""
    lead = a_desk("lead", is_lead=True)
    desk = a_desk("wang", organisation=lead.advocate.organisation)
    let_leave(desk, lead)
    return desk


def let_leave(desk: Desk, lead: Desk) -> None:
    staff.let_leave(lead.who, Advocate.objects.get(pk=desk.advocate.pk))


def demote(desk: Desk, lead: Desk) -> None:
    staff.set_lead(lead.who, Advocate.objects.get(pk=desk.advocate.pk), is_lead=False)


def row() -> dict[str, object]:
    return Advocate.objects.values().get(username="wang")


def test_no_other_password_or_phone_is_taken(left: Desk) -> None:
    before, now = row(), timezone.now()
    with pytest.raises(SignedOut):
        changing.change_phone(left.who, SECRET, pyotp.TOTP(SECRET).at(now), now)
    with pytest.raises(SignedOut):
        changing.renew_recovery_codes(left.who)
    with pytest.raises(SignedOut):
        changing.change_password(left.who, "另外一句更长的话，没人想得到")
    assert row() == before
    assert not left.advocate.recovery_codes.exists()


def test_no_case_comes_onto_the_desk(left: Desk) -> None:
    with pytest.raises(SignedOut):
        taken(left, a_case(a_visit()))
    assert not KeySlot.objects.filter(kind=KeySlot.Kind.ADVOCATE).exists()
    assert not Matter.objects.exists()
    assert not Access.objects.exists()


def test_the_number_to_hand_over_still_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The advocate is let go while the number is stretched."""
    made: Made = a_case(a_visit())
    lead = a_desk("lead", is_lead=True)
    desk = a_desk("wang", organisation=lead.advocate.organisation)
    handoff.hand_over(made.case, made.key, timezone.now())
    waiting = handoff.waiting(made.case, made.key, timezone.now())
    assert waiting is not None
    real = slots.find

    def slow(code: str, kind: KeySlot.Kind = KeySlot.Kind.OWNER) -> slots.Found | None:
        let_leave(desk, lead)
        return real(code, kind)

    monkeypatch.setattr(slots, "find", slow)
    assert Browser(desk.client).post("/desk/take/", code=waiting.code).status == 403
    assert handoff.waiting(made.case, made.key, timezone.now()) == waiting


def test_of_two_tabs_with_another_password_the_first_holds() -> None:
    desk = a_desk("wang")
    later = Advocate.objects.get(pk=desk.advocate.pk)
    changing.change_password(desk.who, "另外一句更长的话，没人想得到")
    before = row()
    with pytest.raises(SignedOut):
        changing.change_password(type(desk.who)(later, desk.who.vault), "又是另外一句更长的话")
    assert row() == before


@pytest.mark.parametrize("end", [let_leave, demote])
@pytest.mark.parametrize("again", [False, True])
def test_who_leads_no_longer_is_given_no_number(
    monkeypatch: pytest.MonkeyPatch, end: Callable[[Desk, Desk], None], again: bool
) -> None:
    """The right goes while the number is stretched."""
    lead = a_desk("lead", is_lead=True)
    desk = a_desk("wang", organisation=lead.advocate.organisation, is_lead=True)
    real = inviting.stretch

    def slow(code: str) -> Stretched:
        end(desk, lead)
        return real(code)

    monkeypatch.setattr(inviting, "stretch", slow)
    below = f"{desk.advocate.pk}/again/" if again else "invite/"
    answer = Browser(desk.client).post(f"/desk/organisation/{below}", name="赵", is_lead="1")
    assert answer.status == 403
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("end", [let_leave, demote])
def test_who_leads_no_longer_decides_nothing(end: Callable[[Desk, Desk], None]) -> None:
    lead = a_desk("lead", is_lead=True)
    desk = a_desk("wang", organisation=lead.advocate.organisation, is_lead=True)
    end(desk, lead)
    before = list(Advocate.objects.values())
    for late in (let_leave, demote):
        with pytest.raises(SignedOut if end is let_leave else PermissionDenied):
            late(lead, desk)
    assert list(Advocate.objects.values()) == before


@pytest.mark.parametrize("end", [let_leave, demote])
def test_numbers_go_with_a_right_that_was_given_meanwhile(
    end: Callable[[Desk, Desk], None],
) -> None:
    """The page had read the row before: a lead already, by the time it is decided."""
    lead = a_desk("lead", is_lead=True)
    desk = a_desk("wang", organisation=lead.advocate.organisation)
    before = Advocate.objects.get(pk=desk.advocate.pk)
    staff.set_lead(lead.who, before, is_lead=True)
    inviting.invite(before.organisation, "赵", timezone.now(), by=desk.who)
    if end is demote:
        staff.set_lead(lead.who, before, is_lead=False)
    else:
        staff.let_leave(lead.who, before)
    assert not Invitation.objects.exists()


ONE_EACH = {"opponents": "1", "own": "1", "blanks": "1"}
TABLES = (Advocate, Matter, Memo, Batch, Invitation, KeySlot, CaseFile)
LATE = {
    "": {"m": "{matter}", "status": "closed"},
    "matters/{matter}/change/": {"label": "三楼甲"},
    "matters/{matter}/notes/new/": {"text": "约了周三"},
    "matters/{matter}/consents/new/": {"what": "来访记录", "whom": "12348", "on": "今天"},
    "matters/{matter}/memos/{memo}/delete/": {},
    "begin/": {"consent": "yes", "label": "周三"},
    "batches/new/": {
        "m": "{matter}",
        "paper": "record",
        "opponents": "1",
        "own": "1",
        "blanks": "1",
    },
    "account/noticed/": {},
    "organisation/invite/": {"name": "赵"},
    "organisation/invitations/{invitation}/end/": {},
    "organisation/{lead}/leave/": {},
    "organisation/{lead}/lead/": {"is_lead": "0"},
    "organisation/{lead}/again/": {},
}

# What it is about went with the desk, before the account is asked for again.
GONE = {"matters/{matter}/memos/{memo}/delete/": 404, "batches/new/": 422}


def everything() -> list[list[dict[str, object]]]:
    return [list(table.objects.order_by("pk").values()) for table in TABLES]  # type: ignore[attr-defined]


@pytest.mark.parametrize("below", LATE)
@pytest.mark.parametrize("how", ["another password", "left"])
def test_what_comes_too_late_writes_nothing_and_holds_what_was_typed(
    monkeypatch: pytest.MonkeyPatch, below: str, how: str
) -> None:
    """It happens right after the request was found to be signed in."""
    lead = a_desk("lead", is_lead=True)
    desk = a_desk("wang", organisation=lead.advocate.organisation, is_lead=True)
    matter = taken(desk, a_case(a_visit()))
    memos.keep(desk.who, matter, WorkNote.read({"text": "先放着"}), "")
    names = {"matter": matter.pk, "memo": Memo.objects.get().name, "lead": lead.advocate.pk}
    if "{invitation}" in below:
        inviting.invite(lead.advocate.organisation, "赵", timezone.now(), by=lead.who)
        names["invitation"] = Invitation.objects.get().pk
    real, now = pages.signed_in, []

    def late(request: HttpRequest) -> SignedIn | None:
        who = real(request)
        monkeypatch.setattr(pages, "signed_in", real)
        if how == "left":
            let_leave(desk, lead)
        else:
            Advocate.objects.filter(pk=desk.advocate.pk).update(vault=b"x" * 64)
        now.append(everything())
        return who

    monkeypatch.setattr(pages, "signed_in", late)
    typed = {name: text.format(**names) for name, text in LATE[below].items()}
    answer = Browser(desk.client).post(f"/desk/{below.format(**names)}", **typed)
    assert now == [everything()]
    if how == "left" and below in GONE:
        assert answer.status == GONE[below]
    else:
        assert answer.status == 403
        assert "held" in answer.hidden, "what was typed waits for whoever was signed in"


def test_no_memo_and_no_label_comes_back() -> None:
    lead = a_desk("lead", is_lead=True)
    desk = a_desk("wang", organisation=lead.advocate.organisation)
    matter = taken(desk, a_case(a_visit()))
    form = lines.read_change({"label": "三楼甲"}, matter, timezone.localdate())
    let_leave(desk, lead)
    with pytest.raises(SignedOut):
        lines.save_change(desk.who, matter, form)
    with pytest.raises(SignedOut):
        memos.keep(desk.who, matter, WorkNote.read({"text": "约了周三"}), "")
    assert not Memo.objects.exists()
    assert Matter.objects.get().label == ""
