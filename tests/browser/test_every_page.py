"""Every page and every form-error state: accessible, never wider than the phone, no other host."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPhone
from tests.browser.every_page import visit_everything
from tests.browser.looking import barriers, excess, flaws

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Width in px, letters in percent of 18 px: the smallest phone in each of our sizes, twice the
# size, as large as WeChat makes it (175 %), and a desk.
SCREENS = ((320, 100), (320, 122.3), (320, 144.5), (320, 175), (360, 200), (1280, 100))


def test_axe_finds_nothing(phone: NewPhone, site: str) -> None:
    """In normal, error and large-text state."""
    page, found = phone(scripts=True), {}
    for name in visit_everything(page, site, twice=False):
        if faults := barriers(page):
            found[name] = faults
    assert not found


def test_every_page_is_named_fits_and_asks_no_other_host(phone: NewPhone, site: str) -> None:
    page, wrong = phone(scripts=True), dict[str, list[str]]()
    with watched(page) as hosts:
        for name in visit_everything(page, site):
            faults = flaws(page)
            for width, percent in SCREENS:
                if (over := excess(page, width, percent)) > 0:
                    faults.append(f"{over} px too wide at {width} px, {percent} %")
            page.set_viewport_size({"width": 360, "height": 740})
            if page.evaluate("localStorage.length + sessionStorage.length"):
                faults.append("something is kept in the browser")
            if faults:
                wrong[name] = faults
    assert not wrong
    assert hosts == {urlsplit(site).netloc}


@contextmanager
def watched(page: Page) -> Iterator[set[str]]:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    yield hosts
