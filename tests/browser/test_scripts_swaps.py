"""With scripts: the timeline and new rows come without a new page, and the focus goes along."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NewPhone, back, until
from tests.browser.test_scripts_leave import case_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Barriers = Callable[[Page], list[str]]


def with_a_note(page: Page) -> str:
    case = case_of(page)
    page.goto(f"{case}notes/new/")
    page.locator('[name="text"]').fill("物业也看到了")
    page.get_by_role("button", name="存下来").click()
    return case


def test_the_timeline_shows_one_kind(scripted: Page, barriers: Barriers) -> None:
    page, asked = scripted, list[str]()
    case = with_a_note(page)
    page.goto(f"{case}timeline/")
    page.evaluate("window.same = true")
    page.on("request", lambda request: asked.append(request.resource_type))
    page.get_by_role("link", name="备注 1").first.click()
    page.wait_for_url("**/timeline/?kind=note")
    page.locator("h2:focus", has_text="备注").wait_for()
    assert asked == ["xhr"]
    assert page.locator(".entry").count() == 1
    assert page.locator(".filter [aria-current]").inner_text() == "备注 1"
    assert barriers(page) == []
    back(page)
    page.locator(".filter [aria-current]", has_text="全部").wait_for()
    assert page.url.endswith("/timeline/")
    expect(page.locator(".entry")).to_have_count(2)
    assert not page.evaluate("window.same")


def test_a_closed_case_is_told_on_a_page_of_its_own(scripted: Page) -> None:
    case = with_a_note(scripted)
    scripted.goto(f"{case}timeline/")
    scripted.context.clear_cookies()
    scripted.get_by_role("link", name="备注 1").first.click()
    scripted.get_by_text("这份记录没有打开").wait_for()


@pytest.mark.parametrize(
    ("part", "button", "name"),
    [
        ("people", "再加一个人", "visitors.{}.claimed_name"),
        ("time", "再加一个在场的人", "present.{}.relation"),
        ("words", "再加一句话", "statements.{}.speaker"),
        ("words", "再加一个知道的人", "third_parties_told.{}.relation"),
        ("money", "再加一份", "documents_to_sign.{}.title"),
        ("money", "再加一样", "items_taken.{}.item"),
        ("after", "再加一个证人", "witnesses.{}.relation"),
    ],
)
def test_one_more_row(
    scripted: Page, barriers: Barriers, part: str, button: str, name: str
) -> None:
    page = scripted
    case = case_of(page)
    page.goto(case)
    page.get_by_role("link", name="来访 1").click()
    page.goto(f"{page.url.split('?')[0]}edit/?part={part}")
    first = page.locator("main input[type=text]").first
    first.fill("写了一半的")
    page.evaluate("window.same = true")
    for row in (1, 2):
        page.get_by_role("button", name=button).click()
        page.locator(f'[name="{name.format(row)}"]:focus').wait_for()
    assert page.evaluate("window.same")
    assert first.input_value() == "写了一半的"
    assert page.locator(f'[name="{name.format(2)}"]').count()
    assert page.locator("#added").count() == 0
    names = page.locator("main [id]").evaluate_all("nodes => nodes.map(node => node.id)")
    assert len(names) == len(set(names))
    assert barriers(page) == []


def people(page: Page) -> str:
    case = case_of(page)
    page.get_by_role("link", name="来访 1").click()
    page.goto(f"{page.url.split('?')[0]}edit/?part=people")
    page.locator('[name="visitors.0.claimed_name"]').fill("某某")
    return case


def test_a_row_and_what_was_typed_are_saved(scripted: Page) -> None:
    people(scripted)
    scripted.get_by_role("button", name="再加一个人").click()
    scripted.locator('[name="visitors.1.claimed_name"]').fill("某某某")
    scripted.get_by_role("button", name="存好，先到这里").click()
    main = scripted.locator("main").inner_text()
    assert "某某某" in main


def test_without_a_connection_nothing_typed_is_lost(scripted: Page) -> None:
    people(scripted)
    scripted.context.set_offline(True)
    for _ in range(2):
        scripted.get_by_role("button", name="再加一个人").click()
    scripted.get_by_role("alert").filter(has_text="现在连不上").wait_for()
    assert scripted.get_by_role("alert").count() == 1
    assert scripted.locator('[name="visitors.0.claimed_name"]').input_value() == "某某"
    scripted.context.set_offline(False)
    scripted.get_by_role("button", name="再加一个人").click()
    scripted.locator('[name="visitors.1.claimed_name"]').wait_for()
    scripted.get_by_role("alert").wait_for(state="detached")


def test_a_refusal_shows_the_page_that_keeps_it(scripted: Page) -> None:
    people(scripted)
    scripted.context.clear_cookies()
    scripted.get_by_role("button", name="再加一个人").click()
    scripted.get_by_role("heading", name="还没存上").wait_for()
    scripted.wait_for_load_state()
    typed = [area.input_value() for area in scripted.locator("textarea").all()]
    assert "某某" in typed


def test_a_form_sent_while_a_row_is_on_its_way_is_whole(scripted: Page) -> None:
    people(scripted)
    held = list[Route]()
    scripted.route("**/edit/*", lambda route: held.append(route))
    scripted.get_by_role("button", name="再加一个人").click()
    scripted.locator('[name="visitors.0.phone"]').fill("12345")
    until(scripted, lambda: held)
    held[0].continue_()
    scripted.locator('[name="visitors.1.claimed_name"]').wait_for()
    assert scripted.locator('[name="visitors.0.phone"]').input_value() == "12345"


def test_the_same_links_and_buttons_without_scripts(phone: NewPhone) -> None:
    page = phone()
    case = with_a_note(page)
    page.goto(f"{case}timeline/")
    page.get_by_role("link", name="备注 1").first.click()
    page.wait_for_url("**/timeline/?kind=note")
    expect(page.locator(".entry")).to_have_count(1)
    other = phone()
    people(other)
    other.get_by_role("button", name="再加一个人").click()
    expect(other.locator('[name="visitors.1.claimed_name"]')).to_have_count(1)
    assert other.locator('[name="visitors.0.claimed_name"]').input_value() == "某某"
