"""The frame in a real browser: widths, double text, dark, keyboard, and what axe says."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLACES = ["/", "/door/", "/about/", "/privacy/", "/gallery/", "/nowhere/", "/leave/done/"]
Barriers = Callable[[Page], list[str]]
DOUBLE = "html { font-size: 225% !important }"
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .filter(e => !e.closest('.visually-hidden, .skip')).map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """The address of the site, with the page of parts."""
    settings.ROOT_URLCONF = "tests.site.gallery"
    return str(live_server.url)


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A clean browser on a small phone, without script."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 640}, java_script_enabled=False
    )
    yield context
    context.close()


@pytest.mark.parametrize(("width", "double"), [*product([320, 360, 1280], [False, True])])
def test_nothing_is_cut_or_scrolls_sideways(
    chromium: Browser, site: str, width: int, double: bool
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 640}, bypass_csp=True)
    for place in PLACES:
        page.goto(site + place)
        if double:
            page.add_style_tag(content=DOUBLE)
        assert page.evaluate(TOO_WIDE) == [], place
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
    page.close()


def test_the_door_and_its_button_are_one_view(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    page.goto(site + "/door/")
    box = page.locator(".button").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 640
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, site: str, barriers: Barriers, scheme: Any) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 640}, color_scheme=scheme)
    for place in PLACES:
        page.goto(site + place)
        assert barriers(page) == [], place
    page.close()


def test_every_target_is_large_enough(chromium: Browser, site: str) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 640})
    page.goto(site + "/gallery/")
    for selector in (".bar a", ".button", ".choice", ".quiet-links a", ".back a", "summary"):
        for box in [part.bounding_box() for part in page.locator(selector).all()]:
            assert box is not None
            assert box["height"] >= 47.5, selector
    page.close()


def test_a_refused_form_takes_the_focus(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    page.goto(site + "/gallery/")
    assert page.evaluate("document.activeElement.id") == "errors"
    page.click("a[href='#left_at']")
    assert page.evaluate("document.activeElement.id") == "left_at"
    page.close()


def test_a_refused_form_is_sent_again_whole(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(site + "/gallery/")
    context.clear_cookies()  # as if the page had lain open for a day
    page.fill("#words", "第一行\n第二行")
    page.click("text=存好，下一页")
    assert page.locator("h1").inner_text() == "还没存上，请再点一次"
    values = [area.input_value() for area in page.locator("textarea").all()]
    assert "第一行\n第二行" in values
    with page.expect_request("**/gallery/") as sent:
        page.click("text=再存一次")
    assert "%E7%AC%AC%E4%BA%8C%E8%A1%8C" in (sent.value.post_data or "")
    assert page.locator("h1").inner_text() != "还没存上，请再点一次"


def test_leaving_takes_the_keys_along(context: BrowserContext, site: str) -> None:
    for name, path in [("c_abc", "/cases/"), ("guide", "/guide/"), ("csrftoken", "/")]:
        context.add_cookies([{"name": name, "value": "x", "domain": "localhost", "path": path}])
    page = context.new_page()
    page.goto(site)
    page.click("text=离开")
    assert page.url == f"{site}/leave/done/"
    assert context.cookies() == []
