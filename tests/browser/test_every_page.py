"""Every page and every form-error state: accessible, never wider than the phone, no other host."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPhone
from tests.browser.every_page import visit_everything
from tests.browser.looking import SIZES, barriers, excesses, flaws

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Width in px, letters in percent of 18 px or as chosen on the site: the smallest phone in each of
# our sizes and as large as WeChat makes it (175 %), a phone with twice the size, and a desk.
SCREENS = {320: (100, *SIZES, 175), 360: (200,), 1280: (100,)}


def test_every_page_is_open_to_all_fits_and_asks_no_other_host(phone: NewPhone, site: str) -> None:
    """Axe looks at each view, in normal, error and large-text state; all else at every page."""
    page, wrong = phone(scripts=True), dict[str, list[str]]()
    with watched(page) as hosts:
        for name, new in visit_everything(page, site):
            faults = flaws(page) + (barriers(page) if new else [])
            for width, sizes in SCREENS.items():
                for letters, over in zip(sizes, excesses(page, width, sizes), strict=True):
                    if over > 0:
                        faults.append(f"{over} px too wide at {width} px, {letters}")
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
