"""From an invitation to an account: nothing before the phone is connected, no dead end after."""

from datetime import timedelta

import pyotp
import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from borrower_guide.cases.access import attempts
from borrower_guide.cases.access.codes import new_code
from borrower_guide.desk.accounts import inviting
from borrower_guide.desk.accounts.join_pages import JOIN, OVER
from borrower_guide.desk.accounts.joining import TAKEN
from borrower_guide.desk.accounts.pending import COOKIE
from borrower_guide.desk.accounts.signing_in import opened
from borrower_guide.desk.accounts.usernames import plain_name
from borrower_guide.desk.models import Advocate, Invitation
from borrower_guide.site.sealed import unseal
from tests.desk.accounts.steps import GOOD, first, second, secret, shown_codes
from tests.desk.accounts.ways import full_disk, is_in, send
from tests.desk.made import an_advocate, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "A_MINUTE", 10_000)


@pytest.fixture
def code() -> str:
    return inviting.invite(an_organisation(), "李援助", timezone.now(), by=None, is_lead=True)


def test_three_steps_and_signed_in(client: Client, code: str) -> None:
    assert first(client, code)["Location"] == "/desk/join/phone/"
    assert not Advocate.objects.exists()
    assert second(client)["Location"] == "/desk/codes/"
    assert len(set(shown_codes(client))) == 10
    assert client.post("/desk/codes/")["Location"] == "/desk/"
    assert is_in(client)
    assert not shown_codes(client)
    made = Advocate.objects.get()
    assert (made.name, made.is_lead, made.organisation.name) == ("李援助", True, "北河法律援助站")
    assert not Invitation.objects.exists()


def test_what_was_set_up_signs_in(client: Client, code: str) -> None:
    first(client, code)
    shared = secret(client)
    second(client)
    codes = shown_codes(client)
    late = timezone.now() + timedelta(seconds=30)
    for one_time_code in (pyotp.TOTP(shared).at(late), codes[0], codes[9]):
        other = Client()
        send(other, "LI", GOOD.replace("！", "!"), one_time_code=one_time_code)
        assert is_in(other)


def test_an_invitation_is_used_once(client: Client, code: str) -> None:
    first(client, code)
    second(client)
    page = first(Client(), code, username="zhao")
    assert page.status_code == 422
    assert OVER in page.content.decode()
    assert Advocate.objects.count() == 1


def test_of_two_browsers_with_one_invitation_one_has_an_account(client: Client, code: str) -> None:
    other = Client()
    first(client, code)
    first(other, code, username="zhao")
    second(client)
    assert "已经用过" in second(other).content.decode()
    assert Advocate.objects.get().username == "li"


def test_a_name_taken_meanwhile_uses_no_invitation_up(client: Client, code: str) -> None:
    first(client, code)
    an_advocate("li")
    assert TAKEN in second(client).content.decode()
    assert Invitation.objects.count() == 1
    first(client, code, username="zhao")
    assert second(client)["Location"] == "/desk/codes/"


@pytest.mark.parametrize("again", ["reply lost", "sent twice"])
def test_a_lost_reply_is_no_dead_end(client: Client, code: str, again: str) -> None:
    first(client, code)
    kept = client.cookies[COOKIE].value
    second(client)
    codes = shown_codes(client)
    other = Client() if again == "reply lost" else client
    other.cookies[COOKIE] = kept
    assert (
        other.post("/desk/join/phone/", {"one_time_code": "000000"})["Location"] == "/desk/codes/"
    )
    assert shown_codes(other) == codes
    assert is_in(other) is (again == "sent twice"), "the cookie alone signs nobody in"
    assert Advocate.objects.count() == 1


def test_a_reload_shows_the_same_secret(client: Client, code: str) -> None:
    first(client, code)
    assert secret(client) == secret(client)
    wrong = client.post("/desk/join/phone/", {"one_time_code": "000000"})
    assert wrong.status_code == 422
    assert secret(client) in wrong.content.decode().replace(" ", "")
    assert not Advocate.objects.exists()


def test_who_begins_again_with_the_first_step_is_free_to(client: Client, code: str) -> None:
    first(client, code)
    before = secret(client)
    first(client, code, username="zhao")
    assert secret(client) != before
    second(client)
    assert Advocate.objects.get().username == "zhao"


@pytest.mark.parametrize("late", ["before the first step", "before the second"])
def test_an_invitation_ends(client: Client, code: str, late: str) -> None:
    if late == "before the second":
        first(client, code)
        secret(client)
    Invitation.objects.update(ends_at=timezone.now())
    answer = second(client) if late == "before the second" else first(client, code)
    assert answer.status_code == 422
    assert not Advocate.objects.exists()


def test_an_invitation_holds_three_days(code: str) -> None:
    ends = Invitation.objects.get().ends_at
    assert ends - timezone.now() <= timedelta(hours=72)
    assert inviting.find(code, ends - timedelta(seconds=1))
    assert inviting.find(code, ends) is None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"code": ""}, "请输入 16 位数字"),
        ({"code": "1234"}, "邀请号是 16 位"),
        ({"code": new_code()}, OVER),
        ({"username": ""}, "请起一个用户名"),
        ({"username": "a b"}, "中间不空格"),
        ({"password": "", "password_again": ""}, "请想一个密码"),
        ({"password": "short", "password_again": "short"}, "密码至少 12 个字"),
        ({"password": "password1234", "password_again": "password1234"}, "很多人在用"),
        ({"password": "１２３４７８９０１２３４", "password_again": ""}, "不能只有数字"),
        ({"username": "libaojian", "password": "libaojian2026!"}, "和用户名、名字太像"),
        ({"password": "长" * 201}, "最多 200 个字"),
        ({"password_again": GOOD + "！"}, "两次输的不一样"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_the_rest_is_kept(
    client: Client, code: str, typed: dict[str, str], told: str
) -> None:
    answer = first(client, code, **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(told) == 2
    assert GOOD not in page
    for name in ("code", "username"):
        kept = {"code": code, "username": "li"} | typed
        if kept[name]:
            assert f'value="{kept[name]}"' in page
    assert COOKIE not in client.cookies


@pytest.mark.usefixtures("one_minute")
def test_guessing_invitations_is_stopped(
    client: Client, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "A_MINUTE", 2)
    for _ in range(2):
        first(client, new_code())
    assert "试得太多了" in first(client, code).content.decode()


def test_a_taken_name_is_told_only_to_whoever_has_an_invitation(client: Client, code: str) -> None:
    an_advocate("li")
    assert TAKEN in first(client, code).content.decode()
    assert TAKEN not in first(client, new_code()).content.decode()


def test_the_second_step_without_the_first_begins_at_the_first(client: Client) -> None:
    assert client.get("/desk/join/phone/")["Location"] == "/desk/join/"
    client.cookies[COOKIE] = "made up"
    assert client.post("/desk/join/phone/")["Location"] == "/desk/join/"
    assert client.get("/desk/codes/")["Location"] == "/desk/"


NAMES = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), min_size=2, max_size=12).filter(
    lambda name: 2 <= len(plain_name(name)) <= 40
)
# No surrogates: a form cannot carry them.
PASSWORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=14, max_size=30).map(
    lambda text: "灯" + text
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=40,
)
@given(name=NAMES, password=PASSWORDS)
def test_any_script_joins_and_signs_in(client: Client, name: str, password: str) -> None:
    Advocate.objects.all().delete()
    code = inviting.invite(an_organisation(), "某某", timezone.now(), by=None)
    answer = first(client, code, username=name, password=password, password_again=password)
    if answer.status_code == 422:  # too like the name, or not a name
        assert "f-username" in answer.content.decode() or "太像" in answer.content.decode()
        return
    second(client)
    who = opened(plain_name(name), password)
    assert who is not None
    assert opened(plain_name(name), password + "x") is None


def test_a_full_disk_uses_no_invitation_up(client: Client, code: str) -> None:
    first(client, code)
    with full_disk():
        answer = second(client)
    assert answer.status_code == 507
    assert not Advocate.objects.exists()
    assert second(client)["Location"] == "/desk/codes/"
    assert is_in(client)


def test_the_cookie_of_the_set_up_is_sealed(client: Client, code: str) -> None:
    first(client, code)
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert secret(client) not in cookie.value
    said = unseal(cookie.value, purpose=JOIN, max_age=None)
    assert said is not None
    assert said["secret"] == secret(client)
    assert unseal(cookie.value, purpose="vault", max_age=None) is None
