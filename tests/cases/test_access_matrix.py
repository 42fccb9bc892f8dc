"""Strangers over every address and method of a case: none gets a byte of it, or changes any.

The table of addresses is walked, so a page that is added joins by itself. Who the strangers are
is told in strangers.py; the case that must stay shut has something of every kind in it.
"""

from base64 import b64decode
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.access.cookies import PREFIX, PURPOSE
from borrower_guide.cases.models import CaseFile, KeySlot
from borrower_guide.site.sealed import unseal
from tests.cases.addresses import Route, case_routes, fillings, plain_routes
from tests.cases.made import a_case
from tests.cases.pages import BY_OWNER, CONSENT
from tests.cases.strangers import FIRST_COOKIE, NOT_SAVED, STRANGERS
from tests.cases.whole import CANARY, Whole, kept, whole_case

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
# Closing asks for nothing: it only makes the browser that asks forget a key that it may have.
CLOSING = "cases:close"
FILES = ("cases:exhibit_file", "cases:exhibit_small")
# To a key that was not used yet they are empty, and no row is looked up.
FIRST_FORMS = {"cases:visit_new", "cases:door"}


@pytest.fixture
def whole() -> Whole:
    return whole_case()


def ask(client: Client, method: str, address: str, **fields: str) -> Any:
    """One request; where the method carries a form, one that would be saved."""
    if method == "POST":
        return client.post(address, CONSENT | BY_OWNER | fields)
    return client.generic(method, address)


def told(response: Any) -> str:
    """Every byte that came back: status line, headers, cookies, body."""
    body = b"".join(response)  # a file is closed at its end
    heads = "\n".join(f"{name}: {value}" for name, value in response.items())
    return f"{response.reason_phrase}\n{heads}\n{response.cookies.output()}\n" + body.decode(
        errors="replace"
    )


def promised(route: Route, method: str, stranger: str = "") -> set[int]:
    """The statuses that a stranger may get."""
    if method == "POST":
        return {403, 404, 405} | ({200} if route.name == CLOSING else set())
    looks = stranger in (FIRST_COOKIE, NOT_SAVED) and method in ("GET", "HEAD")
    return {404, 405} | ({200} if looks and route.name in FIRST_FORMS else set())


def check_shut(whole: Whole, address: str, response: Any, statuses: set[int]) -> None:
    """The answer has such a status, and nothing of the case in it."""
    what = f"{response.request['REQUEST_METHOD']} {address}"
    assert response.status_code in statuses, what
    answer = told(response).replace(address, "")
    assert not [secret for secret in whole.secrets if secret in answer], what
    assert not [value for value in response.cookies.values() if _opens(whole, value.value)], what


def _opens(whole: Whole, value: str) -> bool:
    """Whether this cookie would open the case: its key, and a slot that is still there."""
    said = unseal(value, purpose=PURPOSE, max_age=None)
    if not said or said["ref"] != whole.ref:
        return False
    slot = KeySlot.objects.filter(pk=said["slot"], case=whole.made.case).exists()
    return slot and b64decode(said["key"]) == whole.made.key


@pytest.mark.parametrize("stranger", STRANGERS)
def test_no_stranger_gets_or_changes_anything(whole: Whole, stranger: str) -> None:
    filled = fillings(whole)
    jar = Client()
    STRANGERS[stranger](whole, jar)
    given = {name: value.value for name, value in jar.cookies.items()}
    yesterday = timezone.localdate() - timedelta(days=1)
    CaseFile.objects.filter(pk=whole.ref).update(last_used_on=yesterday)
    before = kept(whole.ref)
    for route, filling in filled.items():
        address = route.address(whole.ref, filling)
        for method in METHODS:
            client = Client()
            client.cookies.load(given)
            answer = ask(client, method, address)
            check_shut(whole, address, answer, promised(route, method, stranger))
    assert kept(whole.ref) == before


def test_the_matrix_is_large_enough() -> None:
    assert len(case_routes()) * len(METHODS) * len(STRANGERS) >= 300


@pytest.mark.parametrize("number", ["of another case", "wrong", "not a number"])
def test_a_number_that_is_not_this_cases_opens_nothing(whole: Whole, number: str) -> None:
    codes = {"of another case": a_case().holding.code, "wrong": new_code(), "not a number": "abc"}
    before = kept(whole.ref)
    for route, filling in fillings(whole).items():
        address = route.address(whole.ref, filling)
        response = Client().post(address, BY_OWNER | {"resume_code": codes[number]})
        check_shut(whole, address, response, promised(route, "POST"))
        again = Client().get(address, {"resume_code": whole.made.holding.code})
        assert again.status_code in (404, 405), "a number in an address opens nothing"
    assert kept(whole.ref) == before


def test_the_owner_gets_in_so_the_checks_can_fail(whole: Whole) -> None:
    """Each address answers its owner, and what must not leak is on the pages that tell it."""
    pages = {}
    for route, filling in fillings(whole).items():
        response = whole.browser().get(route.address(whole.ref, filling))
        assert response.status_code in (200, 302, 405), route.text
        pages[route.name] = told(response)
    held = whole.browser().get(f"/cases/{whole.ref}/").cookies[whole.cookie]
    assert _opens(whole, held.value)
    for name in ("cases:overview", "cases:visit", "cases:export", "record:pdf", *FILES):
        assert CANARY in pages[name], name
    assert whole.entries[-1].digest in pages["cases:export"]


def test_an_address_that_belongs_to_no_case_tells_of_none(whole: Whole) -> None:
    """Even in a browser that holds the key under a wrong name, or another case."""
    for stranger in ("no cookie", "another case", "this case under another name"):
        client = Client()
        STRANGERS[stranger](whole, client)
        for address in plain_routes():
            if address not in ("/leave/", "/cases/leave/"):
                answer = told(client.get(address))
                assert not [secret for secret in whole.secrets if secret in answer], address


def test_another_case_does_not_hold_the_things_of_this_one(whole: Whole) -> None:
    """The subjects of one case at the address of another, in a browser that may open that."""
    other = a_case()
    client = Client()
    client.cookies[PREFIX + other.case.pk] = other.holding.sealed()
    for route, filling in fillings(whole).items():
        if not filling:
            continue
        address = route.address(other.case.pk, filling)
        for method in ("GET", "POST"):
            answer = told(ask(client, method, address)).replace(address, "")
            assert CANARY not in answer, address
