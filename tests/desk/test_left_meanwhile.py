"""A request that began before its advocate left, and writes after it: nothing comes back."""

from collections.abc import Callable

import pyotp
import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from borrower_guide.cases.access import slots
from borrower_guide.cases.access.keys import Stretched
from borrower_guide.cases.handing import handoff
from borrower_guide.cases.journal import NotSaved
from borrower_guide.cases.models import Access, KeySlot
from borrower_guide.desk.accounts import changing, inviting
from borrower_guide.desk.matters import changing as lines
from borrower_guide.desk.matters import memos
from borrower_guide.desk.matters.memo_forms import WorkNote
from borrower_guide.desk.models import Advocate, Invitation, Matter, Memo
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
    with pytest.raises(NotSaved):
        changing.change_phone(left.who, SECRET, pyotp.TOTP(SECRET).at(now), now)
    with pytest.raises(NotSaved):
        changing.renew_recovery_codes(left.who)
    with pytest.raises(NotSaved):
        changing.change_password(left.who, "另外一句更长的话，没人想得到")
    assert row() == before
    assert not left.advocate.recovery_codes.exists()


def test_no_case_comes_onto_the_desk(left: Desk) -> None:
    with pytest.raises(NotSaved):
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
    assert Browser(desk.client).post("/desk/take/", code=waiting.code).status == 507
    assert handoff.waiting(made.case, made.key, timezone.now()) == waiting


def test_of_two_tabs_with_another_password_the_first_holds() -> None:
    desk = a_desk("wang")
    later = Advocate.objects.get(pk=desk.advocate.pk)
    changing.change_password(desk.who, "另外一句更长的话，没人想得到")
    before = row()
    with pytest.raises(NotSaved):
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
        with pytest.raises(PermissionDenied):
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


def test_no_memo_and_no_label_comes_back() -> None:
    lead = a_desk("lead", is_lead=True)
    desk = a_desk("wang", organisation=lead.advocate.organisation)
    matter = taken(desk, a_case(a_visit()))
    form = lines.read_change({"label": "三楼甲"}, matter, timezone.localdate())
    let_leave(desk, lead)
    with pytest.raises(NotSaved):
        lines.save_change(desk.who, matter, form)
    with pytest.raises(NotSaved):
        memos.keep(desk.who, matter, WorkNote.read({"text": "约了周三"}), "")
    assert not Memo.objects.exists()
    assert Matter.objects.get().label == ""
