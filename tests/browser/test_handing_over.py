"""A case handed over: a borrower's phone and an advocate's office screen, without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from borrower_guide.cases.models import Access
from tests.browser.conftest import NewPhone, back
from tests.browser.looking import excess, flaws
from tests.cases.made import Made, a_case, a_visit
from tests.desk.made import Desk, a_desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def made() -> Made:
    return a_case(a_visit(acts=["insulted"]))


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def open_by_number(page: Page, number: str) -> None:
    page.goto("/cases/open/")
    page.get_by_label("续填号").fill(number)
    page.get_by_role("button", name="打开", exact=True).click()


def sit_down(page: Page, desk: Desk, site: str) -> None:
    """The two cookies that signing in gives; the way in has tests of its own."""
    cookies = desk.client.cookies.items()
    page.context.add_cookies([{"name": n, "value": v.value, "url": site} for n, v in cookies])


def shown(page: Page) -> str:
    return "".join(page.locator(".digits span span").all_inner_texts())


def text(page: Page) -> str:
    return page.inner_text("main")


def test_handed_over_read_printed_seen_and_taken_back(
    phone: NewPhone, made: Made, desk: Desk, site: str
) -> None:
    mine, office = phone(), phone(width=1280, height=800)
    open_by_number(mine, made.holding.code or "")
    mine.get_by_role("link", name="给援助人员看").click()
    assert "整份记录" in text(mine)
    mine.get_by_role("button", name="要一个交接号").click()
    code = shown(mine)

    sit_down(office, desk, site)
    office.goto("/desk/")
    office.get_by_role("link", name="接过来").first.click()
    office.get_by_label("交接号").fill(" ".join(re.findall("....", code)))
    office.keyboard.press("Enter")
    office.get_by_role("link", name="看整份记录").click()
    office.get_by_role("link", name="来访 1").click()
    assert "骂人" in text(office)
    visit = office.url
    office.goto(f"/cases/{made.case.pk}/record/")
    office.get_by_role("button", name="做成 PDF").click()
    with office.expect_download() as started:
        office.get_by_role("link", name="下载").first.click()
    assert started.value.suggested_filename.endswith(".pdf")

    mine.reload()
    told = text(mine)
    for words in ("王援助（北河法律援助站）", "打印或下载了：打印稿（PDF）", "看了：一条来访"):
        assert words in told
    assert not shown(mine), "used up"
    mine.get_by_role("button", name="收回").click()
    assert "收回了" in text(mine)

    office.goto(visit)
    assert "本人可能已经收回" in text(office)
    assert "骂人" not in text(office)
    assert Access.objects.filter(doing="print", place="record:pdf").count() == 1


def test_begun_at_the_desk_the_slip_opens_at_home(phone: NewPhone, desk: Desk, site: str) -> None:
    office, home = phone(width=1280, height=800), phone()
    sit_down(office, desk, site)
    office.goto("/desk/begin/")
    office.get_by_label("我同意保存这些敏感内容").check()
    office.get_by_role("button", name="开始").click()
    number = shown(office)
    office.emulate_media(media="print")
    assert office.get_by_text("谁拿到这个号，谁就能看").is_visible()
    for hidden in ("援助人员在看", "工作台", "号条已经交给本人"):
        assert not office.get_by_text(hidden).first.is_visible()
    office.emulate_media(media="screen")
    office.get_by_role("button", name="号条已经交给本人").click()
    back(office)
    office.reload()
    assert number not in re.sub(r"\s", "", text(office))

    open_by_number(home, number)
    assert "还没有记录" in text(home)
    home.get_by_role("link", name="给援助人员看").click()
    assert "接过去了：在他们那里开始记的" in text(home)


def test_each_page_is_narrow_and_has_no_barrier(
    phone: NewPhone, made: Made, desk: Desk, site: str, barriers: Callable[[Page], list[str]]
) -> None:
    page, found = phone(scripts=True), {}
    case = f"/cases/{made.case.pk}/"

    def look(name: str) -> None:
        wide = [f"{w}: {over}" for w in (320, 360, 1024, 1280) if (over := excess(page, w)) > 0]
        large = [f"200 %: {over}"] if (over := excess(page, 360, 200)) > 0 else []
        excess(page, 1280)
        found[name] = barriers(page) + flaws(page) + wide + large

    sit_down(page, desk, site)
    open_by_number(page, made.holding.code or "")
    for below in ("helpers/", "number/change/", "close/all/"):
        page.goto(case + below)
        look(below)
    page.goto(case + "helpers/")
    page.get_by_role("button", name="要一个交接号").click()
    code = shown(page)
    look("a number")
    page.goto("/desk/take/")
    look("take, with a case left open")
    page.get_by_label("交接号").fill(code[:-1])
    page.get_by_role("button", name="接过来").click()
    look("take, a fault")
    page.get_by_label("交接号").fill(code)
    page.get_by_role("button", name="接过来").click()
    page.goto(case + "helpers/")
    look("helpers, one may read")
    page.goto("/desk/begin/")
    look("begin")
    page.get_by_role("button", name="开始").click()
    look("begin, a fault")
    page.get_by_label("我同意保存这些敏感内容").check()
    page.get_by_role("button", name="开始").click()
    look("slip")
    page.get_by_role("button", name="号条已经交给本人").click()
    back(page)
    look("slip, handed over")
    assert {place: faults for place, faults in found.items() if faults} == {}
