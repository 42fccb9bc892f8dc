"""What a lead decides, and what nobody else does."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from borrower_guide.cases.access.codes import read_code
from borrower_guide.cases.models import Access, KeySlot, Pickup
from borrower_guide.desk.accounts import inviting
from borrower_guide.desk.accounts.signing_in import opened
from borrower_guide.desk.models import Advocate, Invitation, Memo
from tests.cases.made import a_case, a_visit
from tests.desk.accounts.steps import first, second, shown_number
from tests.desk.accounts.ways import is_in
from tests.desk.made import PASSWORD, Desk, a_desk, an_organisation, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> Desk:
    return a_desk("lead", is_lead=True)


@pytest.fixture
def wang(lead: Desk) -> Desk:
    return a_desk("wang", organisation=lead.advocate.organisation)


def act(desk: Desk, one: Desk, what: str, **fields: str) -> Any:
    return desk.client.post(f"/desk/organisation/{one.advocate.pk}/{what}/", fields)


def page(desk: Desk, below: str = "") -> str:
    return desk.client.get(f"/desk/organisation/{below}").content.decode()


def addresses(one: Desk) -> list[tuple[str, str]]:
    person = f"/desk/organisation/{one.advocate.pk}/"
    return [
        ("get", "/desk/organisation/"),
        ("get", "/desk/organisation/counts.csv"),
        ("post", "/desk/organisation/invite/"),
        ("post", "/desk/organisation/invitations/1/end/"),
        ("get", person),
        *(("post", person + what) for what in ("lead/", "again/", "leave/")),
    ]


def test_only_a_lead_has_these_pages(lead: Desk, wang: Desk) -> None:
    before = list(Advocate.objects.values())
    for method, address in addresses(lead):
        assert getattr(wang.client, method)(address).status_code == 403, address
        nobody = getattr(Client(), method)(address)
        assert nobody.status_code == (302 if method == "get" else 403), address
    assert list(Advocate.objects.values()) == before
    assert not Invitation.objects.exists()
    assert "/desk/organisation/" not in wang.client.get("/desk/").content.decode()
    assert "/desk/organisation/" in lead.client.get("/desk/").content.decode()


def test_a_lead_of_elsewhere_has_no_say_here(lead: Desk, wang: Desk) -> None:
    other = a_desk("other", organisation=an_organisation("南河工会"), is_lead=True)
    inviting.invite(lead.advocate.organisation, "赵", timezone.now(), by=None)
    before = list(Advocate.objects.values())
    for method, address in addresses(wang)[4:]:
        assert getattr(other.client, method)(address).status_code == 404, address
    invitation = Invitation.objects.get()
    other.client.post(f"/desk/organisation/invitations/{invitation.pk}/end/")
    assert Invitation.objects.exists()
    assert list(Advocate.objects.values()) == before
    assert "wang" not in page(other)


def test_an_invitation_is_shown_once_and_can_be_ended(lead: Desk) -> None:
    answer = lead.client.post("/desk/organisation/invite/", {"name": " 赵  援助 ", "is_lead": "1"})
    shown = shown_number(answer.content.decode())
    found = inviting.find(read_code(shown), timezone.now())
    assert found is not None
    assert (found.name, found.is_lead) == ("赵 援助", True)
    waiting = page(lead)
    assert "赵 援助（负责人）" in waiting
    assert not shown_number(waiting)
    lead.client.post(f"/desk/organisation/invitations/{found.pk}/end/")
    assert inviting.find(read_code(shown), timezone.now()) is None
    assert "请了还没来的" not in page(lead)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "写上名字"),
        ("长" * 31, "名字最多 30 个字"),
        ("王\u202e", "名字里有看不见的字符"),
        ("王\u200b五", "名字里有看不见的字符"),
    ],
)
def test_a_name_is_needed_and_kept(lead: Desk, name: str, told: str) -> None:
    answer = lead.client.post("/desk/organisation/invite/", {"name": name, "is_lead": "1"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert said.count(told) == 2
    assert f'value="{name}"' in said
    assert "checked" in said
    assert not Invitation.objects.exists()


def test_the_right_of_a_lead_is_given_and_taken(lead: Desk, wang: Desk) -> None:
    act(lead, wang, "lead", is_lead="1")
    assert wang.client.get("/desk/organisation/").status_code == 200
    act(wang, lead, "lead")
    assert lead.client.get("/desk/organisation/").status_code == 403


@pytest.mark.parametrize("what", ["lead", "leave"])
def test_the_last_lead_stays(lead: Desk, wang: Desk, what: str) -> None:
    gone = a_desk("gone", organisation=lead.advocate.organisation, is_lead=True)
    act(lead, gone, "leave")
    elsewhere = an_organisation("南河工会")
    a_desk("other", organisation=elsewhere, is_lead=True)
    answer = act(lead, lead, what)
    assert answer.status_code == 422
    assert "至少要留一位负责人" in answer.content.decode()
    assert Advocate.objects.get(username="lead").is_lead
    assert is_in(lead.client)


def test_a_lead_may_go_when_another_stays(lead: Desk, wang: Desk) -> None:
    act(lead, wang, "lead", is_lead="1")
    act(lead, lead, "leave")
    assert not is_in(lead.client)
    assert is_in(wang.client)


def test_who_leaves_is_out_at_once_and_opens_nothing(lead: Desk, wang: Desk) -> None:
    made = a_case(a_visit())
    matter = taken(wang, made)
    matter.label = "河西，两次来访"
    matter.save()
    Memo.objects.create(matter=matter, kind="note", made_at=timezone.now(), sealed=b"x")
    stays = taken(lead, made)
    code = inviting.invite_again(wang.advocate, timezone.now(), by=None)
    seen = Access.objects.count()
    assert act(lead, wang, "leave").status_code == 302
    assert not is_in(wang.client)
    assert wang.client.get(f"/cases/{made.case.pk}/").status_code == 404
    assert opened("wang", PASSWORD) is None
    assert inviting.find(code, timezone.now()) is None
    assert [slot.pk for slot in KeySlot.objects.filter(kind="advocate")] == [stays.slot]
    assert KeySlot.objects.filter(kind="owner").count() == 1
    assert not Memo.objects.exists()
    gone = Advocate.objects.get(username="wang")
    assert (bytes(gone.vault), bytes(gone.totp), gone.is_lead) == (b"", b"", False)
    matter.refresh_from_db()
    assert (matter.label, matter.number != "") == ("", True)
    assert Access.objects.count() == seen
    assert "已经离开的（1 位）" in page(lead)


def test_all_or_nothing_goes(lead: Desk, wang: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    taken(wang, a_case(a_visit()))

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("django.db.models.query.QuerySet.update", broken)
    lead.client.raise_request_exception = False
    assert act(lead, wang, "leave").status_code == 500
    monkeypatch.undo()
    assert Advocate.objects.get(username="wang").is_active
    assert KeySlot.objects.filter(kind="advocate").count() == 1


def test_what_is_lost_is_said_before(lead: Desk, wang: Desk) -> None:
    taken(wang, a_case(a_visit()))
    said = page(lead, f"{wang.advocate.pk}/")
    for words in ("自己起的代号会清空", "都打不开了", "会一起删掉", "马上退出"):
        assert words in said


def test_who_left_can_come_back_but_not_be_a_lead(lead: Desk, wang: Desk) -> None:
    act(lead, wang, "leave")
    assert act(lead, wang, "lead", is_lead="1").status_code == 404
    assert act(lead, wang, "leave").status_code == 404
    assert act(lead, wang, "again").status_code == 200
    assert not Advocate.objects.get(username="wang").is_active
    assert Invitation.objects.get().advocate == wang.advocate


@pytest.mark.parametrize("what", ["lead", "leave"])
def test_with_a_leads_right_go_the_numbers_that_lead_may_know(lead: Desk, what: str) -> None:
    other = a_desk("li", organisation=lead.advocate.organisation, is_lead=True)
    elsewhere = inviting.invite(an_organisation("南河工会"), "钱", timezone.now(), by=None)
    inviting.invite(lead.advocate.organisation, "赵", timezone.now(), by=None, is_lead=True)
    inviting.invite_again(lead.advocate, timezone.now(), by=None)
    act(lead, other, what)
    assert inviting.find(elsewhere, timezone.now()) is not None
    assert Invitation.objects.count() == 1


def test_when_others_leave_invitations_stay(lead: Desk, wang: Desk) -> None:
    inviting.invite(lead.advocate.organisation, "赵", timezone.now(), by=None)
    act(lead, wang, "leave")
    assert Invitation.objects.count() == 1


def test_a_lead_who_begins_a_colleague_anew_reads_no_label(lead: Desk, wang: Desk) -> None:
    matter = taken(wang, a_case(a_visit()))
    matter.label = "河西，两次来访"
    matter.save()
    code = shown_number(act(lead, wang, "again").content.decode())
    browser = Client()
    first(browser, code, username="wang")
    second(browser)
    assert is_in(browser)
    listed = browser.get("/desk/").content.decode()
    assert matter.number in listed
    assert "河西" not in listed


def test_no_number_of_ones_cases_is_told(lead: Desk, wang: Desk) -> None:
    """From it small cells of the counts would follow."""
    before = page(lead, f"{wang.advocate.pk}/")
    taken(wang, a_case(a_visit()))
    assert _without_tokens(page(lead, f"{wang.advocate.pk}/")) == _without_tokens(before)


def _without_tokens(text: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_no_number_for_fetching_outlasts_who_left(lead: Desk, wang: Desk) -> None:
    made, others = a_case(a_visit()), a_case(a_visit())
    taken(wang, made)
    taken(lead, others)
    for case in (made, others):
        Pickup.objects.create(
            id=case.case.pk,
            case=case.case,
            locator=case.case.pk.encode(),
            wrapped=b"x",
            ends_at=timezone.now() + timedelta(minutes=15),
        )
    act(lead, wang, "leave")
    assert [one.case_id for one in Pickup.objects.all()] == [others.case.pk]
