"""A link of another site to /leave/: it must not lose a number that nobody has copied yet."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPhone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ELSEWHERE = "https://elsewhere.example/"
MADE = {
    "a link": '<a id="go" href="{address}">看看</a>',
    "a form": '<form method="get" action="{address}"><button id="go">看看</button></form>',
    "a picture": '<img src="{address}" alt=""><a id="go" href="{site}/about/">看看</a>',
}


def number_not_copied(page: Page) -> str:
    """A case just saved; its number stands on this page, and in this browser alone."""
    page.goto("/cases/new/?now=1")
    page.locator('input[name="consent"]').check()
    page.get_by_role("button", name="先存下来").click()
    return page.url


def number(page: Page) -> str:
    return "".join(page.locator(".digits span span").all_inner_texts())


@pytest.mark.parametrize("scripts", [False, True])
@pytest.mark.parametrize("address", ["/leave/", "/cases/leave/"])
@pytest.mark.parametrize("how", MADE)
def test_it_loses_no_number(
    phone: NewPhone, site: str, how: str, address: str, scripts: bool
) -> None:
    page = phone(scripts=scripts)
    here = number_not_copied(page)
    shown = number(page)
    body = MADE[how].format(address=site + address, site=site)
    page.context.route(
        f"{ELSEWHERE}**", lambda route: route.fulfill(body=body, content_type="text/html")
    )
    page.goto(ELSEWHERE)
    page.locator("#go").click()
    page.wait_for_load_state()
    page.goto(here)
    assert len(shown) == 16
    assert number(page) == shown


def test_it_asks_and_one_tap_more_leaves(phone: NewPhone, site: str) -> None:
    """Typed, kept as a bookmark, or tapped in a chat, too."""
    page = phone()
    here = number_not_copied(page)
    page.goto("/leave/")
    expect(page.get_by_role("heading", level=1)).to_have_text("要离开吗")
    page.locator("main").get_by_role("link", name="离开", exact=True).click()
    page.wait_for_url("**/leave/done/")
    assert not page.context.cookies()
    assert page.goto(here).status == 404  # type: ignore[union-attr]
