"""A whole visit by keyboard: Tab from cell to cell, a digit for each choice, Enter to save."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPhone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What is typed in each cell; a digit chooses the option that begins with it.
TYPED = {
    "started_at": "昨天晚上9点",
    "place_type": "1",
    "place_text": "幸福里小区",
    "lender": "某某小贷",
    "visitor_count": "2",
    "visitors.0.claimed_name": "张",
    "visitors.0.claimed_role": "1",
    "typed_acts": "b 11",
    "entered_home": "1",
    "statements.0.words": "不还就天天来",
}


def begun(page: Page) -> str:
    page.goto("/cases/new/?now=1")
    page.locator('input[name="consent"]').check()
    page.get_by_role("button", name="先存下来").click()
    page.get_by_role("button", name="先跳过").click()
    return page.url.split("?")[0]


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the cell has the focus; never backwards, so it comes later on the page."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("name") == name:
            return
    raise AssertionError(f"Tab does not come to {name} in the order in which it is typed")


def test_a_visit_is_written_without_a_mouse(
    phone: NewPhone, barriers: Callable[[Page], list[str]]
) -> None:
    page = phone(width=1024, height=768, scripts=True)
    case = begun(page)
    page.goto(f"{case}visits/intake/")
    assert barriers(page) == []
    for name, text in TYPED.items():
        tab_to(page, name)
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/visits/*/?saved=new*")
    shown = page.locator("main").inner_text()
    for words in ("幸福里小区", "某某小贷", "没有，一直在门外", "叫走不肯走", "不还就天天来"):
        assert words in shown
    page.get_by_role("link", name="照抄人和地点，再记一次").press("Enter")
    page.wait_for_url("**/visits/intake/?copy=*")
    assert page.locator('input[name="place_text"]').input_value() == "幸福里小区"
    assert page.locator('select[name="which"]').input_value() == "L1"


@pytest.mark.parametrize("width", [360, 1024])
def test_it_fits_and_works_without_scripts(phone: NewPhone, width: int) -> None:
    page = phone(width=width)
    case = begun(page)
    page.goto(f"{case}visits/intake/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator('input[name="typed_acts"]').fill("b")
    page.get_by_role("button", name="存下来", exact=True).click()
    assert "叫走不肯走" in page.content()
