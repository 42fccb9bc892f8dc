"""From the overview to a complaint that was handed over, with a phone and without scripts."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPhone, back
from tests.browser.looking import excess

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def begun(page: Page) -> str:
    """The address of a case with one visit, open in this browser."""
    page.goto("/cases/new/?now=1")
    page.locator('input[name="acts"][value="insulted"]').check()
    page.locator('input[name="consent"]').check()
    page.get_by_role("button", name="先存下来").click()
    page.get_by_role("button", name="先跳过").click()
    return page.url


def written(page: Page) -> str:
    """A complaint letter, saved; gives its address."""
    page.get_by_role("link", name="写投诉书、情况说明等").click()
    page.get_by_role("link", name="投诉书", exact=True).click()
    page.get_by_label("核实来的人是谁").check()
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("经过").fill("他们一直敲门。\n我没有开。")
    page.get_by_role("button", name="存下来").click()
    expect(page.get_by_role("status")).to_contain_text("存好了")
    return page.url.split("?")[0]


def test_a_complaint_is_written_taken_away_and_handed_over(phone: NewPhone) -> None:
    page = phone()
    case = begun(page)
    letter = written(page)
    expect(page.locator(".paper")).to_contain_text("我没有开。")
    expect(page.locator(".paper")).to_contain_text("核实来的人是谁")
    with page.expect_download() as loading:
        page.get_by_role("link", name="下载 PDF").click()
    assert loading.value.suggested_filename.endswith(".pdf")
    assert loading.value.path().read_bytes().startswith(b"%PDF-1.7")
    page.get_by_role("link", name="改这一份").click()
    page.get_by_label("经过").fill("他们敲了十分钟门。")
    page.get_by_role("button", name="存下来").click()
    expect(page.locator(".paper")).to_contain_text("敲了十分钟门")
    page.get_by_role("link", name="我已经交了").click()
    page.get_by_label("哪天交的").fill("今天")
    page.get_by_label("当面交").check()
    page.get_by_role("button", name="存下来").click()
    expect(page.get_by_text("这一份从现在起不再改")).to_be_visible()
    expect(page.get_by_role("link", name="改这一份")).to_have_count(0)
    page.goto(f"{letter}edit/")
    expect(page.get_by_role("heading", level=1)).to_have_text("这一份不能改了")
    page.get_by_role("link", name="照这份再写一份").click()
    expect(page.get_by_label("经过")).to_have_value("他们敲了十分钟门。")
    page.goto(case)
    expect(page.get_by_role("link", name="投诉 1")).to_be_visible()


def test_its_pages_are_pictures_and_a_number_fetches_it(phone: NewPhone) -> None:
    page = phone()
    begun(page)
    written(page)
    page.get_by_role("link", name="一页一页看图片").click()
    picture = page.locator("figure img").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_attribute("alt", "第 1 页")
    expect(picture).to_have_js_property("naturalWidth", 1240)
    back(page)
    page.get_by_role("button", name="要一个取件号").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("拿去打印店")


def every_page(page: Page) -> Iterator[str]:
    """Each page of the papers, and each with a fault."""
    case = begun(page)
    letter = written(page)
    yield "letter"
    for step in ("edit/", "sent/", "withdraw/", "pages/", "pack/", "?print=1"):
        page.goto(letter + step)
        yield step
    for step in ("sent/", "withdraw/"):
        page.goto(letter + step)
        page.locator("main button").first.click()
        yield f"{step} with a fault"
    page.goto(f"{case}letters/")
    yield "papers"
    for paper in ("complaint_letter", "follow_up", "negotiation_letter", "power_of_attorney"):
        page.goto(f"{case}letters/new/?paper={paper}")
        yield f"choose {paper}"
    for paper in ("negotiation_letter&to=lender_own", "exhibit_list", "recording_note"):
        page.goto(f"{case}letters/new/?paper={paper}&edit=1")
        yield f"write {paper}"
    page.goto(f"{case}letters/new/?paper=complaint_letter&edit=1")
    yield "choose, with a fault"
    page.goto(f"{letter}sent/")
    page.get_by_label("哪天交的").fill("今天")
    page.get_by_label("当面交").check()
    page.get_by_role("button", name="存下来").click()
    page.goto(f"{letter}edit/")
    yield "frozen"


def test_nothing_stands_in_the_way_or_is_too_wide(
    phone: NewPhone, barriers: Callable[[Page], list[str]]
) -> None:
    page, found = phone(scripts=True), dict[str, list[str]]()
    for name in every_page(page):
        found[name] = barriers(page)
        for width, percent in ((320, 100), (360, 200), (1280, 100)):
            if excess(page, width, percent) > 0:
                found[name].append(f"too wide at {width} px, {percent} %")
        page.set_viewport_size({"width": 360, "height": 740})
    assert {name: faults for name, faults in found.items() if faults} == {}
