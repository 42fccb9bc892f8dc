"""What opens an account is nowhere in clear: not at rest, not in a log, not in a cookie."""

import base64
import logging

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from borrower_guide.cases.access import attempts
from borrower_guide.cases.access.codes import in_fours
from borrower_guide.desk.accounts import inviting, second_factor
from borrower_guide.desk.accounts.signing_in import opened
from tests.cases.test_privacy import at_rest
from tests.desk.accounts.steps import first, second, secret, shown_codes, shown_number
from tests.desk.accounts.ways import is_in, send
from tests.desk.made import PASSWORD, a_desk

CANARY, OTHER, WRONG = "金丝雀7f3a在唱歌给谁听", "金丝雀2b9c又换了一首歌", "金丝雀5d1e猜错的一句话"


@pytest.mark.django_db(transaction=True)
def test_nothing_that_opens_an_account_lies_in_clear(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "A_MINUTE", 10_000)
    caplog.set_level(logging.DEBUG)
    lead = a_desk("lead", is_lead=True)
    page = lead.client.post("/desk/organisation/invite/", {"name": "李"}).content.decode()
    code, client = shown_number(page), Client()
    first(client, code, password=CANARY, password_again=WRONG)
    first(client, code, password=CANARY, password_again=CANARY)
    shared = [secret(client)]
    seen = [client.cookies.output()]
    second(client)
    codes = shown_codes(client)
    seen.append(client.cookies.output())
    asked = {"old_password": CANARY, "password": OTHER, "password_again": OTHER}
    client.post("/desk/account/password/", asked | {"old_password": WRONG})
    client.post("/desk/account/password/", asked)
    client.post("/desk/account/codes/", {"old_password": OTHER})
    codes += shown_codes(client)
    client.post("/desk/account/phone/", {"old_password": OTHER})
    shared.append(secret(client, "/desk/account/phone/code/"))
    second(client, "/desk/account/phone/code/")
    client.post("/desk/out/")
    send(client, "li", WRONG, one_time_code="739218")
    send(client, "li", OTHER, one_time_code=codes[-1])
    assert is_in(client)
    seen.append(client.cookies.output())
    who = opened("li", OTHER)
    assert who is not None
    connection.close()
    stored, logged, held = at_rest(), caplog.text, "\n".join(seen)
    digits = [one.replace(" ", "") for one in codes]
    vault = [base64.b64encode(who.vault).decode(), who.vault.hex()]
    texts = [CANARY, OTHER, WRONG, code, " ".join(in_fours(code)), *codes, *digits, *shared, *vault]
    assert len(texts) == 49
    for text in texts:
        assert text.encode() not in stored
        assert text not in logged
        assert text not in held
    assert who.vault not in stored
    assert repr(who.vault) not in repr(who)


@pytest.mark.django_db
def test_without_the_pepper_nothing_can_be_tried(settings: Settings) -> None:
    who = a_desk("li").who
    codes = second_factor.new_recovery_codes()
    second_factor.keep_recovery_codes(who.advocate, codes)
    code = inviting.invite(who.advocate.organisation, "赵", timezone.now(), by=None)
    pepper, settings.PEPPER = settings.PEPPER, bytes(32)
    assert opened("li", PASSWORD) is None
    assert not second_factor.accept(who, codes[0], 0)
    assert inviting.find(code, timezone.now()) is None
    settings.PEPPER = pepper
    assert opened("li", PASSWORD) == who
    assert second_factor.accept(who, codes[0], 0)
    assert inviting.find(code, timezone.now())


@pytest.mark.django_db
def test_no_address_holds_a_secret(client: Client) -> None:
    code = inviting.invite(a_desk("lead").advocate.organisation, "李", timezone.now(), by=None)
    answers = [first(client, code), second(client), client.post("/desk/codes/")]
    places = [answer["Location"] for answer in answers]
    assert places == ["/desk/join/phone/", "/desk/codes/", "/desk/"]
