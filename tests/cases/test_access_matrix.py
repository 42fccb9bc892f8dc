"""Strangers over every address and method of a case: none gets a byte of it, or changes any.

The table of addresses is walked, so a page that is added joins by itself. What a stranger is here
is told in `STRANGERS`; a case that must stay shut has something of every kind in it.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from borrower_guide.cases import cookies, slots
from borrower_guide.cases.codes import new_code
from borrower_guide.cases.cookies import PREFIX, PURPOSE, Holding
from borrower_guide.cases.models import CaseFile, KeySlot
from borrower_guide.site.sealed import seal, unseal
from tests.cases.addresses import Route, case_routes, fillings, plain_routes
from tests.cases.made import a_case
from tests.cases.pages import CONSENT
from tests.cases.whole import CANARY, Whole, kept, whole_case

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
# Closing asks for nothing: it only makes the browser that asks forget a key that it may have.
CLOSING = "cases:close"
# Who brings a key that was not used yet gets the empty form, for which no row is looked up.
FIRST_COOKIE, NOT_SAVED = "the first cookie of a deleted slot", "not saved yet"
FILES = ("cases:exhibit_file", "cases:exhibit_small")
FIRST_FORMS = {"cases:visit_new", "cases:door"}
IDLE, LONGEST = timedelta(seconds=cookies.IDLE + 60), timedelta(seconds=cookies.LONGEST + 60)


def _sealed(holding: Holding, **changes: Any) -> str:
    """A cookie of ours, at whatever time it was last used."""
    told = {**vars(holding), "key": cookies.base64.b64encode(holding.key).decode(), **changes}
    return seal({name: value for name, value in told.items() if value}, purpose=PURPOSE)


def _other_case(whole: Whole, client: Client) -> None:
    other = a_case()
    client.cookies[PREFIX + other.case.pk] = other.holding.sealed()


def _other_case_under_this_name(whole: Whole, client: Client) -> None:
    client.cookies[whole.cookie] = a_case().holding.sealed()


def _this_case_under_another_name(whole: Whole, client: Client) -> None:
    client.cookies[PREFIX + a_case().case.pk] = whole.made.holding.sealed()


def _slot_of_another_case(whole: Whole, client: Client) -> None:
    other = a_case().holding
    client.cookies[whole.cookie] = replace(other, ref=whole.ref, fresh=False).sealed()


def _deleted_slot(whole: Whole, client: Client) -> None:
    slot = KeySlot.objects.get(pk=whole.made.holding.slot)
    slots.add_owner(slot, whole.made.key, new_code(), "0" * 16)
    slots.keep_only(KeySlot.objects.get(pk="0" * 16))
    client.cookies[whole.cookie] = whole.made.holding.sealed()


def _first_cookie_of_a_deleted_slot(whole: Whole, client: Client) -> None:
    """From before the first save, whose reply was lost; the number was changed since."""
    _deleted_slot(whole, client)
    client.cookies[whole.cookie] = replace(whole.made.holding, fresh=True).sealed()


def _rested_too_long(whole: Whole, client: Client) -> None:
    long_ago = time.time() - IDLE.total_seconds()
    client.cookies[whole.cookie] = _sealed(whole.made.holding, seen=long_ago, code=None)


def _open_too_long(whole: Whole, client: Client) -> None:
    long_ago = time.time() - LONGEST.total_seconds()
    client.cookies[whole.cookie] = _sealed(whole.made.holding, opened=long_ago)


def _not_saved_yet(whole: Whole, client: Client) -> None:
    """A case that claims to have no row yet, under the reference of one that has."""
    fresh = replace(Holding.begun(), ref=whole.ref)
    client.cookies[whole.cookie] = fresh.sealed()


def _altered_cookie(whole: Whole, client: Client) -> None:
    value = whole.made.holding.sealed()
    middle = len(value) // 2
    client.cookies[whole.cookie] = value[:middle] + "AAAA" + value[middle + 4 :]


def _cookie_of_another_purpose(whole: Whole, client: Client) -> None:
    said = unseal(whole.made.holding.sealed(), purpose=PURPOSE, max_age=None)
    assert said
    client.cookies[whole.cookie] = seal(said, purpose="guide")


STRANGERS: dict[str, Callable[[Whole, Client], None]] = {
    "no cookie": lambda whole, client: None,
    "another case": _other_case,
    "another case under this name": _other_case_under_this_name,
    "this case under another name": _this_case_under_another_name,
    "the slot of another case": _slot_of_another_case,
    "a deleted slot": _deleted_slot,
    FIRST_COOKIE: _first_cookie_of_a_deleted_slot,
    "rested too long": _rested_too_long,
    "open too long": _open_too_long,
    NOT_SAVED: _not_saved_yet,
    "an altered cookie": _altered_cookie,
    "a cookie of another purpose": _cookie_of_another_purpose,
}


@pytest.fixture
def whole() -> Whole:
    return whole_case()


def ask(client: Client, method: str, address: str, **fields: str) -> Any:
    """One request; where the method carries a form, one that would be saved."""
    if method == "POST":
        return client.post(address, CONSENT | fields)
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
    assert not [secret for secret in whole.secrets() if secret in answer], what
    assert not [value for value in response.cookies.values() if _opens(whole, value.value)], what


def _opens(whole: Whole, value: str) -> bool:
    """Whether this cookie would open the case: its key, and a slot that is still there."""
    said = unseal(value, purpose=PURPOSE, max_age=None)
    if not said or said["ref"] != whole.ref:
        return False
    slot = KeySlot.objects.filter(pk=said["slot"], case=whole.made.case).exists()
    return slot and cookies.base64.b64decode(said["key"]) == whole.made.key


@pytest.mark.parametrize("stranger", STRANGERS)
def test_no_stranger_gets_or_changes_anything(whole: Whole, stranger: str) -> None:
    filled = fillings(whole)
    jar = Client()
    STRANGERS[stranger](whole, jar)
    given = jar.cookies.output(header="").strip()
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
        response = Client().post(address, {"resume_code": codes[number]})
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
                assert not [secret for secret in whole.secrets() if secret in answer], address


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
