"""Secrets of an account are not guessed, and nobody is shut out by those who try."""

import pytest
from django.test import Client
from django.utils import timezone

from borrower_guide.cases.access import attempts
from borrower_guide.cases.access.attempts import Limit
from borrower_guide.cases.models import Attempt
from borrower_guide.desk.accounts import guessing, known
from borrower_guide.desk.accounts.guessing import CODES
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.accounts.signing_in import TOO_MANY, WRONG
from borrower_guide.desk.models import Advocate
from borrower_guide.site.sealed import unseal
from tests.desk.accounts.steps import GOOD
from tests.desk.accounts.ways import Clock, is_in, send
from tests.desk.made import PASSWORD, an_advocate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_minute")]

REAL = (guessing.PASSWORDS, guessing.STRANGERS)
PASSWORDS, STRANGERS = Limit(most=8, minutes=15), Limit(most=20, minutes=15)
OFFICE, ELSEWHERE = "192.0.2.7", "198.51.100.{}"


@pytest.fixture
def who() -> SignedIn:
    return an_advocate()


@pytest.fixture
def office(who: SignedIn, clock: Clock) -> Client:
    """A browser in which the advocate signed in before."""
    client = Client(REMOTE_ADDR=OFFICE)
    send(client, one_time_code=clock.code())
    client.post("/desk/out/")
    clock.now += 60
    return client


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "A_MINUTE", 10_000)


@pytest.fixture(autouse=True)
def fewer_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    """What happens at a limit is the same at a lower one, and sooner there."""
    monkeypatch.setattr(guessing, "PASSWORDS", PASSWORDS)
    monkeypatch.setattr(guessing, "STRANGERS", STRANGERS)


def test_the_limits_are_as_docs_keys_md_tells() -> None:
    assert [(limit.most, limit.minutes) for limit in REAL] == [(30, 15), (100, 15)]


def guesses(many: int, username: str = "wang", address: str = OFFICE) -> None:
    client = Client(REMOTE_ADDR=address)
    for _ in range(many):
        send(client, username, "没猜对的密码", one_time_code="000000")


def guesses_from_everywhere(username: str = "wang") -> None:
    for number in range(-(-STRANGERS.most // PASSWORDS.most)):
        guesses(PASSWORDS.most, username, ELSEWHERE.format(number))


def is_shut(client: Client, clock: Clock, username: str = "wang") -> bool:
    page = send(client, username, one_time_code=clock.code()).content.decode()
    return TOO_MANY in page and not is_in(client)


@pytest.mark.parametrize("username", ["wang", "nobody"])
def test_one_address_guesses_so_often(who: SignedIn, clock: Clock, username: str) -> None:
    guesses(PASSWORDS.most, username)
    assert is_shut(Client(REMOTE_ADDR=OFFICE), clock, username)
    assert not is_shut(Client(REMOTE_ADDR=ELSEWHERE.format(9)), clock, username)


@pytest.mark.parametrize("username", ["wang", "nobody"])
def test_all_strangers_together_guess_so_often(who: SignedIn, clock: Clock, username: str) -> None:
    guesses_from_everywhere(username)
    assert is_shut(Client(REMOTE_ADDR=ELSEWHERE.format(99)), clock, username)


def test_one_address_alone_does_not_shut_out_the_others(who: SignedIn, clock: Clock) -> None:
    guesses(STRANGERS.most + PASSWORDS.most)
    send(client := Client(REMOTE_ADDR=ELSEWHERE.format(1)), one_time_code=clock.code())
    assert is_in(client)


def test_a_name_that_looks_like_an_address_counts_for_itself(who: SignedIn, clock: Clock) -> None:
    for name in (f"{OFFICE}:wang", f"address:{OFFICE}:wang", f"strangers:{OFFICE}:wang"):
        guesses(PASSWORDS.most, name, ELSEWHERE.format(1))
    assert not is_shut(Client(REMOTE_ADDR=OFFICE), clock)


def test_a_browser_that_signed_in_before_is_not_shut_out(office: Client, clock: Clock) -> None:
    guesses_from_everywhere()
    guesses(PASSWORDS.most)  # from the same address, as in one office or behind one carrier
    send(office, one_time_code=clock.code())
    assert is_in(office)


def test_nor_by_whatever_else_its_address_does(
    office: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "A_MINUTE", 3)
    guesses(3, "nobody")
    assert not is_in(office)
    send(office, one_time_code=clock.code())
    assert is_in(office)


def test_guesses_in_that_browser_are_counted_too(office: Client, clock: Clock) -> None:
    for _ in range(PASSWORDS.most):
        send(office, password="没猜对的密码", one_time_code="000000")
    assert is_shut(office, clock)


def test_it_is_known_for_its_own_accounts_alone(
    office: Client, who: SignedIn, clock: Clock
) -> None:
    an_advocate("li", organisation=who.advocate.organisation)
    guesses_from_everywhere("li")
    assert is_shut(office, clock, "li")
    send(office, "wang", one_time_code=clock.code())
    assert is_in(office)


def test_several_advocates_share_a_computer(office: Client, who: SignedIn, clock: Clock) -> None:
    an_advocate("li", organisation=who.advocate.organisation)
    send(office, "li", one_time_code=clock.code())
    office.post("/desk/out/")
    for name in ("wang", "li"):
        guesses_from_everywhere(name)
    clock.now += 60
    for name in ("wang", "li"):
        send(office, name, one_time_code=clock.code())
        assert is_in(office)
        office.post("/desk/out/")


def test_another_password_ends_it_in_every_other_browser(office: Client, clock: Clock) -> None:
    here = Client(REMOTE_ADDR=ELSEWHERE.format(50))
    send(here, one_time_code=clock.code())
    told = {"old_password": PASSWORD, "password": GOOD, "password_again": GOOD}
    assert here.post("/desk/account/password/", told).status_code == 302
    here.post("/desk/out/")
    guesses_from_everywhere()
    clock.now += 60
    for client, shut in ((office, True), (here, False)):
        page = send(client, password=GOOD, one_time_code=clock.code()).content.decode()
        assert (TOO_MANY in page) is shut


def test_what_lies_in_the_browser_names_nobody_and_is_not_made_up(
    office: Client, clock: Clock
) -> None:
    cookie = office.cookies[known.COOKIE]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("Lax", "/desk/")
    said = unseal(cookie.value, purpose=known.PURPOSE, max_age=None)
    assert said
    assert "wang" not in str(said)
    guesses_from_everywhere()
    office.cookies[known.COOKIE] = cookie.value[:-4] + "AAAA"
    assert is_shut(office, clock)


def test_it_holds_no_more_than_ten_accounts(who: SignedIn, clock: Clock) -> None:
    client = Client()
    for number in range(known.MOST + 1):
        an_advocate(f"li{number}", organisation=who.advocate.organisation)
        send(client, f"li{number}", one_time_code=clock.code())
    said = unseal(client.cookies[known.COOKIE].value, purpose=known.PURPOSE, max_age=None)
    assert len((said or {})["accounts"]) == known.MOST
    guesses_from_everywhere("li0")
    guesses_from_everywhere("li9")
    client.post("/desk/out/")
    clock.now += 60
    assert is_shut(client, clock, "li0")
    assert not is_shut(client, clock, "li9")


def test_guessing_codes_with_the_password_is_stopped(who: SignedIn, clock: Clock) -> None:
    for _ in range(CODES.most):
        send(Client(), one_time_code="000000")
    late = Client()
    answer = send(late, one_time_code=clock.code())
    assert answer.status_code == 422
    assert WRONG in answer.content.decode(), "the answer does not tell that the password is right"
    assert not is_in(late)
    assert Advocate.objects.get().half_open_at is not None


def test_who_has_the_password_alone_does_not_shut_its_owner_out(
    office: Client, clock: Clock
) -> None:
    for _ in range(CODES.most + 1):
        send(Client(), one_time_code="000000")
    send(office, one_time_code=clock.code())
    assert is_in(office)


def test_codes_are_counted_in_a_known_browser_too(office: Client, clock: Clock) -> None:
    for _ in range(CODES.most):
        send(office, one_time_code="000000")
    send(office, one_time_code=clock.code())
    assert not is_in(office)


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


def test_one_address_is_stopped_for_a_minute(
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
    attempts.forget_before(timezone.now())
    assert not Attempt.objects.exists()
