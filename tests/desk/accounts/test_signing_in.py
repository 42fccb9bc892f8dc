"""In with three things, out for good, and one answer for whatever is wrong."""

import json

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from borrower_guide.cases.access import attempts
from borrower_guide.cases.models import Attempt
from borrower_guide.desk.accounts import second_factor, session
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.accounts.signing_in import CODES, PASSWORDS, TOO_MANY, WRONG
from borrower_guide.desk.models import Advocate
from borrower_guide.site import sealed
from borrower_guide.site.sealed import unseal
from tests.desk.accounts.ways import Clock, full_disk, is_in, send
from tests.desk.made import PASSWORD, an_advocate

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> SignedIn:
    return an_advocate()


@pytest.fixture(autouse=True)
def one_stretch_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts of a quarter of an hour, whatever the clock of the machine says."""
    monkeypatch.setattr(attempts, "_minute", lambda now: 30)
    monkeypatch.setattr(attempts, "A_MINUTE", 10_000)


def test_the_three_things_open_the_desk(client: Client, who: SignedIn, clock: Clock) -> None:
    answer = send(client, one_time_code=clock.code())
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert is_in(client)


@pytest.mark.parametrize("typed", ["ＷＡＮＧ", " Wang ", "wang"])
def test_width_and_case_of_a_name_do_not_matter(
    client: Client, who: SignedIn, clock: Clock, typed: str
) -> None:
    send(client, typed, one_time_code=clock.code())
    assert is_in(client)


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_off(
    client: Client, who: SignedIn, clock: Clock, steps: int
) -> None:
    code = clock.code(steps)
    send(client, one_time_code=f" {code[:3]} {code[3:]}")
    assert is_in(client)


WRONGS = {
    "nobody": {"username": "nobody"},
    "password": {"password": PASSWORD + "。"},
    "no password": {"password": ""},
    "no code": {"one_time_code": ""},
    "code": {"one_time_code": "000000"},
    "letters": {"one_time_code": "动态码"},
    "recovery code": {"one_time_code": "1234567890123456"},
}


@pytest.mark.parametrize("wrong", WRONGS)
def test_one_answer_for_whatever_is_wrong(
    client: Client, who: SignedIn, clock: Clock, wrong: str
) -> None:
    answer = send(client, **({"one_time_code": clock.code()} | WRONGS[wrong]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(WRONG) == 2  # above, and beside the first field
    assert not is_in(client)
    typed = WRONGS[wrong].get("username", "wang")
    assert f'value="{typed}"' in page
    assert PASSWORD not in page


def test_a_code_two_steps_off_is_wrong(client: Client, who: SignedIn, clock: Clock) -> None:
    for steps in (-2, 2):
        assert send(client, one_time_code=clock.code(steps)).status_code == 422


def test_an_unknown_name_costs_as_much_as_a_wrong_password(
    client: Client, who: SignedIn, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    stretched: list[int] = []
    real = second_factor.hashlib.scrypt
    monkeypatch.setattr("hashlib.scrypt", lambda *a, **k: stretched.append(k["n"]) or real(*a, **k))
    for wrong in (WRONGS["nobody"], WRONGS["password"], WRONGS["code"]):
        stretched.clear()
        send(client, **({"one_time_code": clock.code()} | wrong))
        assert len(stretched) == 1


def test_no_code_is_taken_twice(client: Client, who: SignedIn, clock: Clock) -> None:
    code = clock.code()
    send(client, one_time_code=code)
    assert is_in(client)
    for again in (code, clock.code(-1)):
        assert send(Client(), one_time_code=again).status_code == 422
    clock.now += 30
    other = Client()
    send(other, one_time_code=clock.code())
    assert is_in(other)


def test_of_two_requests_with_one_code_one_is_let_in(who: SignedIn, clock: Clock) -> None:
    """Both have read the row before either writes."""
    one, other = (SignedIn(Advocate.objects.get(pk=who.advocate.pk), who.vault) for _ in range(2))
    accepted = [second_factor.accept(each, clock.code(), clock.now) for each in (one, other)]
    assert accepted == [True, False]


def test_a_recovery_code_is_good_once(client: Client, who: SignedIn, clock: Clock) -> None:
    codes = second_factor.new_recovery_codes()
    second_factor.keep_recovery_codes(who.advocate, codes)
    send(client, one_time_code=codes[3])
    assert is_in(client)
    assert send(Client(), one_time_code=codes[3]).status_code == 422
    assert who.advocate.recovery_codes.count() == 9


def test_a_recovery_code_of_another_account_is_none(
    client: Client, who: SignedIn, clock: Clock
) -> None:
    other = an_advocate("li", organisation=who.advocate.organisation)
    codes = second_factor.new_recovery_codes()
    second_factor.keep_recovery_codes(other.advocate, codes)
    assert send(client, one_time_code=codes[0]).status_code == 422
    assert other.advocate.recovery_codes.count() == 10


def test_guessing_codes_with_the_password_is_stopped(who: SignedIn, clock: Clock) -> None:
    for _ in range(CODES.most):
        send(Client(), one_time_code="000000")
    late = Client()
    answer = send(late, one_time_code=clock.code())
    assert answer.status_code == 422
    assert WRONG in answer.content.decode(), "the answer does not tell that the password is right"
    assert not is_in(late)
    assert Advocate.objects.get().half_open_at is not None


def test_what_is_left_of_the_tries_does_not_tell_that_the_password_is_right(
    who: SignedIn, clock: Clock
) -> None:
    for _ in range(PASSWORDS.most):
        send(Client(), one_time_code="000000")
    assert TOO_MANY in send(Client(), one_time_code="000000").content.decode()


def test_coming_in_often_is_no_guessing(who: SignedIn, clock: Clock) -> None:
    for _ in range(CODES.most + 2):
        client = Client()
        send(client, one_time_code=clock.code())
        assert is_in(client)
        clock.now += 60


@pytest.mark.parametrize("username", ["wang", "nobody"])
def test_guessing_passwords_is_stopped_for_any_name(
    who: SignedIn, clock: Clock, username: str
) -> None:
    for _ in range(PASSWORDS.most):
        send(Client(), username, "没猜对的密码", one_time_code=clock.code())
    answer = send(Client(), username, one_time_code=clock.code())
    assert answer.status_code == 422
    assert TOO_MANY in answer.content.decode()


def test_one_address_is_stopped(
    client: Client, who: SignedIn, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "A_MINUTE", 3)
    for number in range(3):
        send(client, f"nobody{number}", one_time_code="000000")
    assert "请过一分钟再试" in send(client, one_time_code=clock.code()).content.decode()
    assert not is_in(client)


def test_counts_name_nobody_and_go(client: Client, who: SignedIn, clock: Clock) -> None:
    send(client, password="错的", one_time_code="000000")
    assert all(len(bytes(one.key)) == 32 for one in Attempt.objects.all())
    Attempt.objects.update(minute=29)
    attempts.forget_before(clock)  # type: ignore[arg-type]
    assert not Attempt.objects.exists()


def test_out_is_out_for_a_copy_of_the_cookies_too(
    client: Client, who: SignedIn, clock: Clock
) -> None:
    send(client, one_time_code=clock.code())
    copy = Client()
    copy.cookies.load(client.cookies.output(header="").strip())
    assert is_in(copy)
    answer = client.post("/desk/out/")
    assert answer.status_code == 302
    assert not client.cookies["vault"].value
    assert not client.cookies["desk"].value
    assert not is_in(copy)
    assert "已经退出" in client.get(answer["Location"]).content.decode()


def test_a_link_does_not_sign_out(client: Client, who: SignedIn, clock: Clock) -> None:
    send(client, one_time_code=clock.code())
    assert client.get("/desk/out/").status_code == 405
    assert is_in(client)


def test_signing_in_begins_a_new_session(client: Client, who: SignedIn, clock: Clock) -> None:
    send(client, one_time_code=clock.code())
    first = client.cookies["desk"].value
    clock.now += 30
    send(client, one_time_code=clock.code())
    assert client.cookies["desk"].value != first
    old = Client()
    old.cookies["desk"], old.cookies["vault"] = first, client.cookies["vault"].value
    assert not is_in(old)


def test_twelve_hours_are_the_end_of_it(client: Client, who: SignedIn, clock: Clock) -> None:
    send(client, one_time_code=clock.code())
    said = unseal(client.cookies["vault"].value, purpose=session.PURPOSE, max_age=None)
    for hours, inside in ((11.9, True), (12.1, False)):
        made = int(timezone.now().timestamp() - hours * 3600)
        box = sealed._box(session.PURPOSE)
        old = box.encrypt_at_time(json.dumps(said).encode(), made).decode()
        client.cookies["vault"] = old
        assert is_in(client) is inside


@pytest.mark.parametrize("address", ["/desk/out/", "/leave/"])
def test_a_full_disk_keeps_nobody_in(
    client: Client, who: SignedIn, clock: Clock, address: str
) -> None:
    send(client, one_time_code=clock.code())
    with full_disk():
        answer = client.post(address) if address == "/desk/out/" else client.get(address)
    assert answer.status_code in (302, 303)
    assert not client.cookies["vault"].value
    assert not client.cookies["desk"].value


def not_touched_lately(client: Client) -> None:
    session = client.session
    session["seen"] = 0
    session.save()


def test_a_full_disk_stops_no_page(client: Client, who: SignedIn, clock: Clock) -> None:
    send(client, one_time_code=clock.code())
    not_touched_lately(client)
    with full_disk():
        assert client.get("/desk/account/").status_code == 200


def test_signing_out_in_another_tab_meanwhile_is_no_fault(
    client: Client, who: SignedIn, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(client, one_time_code=clock.code())
    not_touched_lately(client)
    real = session.touch

    def late(request: HttpRequest) -> None:
        Session.objects.all().delete()
        real(request)

    monkeypatch.setattr(session, "touch", late)
    assert client.get("/desk/account/").status_code == 200
    assert not Session.objects.exists()
    assert not is_in(client)


def test_a_full_disk_asks_to_sign_in_again(client: Client, who: SignedIn, clock: Clock) -> None:
    with full_disk():
        answer = send(client, one_time_code=clock.code())
    assert answer.status_code == 507
    assert PASSWORD not in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    ("wanted", "after"),
    [
        ("/cases/0123456789abcdef/timeline/?a=1", "/cases/0123456789abcdef/timeline/?a=1"),
        ("https://elsewhere.example/", "/desk/"),
        ("//elsewhere.example/", "/desk/"),
        ("/\\elsewhere.example/", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
        ("elsewhere", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_it_goes_on_to_addresses_of_its_own(
    client: Client, who: SignedIn, clock: Clock, wanted: str, after: str
) -> None:
    told = {"username": "wang", "password": PASSWORD, "one_time_code": clock.code()}
    assert client.post("/desk/in/", told | {"next": wanted})["Location"] == after
    assert client.get("/desk/in/", {"next": wanted})["Location"] == after


def test_who_left_does_not_come_in(client: Client, who: SignedIn, clock: Clock) -> None:
    Advocate.objects.update(is_active=False)
    assert WRONG in send(client, one_time_code=clock.code()).content.decode()


def test_a_busy_server_asks_for_the_password_again_and_never_shows_it(
    client: Client, who: SignedIn, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object) -> None:
        from borrower_guide.cases.access.keys import Busy

        raise Busy

    monkeypatch.setattr("borrower_guide.desk.accounts.vault.stretch_password", busy)
    answer = send(client, one_time_code=clock.code())
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "还没登录" in page
    assert PASSWORD not in page
    assert clock.code() not in page
    assert 'name="password" type="password"' in page
    assert "wang</textarea>" in page or 'value="wang"' in page


def test_a_form_without_its_token_does_not_show_the_password(who: SignedIn, clock: Clock) -> None:
    answer = send(Client(enforce_csrf_checks=True), one_time_code=clock.code())
    assert answer.status_code == 403
    assert PASSWORD not in answer.content.decode()


def test_a_browser_that_was_signed_in_is_known_as_an_offices(
    client: Client, who: SignedIn, clock: Clock
) -> None:
    send(client, one_time_code=clock.code())
    client.post("/desk/out/")
    assert client.cookies["office"].value == "1"
    assert client.cookies["office"]["httponly"]


def test_cookies_hold_nothing_in_clear(
    client: Client, who: SignedIn, clock: Clock, settings: Settings
) -> None:
    send(client, one_time_code=clock.code())
    for name in ("desk", "vault"):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["max-age"]
    assert "wang" not in client.cookies.output()
