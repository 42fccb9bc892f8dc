"""The two calculators in a real browser: both ways of telling payments, and one sheet of paper."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPhone
from tests.browser.looking import SIZES, excess

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEEDS = ("rent", "food", "bills", "travel", "medicine", "school", "elders", "agreed", "reserve")


def fill(page: Page, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        page.locator(f'[name="{name}"]').fill(text)


def count(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="算一算").click()


def a_loan(page: Page) -> None:
    page.goto("/money/cost/")
    page.locator('[name="way"][value="each"]').check()
    fill(page, {"received": "9000", "received_on": "2026-01-05", "rows": "2026-02-05 9900"})
    count(page)


def a_full_month(page: Page) -> None:
    page.goto("/money/plan/")
    for _ in range(6):
        with page.expect_navigation():
            page.get_by_role("button", name="再加一家").click()
    fill(page, {"income": "5200", "other": "12345.67", **dict.fromkeys(NEEDS, "12345.67")})
    for row in range(8):
        fill(page, {f"debts.{row}.lender": "某" * 24, f"debts.{row}.owed": "123456.78"})
        fill(page, {f"debts.{row}.monthly": "1234.50"})
    count(page)


def test_only_the_chosen_way_is_asked_for(phone: NewPhone) -> None:
    page = phone()
    page.goto("/money/cost/")
    assert page.locator('[name="count"]').is_visible()
    assert not page.locator('[name="rows"]').is_visible()
    a_loan(page)
    assert page.get_by_role("heading", name="算出来了").is_visible()
    assert not page.locator('[name="count"]').is_visible()
    assert page.locator('[name="rows"]').input_value() == "2026-02-05 9900"


def test_the_longest_plan_is_one_sheet(phone: NewPhone) -> None:
    page = phone(scripts=True)
    a_full_month(page)
    page.emulate_media(media="print")
    for size in ("text-normal", *SIZES):
        page.evaluate("size => { document.documentElement.className = size }", size)
        with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
            assert len(pdf.pages) == 1, size
        shown = page.locator("body").inner_text()
        assert "这是给自己算账用的，不是承诺书。" in shown
        for chrome in ("离开", "算出来了", "改一改", "本站免费", "再加一家", "印自"):
            assert chrome not in shown


def test_nothing_stands_in_the_way_or_is_too_wide(
    phone: NewPhone, barriers: Callable[[Page], list[str]]
) -> None:
    page = phone(scripts=True)
    for address in ("/money/cost/", "/money/plan/"):
        page.goto(address)
        assert barriers(page) == []
        count(page)
        assert barriers(page) == []
    for go in (a_loan, a_full_month):
        page.set_viewport_size({"width": 360, "height": 740})
        go(page)
        assert barriers(page) == []
        for width, percent in ((320, 100), (360, 100), (360, 200), (1280, 100)):
            assert excess(page, width, percent) <= 0, (go.__name__, width, percent)
