"""Batch print at an office screen, without scripts: chosen, counted, made, taken, thrown away."""

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page

from borrower_guide.desk.models import Batch
from tests.browser.conftest import NewPhone
from tests.browser.looking import excess
from tests.desk.batches.made import Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS = ((1024, 100), (360, 100), (360, 200))
LONG = "河西某小区三单元顶楼那一家，两次来访，第二次晚上十点多，等录音和证人"


@pytest.fixture
def office() -> Office:
    office = Office(3)
    office.matters[1].label, office.matters[1].missing = LONG, 4
    office.matters[1].status = "printable"
    office.matters[1].save()
    return office


def sit_down(page: Page, office: Office, site: str) -> None:
    cookies = office.desk.client.cookies.items()
    page.context.add_cookies([{"name": n, "value": v.value, "url": site} for n, v in cookies])


def taken(page: Page, link: str) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("link", name=link).click()
    return Path(started.value.path()).read_bytes()


def test_from_the_list_to_paper(phone: NewPhone, office: Office, site: str) -> None:
    page = phone(width=1280, height=800)
    sit_down(page, office, site)
    page.goto("/desk/batches/")
    page.get_by_role("link", name="新做一批").click()
    page.get_by_role("button", name="先看份数").click()
    assert "至少选一个个案" in page.inner_text("main")
    page.get_by_role("link", name="全部选上").click()
    page.get_by_label(f"{office.matters[1].number} 的对方有几个").fill("2")
    page.get_by_label("材料收据").check()
    page.get_by_label("打印机印双面").check()
    page.get_by_role("button", name="先看份数").click()
    assert "对方 2＋机关 1＋自留 1＝4 份" in page.inner_text("main")
    page.get_by_role("button", name="开始做").click()
    page.get_by_role("link", name="看这一批").wait_for()  # the page grows while it is looked at
    assert page.inner_text("main").count("做好了") == 3
    page.get_by_role("link", name="看这一批").click()
    pdf = pypdfium2.PdfDocument(taken(page, "下载一个 PDF"))
    assert len(pdf) > 30
    archive = zipfile.ZipFile(io.BytesIO(taken(page, "下载单份的文件")))
    assert sum(name.endswith(".pdf") for name in archive.namelist()) == 3 * 2 + 1
    for width, letters in SCREENS:
        assert excess(page, width, letters) <= 0, (width, letters)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="现在就删掉").click()
    assert "没有做过" in page.inner_text("main")
    assert not Batch.objects.exists()


def test_the_page_that_begins_a_batch_fits(phone: NewPhone, office: Office, site: str) -> None:
    page = phone(width=1280, height=800)
    sit_down(page, office, site)
    page.goto("/desk/batches/new/")
    for width, letters in SCREENS:
        assert excess(page, width, letters) <= 0, (width, letters)
