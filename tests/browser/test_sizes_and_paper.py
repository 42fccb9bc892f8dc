"""Large letters and paper in a real browser: nothing wider, nothing that one cannot use."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPhone, back
from tests.browser.test_main_way import answer_all

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

READING = (
    "/words/",
    "/search/?q=诉讼时效",
    "/text/",
    "/law/cc-188/",
    "/law/rules/",
    "/law/unchecked/",
    "/channels/nfra_12378/",
    "/guide/response/",
    "/guide/response/debt/",
    "/guide/companions/",
    "/guide/sayings/",
    "/cases/new/",
)
KINDS = ("/door/", "/law/cc-188/", "/channels/", "/guide/response/debt/", "/words/", "/cases/new/")

CONTROLS = (".bar", ".foot", ".quiet-links", "a.button:not([href^='tel:'])", "button.button")


def choose(page: Page, label: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="换大字").click()
    page.get_by_role("button", name=label, exact=True).click()
    assert page.url.endswith("/")


@pytest.mark.parametrize(("label", "pixels"), [("大字", "22px"), ("特大字", "26px")])
def test_large_letters_are_no_wider_than_the_smallest_phone(
    phone: NewPhone, label: str, pixels: str
) -> None:
    """As chosen on the site; test_every_page.py has every page in the same letters."""
    page, wide = phone(width=320, scripts=True), {}
    choose(page, label)
    for address in READING:
        page.goto(address)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == pixels
        if (excess := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            wide[address] = excess
    assert not wide


def test_it_stays_through_the_questions_and_comes_back_where_one_was(phone: NewPhone) -> None:
    page = phone(width=320)
    page.goto("/law/cc-188/")
    page.get_by_role("link", name="换大字").click()
    page.get_by_role("button", name="特大字", exact=True).click()
    assert page.url.endswith("/law/cc-188/")
    page.goto("/guide/visit/")
    for _ in range(3):
        assert page.locator("html.text-huge").count() == 1
        page.locator("main form button").first.click()


def test_leaving_brings_the_usual_letters_back(phone: NewPhone) -> None:
    page = phone()
    choose(page, "大字")
    page.get_by_role("link", name="离开").click()
    assert not page.context.cookies()
    page.goto("/")
    assert page.locator("html.text-large").count() == 0


@pytest.mark.parametrize("address", KINDS)
def test_paper_is_black_on_white_and_has_no_controls(phone: NewPhone, address: str) -> None:
    page = phone(width=700, scripts=True, dark=True)
    page.goto(address)
    page.emulate_media(media="print")
    for part in CONTROLS:
        for one in page.locator(part).all():
            assert not one.is_visible(), part
    assert page.locator(".printed").is_visible()
    colour = "getComputedStyle(document.querySelector('h1')).color"
    assert page.evaluate(colour) == "rgb(0, 0, 0)"
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/door/", "110"),
        ("/guide/visit/urgent/read/", "110"),
        ("/channels/nfra_12378/", "12378"),
        ("/channels/", "12378"),
    ],
)
def test_paper_keeps_the_number_to_call(phone: NewPhone, address: str, number: str) -> None:
    page = phone(scripts=True)
    page.goto(address + "?print=1")
    call = page.locator(f'main [href="tel:{number}"]').first
    assert call.is_visible()
    page.goto(address)
    page.emulate_media(media="print")
    assert call.is_visible()


@pytest.mark.parametrize("address", KINDS)
def test_the_view_for_paper_looks_like_paper(phone: NewPhone, address: str) -> None:
    page = phone(width=320, scripts=True, dark=True)
    page.goto(address)
    page.goto(page.url.split("?")[0] + "?print=1")
    for part in CONTROLS:
        for one in page.locator(part).all():
            assert not one.is_visible(), part
    assert page.locator(".printed").is_visible()
    assert page.get_by_role("link", name="离开").is_visible()
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_findings_print_whole(phone: NewPhone) -> None:
    """Some pages of A4, each finding in one piece."""
    page = phone(scripts=True)
    page.goto("/guide/visit/")
    answer_all(page)
    page.emulate_media(media="print")
    assert page.locator(".finding").count() > 1
    kept = "[...document.querySelectorAll('.finding')].map(e => getComputedStyle(e).breakInside)"
    assert set(page.evaluate(kept)) == {"avoid"}
    paper = page.pdf(prefer_css_page_size=True)
    assert 1 < len(re.findall(rb"/Type /Page\b", paper)) < 12


def test_a_hard_word_leads_to_its_meaning_and_back(phone: NewPhone) -> None:
    page = phone()
    page.goto("/law/cc-188/")
    page.get_by_role("link", name="诉讼时效").click()
    assert page.url.endswith("#word-limitation")
    assert page.locator("#word-limitation").is_visible()
    back(page)
    page.get_by_role("link", name="全部的词").click()
    assert page.locator("#limitation").is_visible()


def test_a_search_by_hand(phone: NewPhone) -> None:
    page = phone()
    page.goto("/law/")
    page.get_by_role("link", name="搜一搜").first.click()
    page.get_by_label("搜什么").fill("支付令")
    page.get_by_role("button", name="搜", exact=True).click()
    page.get_by_role("link", name="支付令，只有十五天").click()
    assert page.locator("h1").inner_text() == "支付令，只有十五天"
