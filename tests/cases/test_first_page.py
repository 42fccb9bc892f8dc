"""The page that is rendered once a minute is a page of one's own all the same."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cases.pages import CONSENT, Browser

pytestmark = pytest.mark.django_db


def test_each_asking_has_its_own_entry() -> None:
    browser = Browser()
    address = browser.begin()
    ids = {browser.get(address).value("entry_id") for _ in range(3)}
    assert len(ids) == 3


def test_nothing_is_left_open() -> None:
    browser = Browser()
    page = browser.get(browser.begin())
    assert "\0" not in page.text
    assert re.fullmatch(r"[0-9a-f]{32}", page.value("entry_id"))


def test_its_token_is_taken() -> None:
    browser = Browser(Client(enforce_csrf_checks=True))
    address = browser.begin()
    page = browser.get(address)
    fields = {name: page.value(name) for name in ("csrfmiddlewaretoken", "entry_id")}
    assert browser.post(address, **fields, **CONSENT).status == 302


def test_now_is_ticked_only_from_the_door() -> None:
    plain, door = Browser(), Browser()
    assert not plain.get(plain.begin()).checked("when")
    assert door.get(door.begin("?now=1")).checked("when")


def test_it_asks_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = Browser()
    address = browser.begin()
    with django_assert_num_queries(0):
        browser.get(address)


def test_what_one_ticked_is_not_shown_to_another() -> None:
    one, other = Browser(), Browser()
    address = one.begin()
    assert one.post(address, acts="insulted").checked("acts") == ["insulted"]
    assert other.get(other.begin()).checked("acts") == []


def test_an_old_case_opens_its_form_without_its_journal(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = Browser()
    case = browser.begun()
    with django_assert_num_queries(2):  # whether the slot is still there, and what waits
        page = browser.get(case + "visits/new/")
    assert page.links(case) == [case]
    assert re.fullmatch(r"[0-9a-f]{32}", page.value("entry_id"))


def test_the_way_back_leads_to_ones_own_case() -> None:
    one, other = Browser(), Browser()
    for browser, case in [(one, one.begun()), (other, other.begun())]:
        assert browser.get(case + "visits/new/").links("/cases/") == [case]
