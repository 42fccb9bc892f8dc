"""A record on its way to the print shop, by hand and without scripts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from borrower_guide.record.pages.checking import certificate
from borrower_guide.record.verdict import Status
from borrower_guide.record.verify import verify_record
from tests.browser.conftest import NewPhone
from tests.record.opened import open_with_visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIELD = "取件号"


def open_case(page: Page) -> str:
    """Open a saved case of one visit in this browser by its number; gives its address."""
    made = open_with_visit(Client()).made
    page.goto("/cases/open/")
    page.get_by_label("续填号").fill(made.holding.code or "")
    page.get_by_role("button", name="打开").click()
    return f"/cases/{made.case.pk}/"


def ask_for_a_number(page: Page, case: str) -> str:
    """Make the record and ask for a number, as it stands on the screen."""
    page.goto(f"{case}record/")
    page.get_by_role("button", name="做成 PDF").click()
    page.get_by_role("button", name="要一个取件号").click()
    return shown(page)


def shown(page: Page) -> str:
    return " ".join(page.locator(".digits span span").all_inner_texts())


def download(page: Page, to: Path) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("button", name="下载").click()
    started.value.save_as(to)
    assert started.value.suggested_filename.startswith("jilu-")
    return to.read_bytes()


def intact(data: bytes) -> bool:
    return verify_record(data, certificate(settings.DATA_DIR / "seal")).status is Status.INTACT


def test_the_shop_types_the_number_and_gets_the_sealed_record(
    phone: NewPhone, tmp_path: Path
) -> None:
    mine, shop = phone(), phone(width=1280)
    number = ask_for_a_number(mine, open_case(mine))
    address = mine.get_by_role("link", name="打开下载页").get_attribute("href")
    shop.goto("/pickup/")
    shop.get_by_label(FIELD).fill(number)
    shop.get_by_role("button", name="看看是什么").click()
    assert "还能下载" in shop.inner_text("main")
    assert intact(download(shop, tmp_path / "typed.pdf"))
    other = phone()
    other.goto(str(address))
    assert intact(download(other, tmp_path / "linked.pdf"))
    mine.reload()
    assert shown(mine) == number
    assert "还能下载 3 次" in mine.inner_text("main")

    mine.get_by_role("button", name="马上作废").click()
    assert "作废了" in mine.inner_text("main")
    other.reload()
    assert "没有找到文件" in other.inner_text("main")
    assert not other.get_by_role("button", name="下载").count()


def test_each_page_is_narrow_and_has_no_barrier(
    phone: NewPhone, barriers: Callable[[Page], list[str]]
) -> None:
    mine = phone(width=320, scripts=True)
    case = open_case(mine)
    number = ask_for_a_number(mine, case)
    link = str(mine.get_by_role("link", name="打开下载页").get_attribute("href"))
    found = {}
    for address in (f"{case}record/pages/", f"{case}pickup/", link, "/pickup/", f"{case}record/"):
        for size in ("100%", "225%"):
            mine.goto(address)
            mine.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            found[f"{address} {size}"] = barriers(mine) + too_wide(mine)
    mine.goto("/pickup/")
    mine.get_by_label(FIELD).fill(number[:-1])
    mine.get_by_role("button", name="看看是什么").click()
    assert mine.get_by_label(FIELD).input_value() == number[:-1]
    found["fault"] = barriers(mine) + too_wide(mine)
    assert {place: faults for place, faults in found.items() if faults} == {}


def too_wide(page: Page) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{width} px wide"] if width > 320 else []


def test_the_pictures_are_there(phone: NewPhone) -> None:
    mine = phone()
    case = open_case(mine)
    ask_for_a_number(mine, case)
    mine.goto(f"{case}record/")
    mine.get_by_role("link", name="一页一页看图片，长按可以保存").click()
    pictures = mine.get_by_role("img", name="第")
    assert pictures.count() > 2
    for picture in pictures.all():
        expect(picture).to_have_js_property("naturalWidth", 1240)
