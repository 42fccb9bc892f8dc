"""An account begun anew by an invitation, and the command that makes a lead's."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from borrower_guide.cases.models import KeySlot
from borrower_guide.desk.accounts import inviting
from borrower_guide.desk.accounts.signing_in import opened
from borrower_guide.desk.models import Advocate, Invitation, Memo
from tests.cases.made import a_case, a_visit
from tests.desk.accounts.steps import first, second
from tests.desk.accounts.ways import is_in
from tests.desk.made import PASSWORD, Desk, a_desk, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost() -> tuple[Desk, str]:
    """Somebody with a case and a note on the desk, who lost the password."""
    desk = a_desk("li")
    matter = taken(desk, a_case(a_visit()))
    Memo.objects.create(matter=matter, kind="note", made_at=timezone.now(), sealed=b"x")
    return desk, inviting.invite_again(desk.advocate, timezone.now(), by=None)


def test_beginning_anew_keeps_the_account_and_empties_the_desk(
    client: Client, lost: tuple[Desk, str]
) -> None:
    desk, code = lost
    first(client, code)
    assert is_in(desk.client), "nothing is lost before the new phone works"
    assert KeySlot.objects.filter(kind="advocate").count() == 1
    second(client)
    assert not is_in(desk.client)
    assert is_in(client)
    assert Advocate.objects.get().pk == desk.advocate.pk
    assert not KeySlot.objects.filter(kind="advocate").exists()
    assert not Memo.objects.exists()
    assert desk.advocate.matters.count() == 1
    assert opened("li", PASSWORD) is None


def test_beginning_anew_asks_for_the_same_name(client: Client, lost: tuple[Desk, str]) -> None:
    _, code = lost
    assert "请填原来的用户名" in first(client, code, username="zhao").content.decode()


def test_a_second_invitation_of_one_account_ends_the_first(lost: tuple[Desk, str]) -> None:
    desk, code = lost
    again = inviting.invite_again(desk.advocate, timezone.now(), by=None)
    assert inviting.find(code, timezone.now()) is None
    assert inviting.find(again, timezone.now())


def test_the_command_begins_an_organisation_and_finds_it_again(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("负责人甲", "负责人乙"):
        call_command("invite_lead", organisation=" 南河 工会 ", name=name)
    told = capsys.readouterr().out
    assert "新建了单位：南河 工会" in told
    one, other = re.findall(r"邀请号：([\d ]{19})", told)
    assert one != other
    first(client, one)
    second(client)
    made = Advocate.objects.get()
    assert (made.is_lead, made.name, made.organisation.name) == (True, "负责人甲", "南河 工会")
    assert made.organisation.invitations.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"organisation": " "}, {"name": ""}, {"name": "长" * 31}, {"organisation": "长" * 41}]
)
def test_the_command_refuses_names_that_do_not_fit(wrong: dict[str, str]) -> None:
    with pytest.raises(CommandError, match="个字") as fault:
        call_command("invite_lead", **({"organisation": "南河", "name": "甲"} | wrong))
    assert fault.value.returncode == 2
    assert not Invitation.objects.exists()
