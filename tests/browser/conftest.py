"""A person with a phone: the live site in a real Chromium, most of it without scripts."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.conftest import PATIENCE

# What browser and htmx tell of requests that a test made fail.
LOST = ("Failed to load resource", "htmx:", "Response Status Error")
NewPhone = Callable[..., Page]


def back(page: Page) -> None:
    """返回, once the page has arrived: while Chromium changes pages `go_back` finds no way."""
    page.wait_for_load_state()
    page.go_back()


def until(page: Page, come: Callable[[], object]) -> None:
    """Wait for what neither the page nor the driver tells of: a row, a request that is held up."""
    for _ in range(PATIENCE // 100):
        if come():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come")


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """The address of the live site."""
    return str(live_server.url)


@pytest.fixture
def phone(chromium: Browser, site: str) -> Iterator[NewPhone]:
    """Make phones: each a clean browser of 360 × 740 without scripts, unless told otherwise."""
    contexts: list[BrowserContext] = []

    def new(
        *, width: int = 360, height: int = 740, scripts: bool = False, dark: bool = False
    ) -> Page:
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            locale="zh-CN",
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
            bypass_csp=scripts,  # the checker that is injected is not the page's own
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def scripted(chromium: Browser, site: str) -> Iterator[Page]:
    """A phone with scripts and the site's own policy; nothing may be refused, thrown or stored."""
    context = chromium.new_context(
        base_url=site, viewport={"width": 360, "height": 740}, locale="zh-CN"
    )
    context.set_default_timeout(PATIENCE)
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    yield page
    if page.url.startswith(site):
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    context.close()
    assert not [words for words in wrong if not words.startswith(LOST)]
