"""In with three things, out for good, and one answer for whatever is wrong."""

import pytest
from django.test import Client

from borrower_guide.desk.accounts import second_factor
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.accounts.signing_in import WRONG
from borrower_guide.desk.models import Advocate
from tests.desk.accounts.ways import Clock, full_disk, is_in, send
from tests.desk.made import PASSWORD, an_advocate

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> SignedIn:
    return an_advocate()


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
