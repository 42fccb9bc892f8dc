"""A request that began before its advocate left, and writes after it: nothing comes back."""

import pyotp
import pytest
from django.utils import timezone

from borrower_guide.cases.handing import handoff
from borrower_guide.cases.journal import NotSaved
from borrower_guide.cases.models import Access, KeySlot
from borrower_guide.desk.accounts import changing
from borrower_guide.desk.models import Advocate, Matter
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
    staff.let_leave(Advocate.objects.get(pk=desk.advocate.pk))
    return desk


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
    desk = a_desk("wang", organisation=a_desk("lead", is_lead=True).advocate.organisation)
    handoff.hand_over(made.case, made.key, timezone.now())
    waiting = handoff.waiting(made.case, made.key, timezone.now())
    assert waiting is not None
    from borrower_guide.cases.access import slots

    real = slots.find

    def slow(code: str, kind: KeySlot.Kind = KeySlot.Kind.OWNER) -> slots.Found | None:
        staff.let_leave(Advocate.objects.get(pk=desk.advocate.pk))
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
