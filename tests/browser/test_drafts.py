"""Going away from a half-filled form, and coming back to it."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Request, Route, expect

from borrower_guide.cases.models import Draft
from tests.browser.conftest import NewPhone, back, until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "他们说晚上还来"
SOME_SECONDS = 5_000  # ms; what is typed is kept after less


def begun(page: Page) -> str:
    """The address of a case with one visit, open in this browser."""
    page.goto("/cases/new/?now=1")
    page.locator('input[name="consent"]').check()
    page.get_by_role("button", name="先存下来").click()
    page.get_by_role("button", name="先跳过").click()
    return page.url


def note(page: Page) -> str:
    field = page.locator('textarea[name="text"]')
    return field.input_value()


def keeps(request: Request) -> bool:
    return request.method == "POST" and "keep_draft" in (request.post_data or "")


def until_kept(page: Page) -> None:
    """What is sent while a page goes arrives when it does; the driver does not see it."""
    until(page, Draft.objects.exists)


def test_without_scripts_a_button_puts_it_aside(phone: NewPhone) -> None:
    page = phone()
    case = begun(page)
    page.goto(f"{case}notes/new/")
    page.locator('textarea[name="text"]').fill(WORDS)
    page.get_by_role("button", name="先放着，等下再写").click()
    expect(page.get_by_role("status")).to_contain_text("放好了")
    page.get_by_role("link", name="接着写：写一条备注").click()
    assert note(page) == WORDS
    page.get_by_role("button", name="存下来").click()
    page.goto(f"{case}notes/new/")
    assert note(page) == ""
    expect(page.get_by_text("写到一半")).to_have_count(0)


def test_what_waits_is_read_and_reached_by_everyone(
    phone: NewPhone, barriers: Callable[[Page], list[str]]
) -> None:
    page = phone(scripts=True, width=320)
    case = begun(page)
    for place in ("notes/new/", "exhibits/new/", "visits/new/"):
        page.goto(case + place)
        page.get_by_role("button", name="先放着，等下再写").click()
        assert barriers(page) == []
        page.goto(case + place)
        assert barriers(page) == []
        page.get_by_role("link", name="接着写").click()
        assert barriers(page) == []
        page.add_style_tag(content="html { font-size: 225% }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_it_goes_by_choice(phone: NewPhone) -> None:
    page = phone()
    case = begun(page)
    page.goto(f"{case}notes/new/")
    page.locator('textarea[name="text"]').fill(WORDS)
    page.get_by_role("button", name="先放着，等下再写").click()
    page.goto(f"{case}notes/new/")
    page.get_by_role("button", name="不要了").click()
    expect(page.get_by_text("写到一半")).to_have_count(0)
    assert note(page) == ""


@pytest.mark.parametrize("way", ["back", "link", "address"])
def test_whoever_goes_away_finds_the_words_again(phone: NewPhone, way: str) -> None:
    page = phone(scripts=True)
    case = begun(page)
    page.goto(f"{case}notes/new/")
    page.locator('textarea[name="text"]').fill(WORDS)
    if way == "back":
        back(page)
    elif way == "link":
        page.get_by_role("link", name="我的记录").click()
    else:
        page.goto("/law/")
    until_kept(page)
    page.goto(f"{case}notes/new/")
    page.get_by_role("link", name="接着写").click()
    assert note(page) == WORDS
    page.get_by_role("button", name="存下来").click()
    page.wait_for_url(re.compile("saved=new"))
    page.goto(case)
    expect(page.get_by_text("写到一半")).to_have_count(0)
    assert not Draft.objects.exists()


def test_it_is_kept_while_it_is_written(phone: NewPhone) -> None:
    page = phone(scripts=True)
    page.clock.install()
    case = begun(page)
    page.goto(f"{case}visits/new/")
    page.get_by_label("骂人").check()
    line = page.locator('[aria-live="polite"]')
    page.clock.fast_forward(SOME_SECONDS)
    expect(line).to_have_text(re.compile(r"^写的已放好 \d\d:\d\d，还没存。$"))
    page.route("**/visits/new/", lambda route: route.abort())
    page.get_by_label("高声喊叫").or_(page.locator('input[value="shouted"]')).first.check()
    page.clock.fast_forward(SOME_SECONDS)
    expect(line).to_have_text("写的没放上，还在这一页。")


def test_who_leaves_in_haste_leaves_no_key_behind(phone: NewPhone) -> None:
    """The last word is still kept, but its answer does not open the case again."""
    page = phone(scripts=True)
    case = begun(page)
    page.goto(f"{case}notes/new/")
    page.locator('textarea[name="text"]').fill(WORDS)
    page.get_by_role("link", name="离开").click()
    page.wait_for_url("**/leave/done/")
    until_kept(page)
    assert not [one for one in page.context.cookies() if one["name"].startswith("c_")]
    page.goto(case)
    assert "这份记录没有打开" in page.content()


def test_what_was_not_touched_or_was_sent_is_not_kept(phone: NewPhone) -> None:
    page = phone(scripts=True)
    case, sent = begun(page), []
    page.on("request", lambda request: sent.append(request.url) if keeps(request) else None)
    page.goto(f"{case}notes/new/")
    page.goto(f"{case}notes/new/")
    page.locator('textarea[name="text"]').fill(WORDS)
    page.get_by_role("button", name="存下来").click()
    page.wait_for_url(re.compile("saved=new"))
    page.goto(case)
    assert sent == []


def test_what_was_thrown_away_does_not_come_back(phone: NewPhone) -> None:
    page = phone(scripts=True)
    case = begun(page)
    page.goto(f"{case}notes/new/")
    page.locator('textarea[name="text"]').fill(WORDS)
    page.get_by_role("button", name="先放着，等下再写").click()
    page.get_by_role("link", name="接着写：写一条备注").click()
    page.locator('textarea[name="text"]').fill(WORDS * 2)
    page.get_by_role("button", name="不要了").click()
    page.wait_for_url(f"{case}notes/new/")
    page.goto(case)
    expect(page.get_by_text("写到一半")).to_have_count(0)


def test_an_older_one_that_was_held_up_does_not_undo_a_newer(phone: NewPhone) -> None:
    page = phone(scripts=True)
    page.clock.install()
    case, held = begun(page), list[Route]()

    def hold_the_first(route: Route) -> None:
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/notes/new/", hold_the_first)
    page.goto(f"{case}notes/new/")
    with page.expect_request(keeps):
        page.locator('textarea[name="text"]').fill("前半句")
        page.clock.fast_forward(SOME_SECONDS)
    page.locator('textarea[name="text"]').fill(WORDS)
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    until_kept(page)
    with suppress(Error):  # it was given up
        held[0].continue_()
    page.wait_for_timeout(500)  # long enough for it to arrive
    page.goto(f"{case}about/")
    page.goto(f"{case}notes/new/")
    page.get_by_role("link", name="接着写").click()
    assert note(page) == WORDS
