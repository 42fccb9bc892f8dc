"""How long somebody is in: two cookies, good only together, and out for good."""

import json

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from borrower_guide.desk.accounts import session
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.site import sealed
from borrower_guide.site.sealed import unseal
from tests.desk.accounts.ways import Clock, full_disk, is_in, send
from tests.desk.made import an_advocate

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> SignedIn:
    return an_advocate()


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
