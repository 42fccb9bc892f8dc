"""Somebody else signs in while a form stands open: each way of sending it asks whose words."""

import pytest
from playwright.sync_api import Page

from borrower_guide.cases.entries import OWNER
from tests.browser.conftest import NewPhone
from tests.browser.looking import barriers, excess
from tests.browser.test_matters import signed_in
from tests.cases.made import Made, a_case, a_visit
from tests.desk.made import Desk, a_desk, taken

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "门口说的三句话，一字不差"


@pytest.fixture
def made() -> Made:
    return a_case(a_visit())


@pytest.fixture
def desk(made: Made) -> Desk:
    desk = a_desk()
    taken(desk, made)
    return desk


def opened_by_its_owner(page: Page, made: Made) -> str:
    page.goto("/cases/open/")
    page.get_by_label("续填号").fill(made.holding.code or "")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{made.case.pk}/**")
    return f"/cases/{made.case.pk}/"


def writers(made: Made) -> list[str]:
    return [entry.by for entry in made.entries()[2:]]


@pytest.mark.parametrize(("width", "percent"), [(360, 100), (360, 200), (1280, 100)])
def test_a_note(
    phone: NewPhone, made: Made, desk: Desk, site: str, width: int, percent: int
) -> None:
    page = phone(width=width, scripts=True)
    case = opened_by_its_owner(page, made)
    page.goto(f"{case}notes/new/")
    page.locator('[name="text"]').fill(TEXT)
    signed_in(page, desk, site)
    page.get_by_role("button", name="存下来").click()
    page.get_by_role("heading", name="还没存上，先看清会算谁写的").wait_for()
    assert page.get_by_text(TEXT).input_value() == TEXT
    assert barriers(page) == []
    assert excess(page, width, percent) <= 0
    page.get_by_role("button", name=f"我是{desk.advocate.label}，接着存").click()
    page.wait_for_url("**/notes/**")
    assert writers(made) == [desk.advocate.label]


def test_taps_at_the_door(scripted: Page, made: Made, desk: Desk, site: str) -> None:
    page = scripted
    page.goto(f"{opened_by_its_owner(page, made)}door/")
    signed_in(page, desk, site)
    for name in ("骂人", "他们走了"):
        page.get_by_role("button", name=name, exact=True).click()
    page.locator("#unsent p", has_text=f"就写明是{desk.advocate.label}写的").wait_for()
    assert writers(made) == []
    page.get_by_role("button", name=f"我是{desk.advocate.label}，接着存").click()
    page.locator("#outcome", has_text="他们走了").wait_for()
    page.locator("#unsent p:empty").wait_for(state="attached")
    assert writers(made) == [desk.advocate.label] * 2
    page.get_by_role("button", name="敲门了", exact=True).click()
    page.locator("#outcome", has_text="敲门了").wait_for()


def test_taps_at_the_door_of_whoever_is_signed_out_again(
    scripted: Page, made: Made, desk: Desk, site: str
) -> None:
    page = scripted
    page.goto(f"{opened_by_its_owner(page, made)}door/")
    signed_in(page, desk, site)
    page.get_by_role("button", name="骂人", exact=True).click()
    page.locator("#unsent p", has_text="还没存上").wait_for()
    page.context.clear_cookies(name="desk")
    page.context.clear_cookies(name="vault")
    page.get_by_role("button", name="敲门了", exact=True).click()
    page.locator("#outcome", has_text="敲门了").wait_for()
    assert writers(made) == [OWNER] * 2


@pytest.mark.parametrize(("width", "percent"), [(360, 100), (360, 200)])
def test_taps_at_the_door_by_the_owner_who_has_them_signed_out(
    phone: NewPhone, made: Made, desk: Desk, site: str, width: int, percent: int
) -> None:
    page = phone(width=width, scripts=True)
    page.goto(f"{opened_by_its_owner(page, made)}door/")
    signed_in(page, desk, site)
    for name in ("骂人", "他们走了"):
        page.get_by_role("button", name=name, exact=True).click()
    owners = page.get_by_role("button", name="我是记录人，先退出登录")
    owners.wait_for()
    assert barriers(page) == []
    assert excess(page, width, percent) <= 0
    owners.click()
    page.locator("#outcome", has_text="他们走了").wait_for()
    page.locator("#unsent p:empty").wait_for(state="attached")
    assert not owners.is_visible()
    assert writers(made) == [OWNER] * 2
    page.goto("/desk/")
    page.get_by_role("heading", name="援助人员登录").wait_for()


def test_taps_at_the_door_are_nobody_elses_because_the_net_was_gone(
    scripted: Page, made: Made, desk: Desk, site: str
) -> None:
    """A button that says only to send once more chooses no writer."""
    page = scripted
    page.goto(f"{opened_by_its_owner(page, made)}door/")
    signed_in(page, desk, site)
    page.get_by_role("button", name="骂人", exact=True).click()
    named = page.get_by_role("button", name=f"我是{desk.advocate.label}，接着存")
    named.wait_for()
    page.route("**/door/", lambda route: route.abort())
    page.get_by_role("button", name="敲门了", exact=True).click()
    anew = page.get_by_role("button", name="现在再发一次")
    anew.wait_for()
    page.unroute("**/door/")
    anew.click()
    named.wait_for()
    assert writers(made) == []


def test_taps_at_the_door_of_an_advocate_who_rested(
    scripted: Page, made: Made, desk: Desk, site: str
) -> None:
    page = scripted
    signed_in(page, desk, site)
    page.goto(f"/cases/{made.case.pk}/door/")
    page.context.clear_cookies(name="desk")
    page.get_by_role("button", name="骂人", exact=True).click()
    page.locator("#unsent p", has_text="请在另一个标签页登录").wait_for()
    assert not page.get_by_label("续填号").is_visible()
    signed_in(page, desk, site)
    page.get_by_role("button", name="现在再发一次").click()
    page.locator("#outcome", has_text="骂人").wait_for()
    assert writers(made) == [desk.advocate.label]


def test_taps_at_the_door_of_an_advocate_where_the_number_is_open(
    scripted: Page, made: Made, desk: Desk, site: str
) -> None:
    """Whoever opened the page signs in first; not having done so, they are asked again."""
    page = scripted
    opened_by_its_owner(page, made)
    signed_in(page, desk, site)
    page.goto(f"/cases/{made.case.pk}/door/")
    page.context.clear_cookies(name="desk")
    page.context.clear_cookies(name="vault")
    page.get_by_role("button", name="骂人", exact=True).click()
    for _ in range(2):
        page.get_by_role("button", name="我是打开这一页的人，先登录").click()
        page.locator("#unsent p", has_text="请在另一个标签页登录").wait_for()
        page.get_by_role("button", name="现在再发一次").click()
    page.get_by_role("button", name="我是记录人，接着存").wait_for()
    signed_in(page, desk, site)
    page.get_by_role("button", name="我是打开这一页的人，先登录").click()
    page.locator("#outcome", has_text="骂人").wait_for()
    assert writers(made) == [desk.advocate.label]


def test_a_row_that_is_added(scripted: Page, made: Made, desk: Desk, site: str) -> None:
    page = scripted
    case = opened_by_its_owner(page, made)
    visit = made.entries()[-1].subject
    page.goto(f"{case}visits/{visit}/edit/?part=people")
    page.locator('[name="visitors.0.claimed_name"]').fill(TEXT)
    signed_in(page, desk, site)
    page.get_by_role("button", name="再加一个人").click()
    page.get_by_role("heading", name="还没存上，先看清会算谁写的").wait_for()
    page.get_by_role("button", name=f"我是{desk.advocate.label}，接着存").click()
    page.locator('[name="visitors.1.claimed_name"]').wait_for()
    assert page.locator('[name="visitors.0.claimed_name"]').input_value() == TEXT
