"""With scripts: Esc twice leaves from anywhere, and 返回 shows nothing."""

import pytest
from playwright.sync_api import Error, Page

from tests.browser.conftest import back

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "十一月的事"


def case_of(page: Page) -> str:
    """The address of a case with one visit."""
    page.goto("/cases/new/?now=1")
    page.locator('input[name="consent"]').check()
    page.get_by_role("button", name="先存下来").click()
    page.get_by_role("button", name="先跳过").click()
    return page.url.split("?")[0]


def escape_twice(page: Page) -> None:
    """A busy machine may bring two presses more than a second apart: then twice more."""
    watched(page)
    for _ in range(10):
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        if not stayed(page):
            break
    page.wait_for_url("**/leave/done/")


def watched(page: Page) -> None:
    """Note in the page whether it begins to leave, which it does while a key is handled."""
    page.evaluate(
        "document.addEventListener('leaving', () => { window.left = true }); left = false"
    )


def stayed(page: Page) -> bool:
    """Whether the page that is watched has not begun to leave."""
    try:
        return bool(page.evaluate("window.left === false"))
    except Error:  # it is going
        return False


@pytest.mark.parametrize("address", ["/", "/law/", "/guide/visit/", "/cases/door/", "/?print=1"])
def test_esc_twice_leaves_from_any_page(scripted: Page, address: str) -> None:
    scripted.goto(address)
    escape_twice(scripted)
    assert not scripted.context.cookies()


@pytest.mark.parametrize("part", ["visits/new/", "notes/new/", "door/", "timeline/", "about/"])
def test_after_esc_twice_back_shows_nothing_of_the_case(scripted: Page, part: str) -> None:
    page = scripted
    case = case_of(page)
    page.goto(f"{case}about/")
    page.locator('input[name="title"]').fill(SECRET)
    page.get_by_role("button", name="存下来").click()
    page.goto(case + part)
    typed = page.locator("main textarea:visible, main input[type=text]:visible")
    if typed.count():
        typed.first.fill(SECRET)
        typed.first.press("ArrowRight")
    escape_twice(page)
    for _ in range(7):
        back(page)
        assert SECRET not in page.content()
        assert "来访 1" not in page.content()
    page.goto(case)
    assert "这份记录没有打开" in page.content()


@pytest.mark.parametrize(
    "keys", [["Escape"], ["Escape", "a", "Escape"], ["Escape", "Tab", "Escape"]]
)
def test_anything_less_stays(scripted: Page, keys: list[str]) -> None:
    scripted.goto("/search/")
    watched(scripted)
    for key in keys:
        scripted.keyboard.press(key)
    assert stayed(scripted)
    assert scripted.url.endswith("/search/")


def test_esc_for_the_input_method_or_held_down_stays(scripted: Page) -> None:
    scripted.goto("/search/")
    watched(scripted)
    for more in ("isComposing: true", "repeat: true"):
        for _ in range(3):
            scripted.evaluate(
                f"document.body.dispatchEvent(new KeyboardEvent('keydown',"
                f"{{key: 'Escape', bubbles: true, {more}}}))"
            )
    assert stayed(scripted)
    assert scripted.url.endswith("/search/")


def test_two_slow_presses_stay(scripted: Page) -> None:
    scripted.goto("/search/")
    watched(scripted)
    scripted.keyboard.press("Escape")
    scripted.wait_for_timeout(1100)
    scripted.keyboard.press("Escape")
    assert stayed(scripted)
    assert scripted.url.endswith("/search/")


def test_the_link_takes_the_page_out_of_the_way_back(scripted: Page) -> None:
    scripted.goto("/about/")
    scripted.goto("/law/")
    scripted.get_by_role("link", name="离开").click()
    scripted.wait_for_url("**/leave/done/")
    back(scripted)
    assert scripted.url.endswith("/about/")


def test_a_page_out_of_the_browsers_memory_is_asked_for_again(scripted: Page) -> None:
    page = scripted
    case = case_of(page)
    page.goto(f"{case}notes/new/")
    page.locator("textarea").first.fill(SECRET)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert not page.locator("body").is_visible()
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert page.locator("textarea").first.input_value() != SECRET
    assert page.locator("body").is_visible()
