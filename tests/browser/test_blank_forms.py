"""Blank forms in a real browser: read on a phone, printed from the page itself."""

from io import BytesIO

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from borrower_guide.letters.blank.composing import BlankForm, blank_forms
from tests.browser.conftest import NewPhone
from tests.browser.looking import barriers, excesses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VIEWS = ("", "?print=1")


@pytest.fixture(params=blank_forms())
def form(request: pytest.FixtureRequest) -> BlankForm:
    return blank_forms()[request.param]


def opened(page: Page, form: BlankForm) -> None:
    page.goto("/")
    page.get_by_role("link", name="空白表，用笔写").click()
    page.get_by_role("link", name=form.title, exact=True).click()
    page.wait_for_load_state()


def test_the_way_from_home_to_the_file(phone: NewPhone, form: BlankForm) -> None:
    page = phone()
    opened(page, form)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载 PDF").click()
    assert waiting.value.suggested_filename == f"{form.id}.pdf"
    page.get_by_role("link", name="图片").first.click()
    expect(page.locator("img")).to_have_js_property("naturalWidth", 1240)


def test_the_page_prints_like_the_file(phone: NewPhone, form: BlankForm) -> None:
    page = phone()
    for query in VIEWS:
        page.goto(f"/forms/{form.id}/{query}")
        with pikepdf.open(BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
            assert len(pdf.pages) == form.pages, query


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    phone: NewPhone, form: BlankForm
) -> None:
    page = phone(scripts=True)
    for query in VIEWS:
        page.goto(f"/forms/{form.id}/{query}")
        assert barriers(page) == [], query
    page.goto(f"/forms/{form.id}/")
    for width, sizes in {320: (100, 200), 360: (100,), 1280: (100,)}.items():
        assert max(excesses(page, width, sizes)) <= 0, (width, sizes)
