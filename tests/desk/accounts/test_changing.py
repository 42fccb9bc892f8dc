"""我的账号: what is changed asks for the password, and closes what was open with the old."""

from datetime import timedelta
from typing import Any

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from borrower_guide.cases.access import attempts
from borrower_guide.desk.accounts import second_factor
from borrower_guide.desk.accounts.signing_in import opened
from borrower_guide.desk.models import Advocate
from tests.cases.made import a_case, a_visit
from tests.desk.accounts.steps import secret, shown_codes
from tests.desk.accounts.ways import Clock, is_in, send
from tests.desk.made import PASSWORD, SECRET, Desk, a_desk, signed_in_client, taken

pytestmark = pytest.mark.django_db

NEW = "楼道里那盏灯修好了，很亮"


@pytest.fixture
def desk(one_minute: None) -> Desk:
    return a_desk()


def change(desk: Desk, **changed: str) -> Any:
    told = {"old_password": PASSWORD, "password": NEW, "password_again": NEW} | changed
    return desk.client.post("/desk/account/password/", told)


def test_another_password_opens_the_same_vault(desk: Desk) -> None:
    other = signed_in_client(desk.who)
    made = a_case(a_visit())
    taken(desk, made)
    assert change(desk).status_code == 302
    assert "密码换好了" in desk.client.get("/desk/account/?done=password").content.decode()
    assert desk.client.get(f"/cases/{made.case.pk}/").status_code == 200
    assert not is_in(other)
    assert opened("wang", PASSWORD) is None
    who = opened("wang", NEW)
    assert who is not None
    assert who.vault == desk.who.vault


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"old_password": "不是这个密码的话"}, "这不是现在的密码"),
        ({"old_password": ""}, "这不是现在的密码"),
        ({"password": "短"}, "密码至少 12 个字"),
        ({"password_again": NEW + "。"}, "两次输的不一样"),
    ],
)
def test_a_password_is_not_changed_by_half(desk: Desk, changed: dict[str, str], told: str) -> None:
    page = change(desk, **changed)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert NEW not in page.content.decode()
    assert opened("wang", PASSWORD)


@pytest.mark.parametrize("address", ["password", "codes", "phone"])
def test_nothing_is_changed_by_whoever_sits_there(desk: Desk, address: str) -> None:
    before = Advocate.objects.values().get()
    told = {"old_password": "猜的", "password": NEW, "password_again": NEW}
    assert desk.client.post(f"/desk/account/{address}/", told).status_code == 422
    assert Advocate.objects.values().get() == before
    assert not desk.advocate.recovery_codes.exists()
    assert "setup" not in desk.client.cookies


def test_guessing_the_password_in_an_open_browser_is_stopped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "A_MINUTE", 3)
    for _ in range(3):
        change(desk, old_password="猜的")
    assert "试得太多了" in change(desk).content.decode()


def test_new_recovery_codes_end_the_old(desk: Desk, clock: Clock) -> None:
    old = second_factor.new_recovery_codes()
    second_factor.keep_recovery_codes(desk.advocate, old)
    answer = desk.client.post("/desk/account/codes/", {"old_password": PASSWORD})
    assert answer["Location"] == "/desk/codes/"
    new = shown_codes(desk.client)
    assert len(new) == 10
    assert send(Client(), one_time_code=old[0]).status_code == 422
    other = Client()
    send(other, one_time_code=new[0])
    assert is_in(other)
    assert "还有 9 个" in desk.client.get("/desk/account/").content.decode()


def test_another_phone_ends_the_first_once_it_works(desk: Desk, clock: Clock) -> None:
    answer = desk.client.post("/desk/account/phone/", {"old_password": PASSWORD})
    new = secret(desk.client, answer["Location"])
    assert new != SECRET
    wrong = desk.client.post("/desk/account/phone/code/", {"one_time_code": "000000"})
    assert wrong.status_code == 422
    first = Client()
    send(first, one_time_code=clock.code())
    assert is_in(first), "until then the old phone is good"
    now = timezone.now()
    right = pyotp.TOTP(new).at(now)
    assert (
        desk.client.post("/desk/account/phone/code/", {"one_time_code": right}).status_code == 302
    )
    clock.now = now.timestamp()
    assert send(Client(), one_time_code=right).status_code == 422, "it was used to connect"
    clock.now += 30
    assert send(Client(), one_time_code=pyotp.TOTP(SECRET).at(int(clock.now))).status_code == 422
    other = Client()
    send(other, one_time_code=pyotp.TOTP(new).at(now + timedelta(seconds=30)))
    assert is_in(other)


def test_the_second_step_for_a_phone_needs_the_first(desk: Desk) -> None:
    assert desk.client.get("/desk/account/phone/code/")["Location"] == "/desk/account/phone/"


def test_the_set_up_of_another_account_is_not_taken(desk: Desk) -> None:
    other = a_desk("li", organisation=desk.advocate.organisation)
    other.client.post("/desk/account/phone/", {"old_password": PASSWORD})
    desk.client.cookies["setup"] = other.client.cookies["setup"].value
    assert desk.client.get("/desk/account/phone/code/")["Location"] == "/desk/account/phone/"


def test_that_somebody_knew_the_password_is_told_until_it_is_read(desk: Desk, clock: Clock) -> None:
    send(Client(), one_time_code="000000")
    answer = send(desk.client, one_time_code=clock.code(), next="/desk/reading/")
    assert answer["Location"] == "/desk/account/?next=%2Fdesk%2Freading%2F"
    for _ in range(2):
        assert "可能有人知道你的密码" in desk.client.get(answer["Location"]).content.decode()
    read = desk.client.post("/desk/account/noticed/", {"next": "/desk/reading/"})
    assert read["Location"] == "/desk/reading/"
    assert "可能有人知道你的密码" not in desk.client.get("/desk/account/").content.decode()
    clock.now += 30
    assert send(Client(), one_time_code=clock.code())["Location"] == "/desk/"


def test_a_wrong_password_alone_is_nothing_to_tell(desk: Desk, clock: Clock) -> None:
    send(Client(), password="猜的", one_time_code=clock.code())
    assert send(Client(), one_time_code=clock.code())["Location"] == "/desk/"


def test_a_colleague_who_signs_in_here_sees_no_codes_of_mine(desk: Desk, clock: Clock) -> None:
    a_desk("li", organisation=desk.advocate.organisation)
    desk.client.post("/desk/account/codes/", {"old_password": PASSWORD})
    assert shown_codes(desk.client)
    send(desk.client, "li", one_time_code=clock.code())
    assert is_in(desk.client)
    assert desk.client.get("/desk/codes/").status_code == 302
