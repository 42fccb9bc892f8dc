"""A quarter of an hour of rest at the desk, with a form half filled: in again, it is all there."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from borrower_guide.cases.models import SealedEntry
from borrower_guide.desk.models import Memo
from tests.browser.conftest import NewPhone, until
from tests.browser.test_desk_accounts import code_now
from tests.browser.test_matters import signed_in
from tests.cases.made import a_case, a_visit
from tests.desk.made import PASSWORD, SECRET, Desk, a_desk, taken

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "约了周三下午，带上两次来访的录音"


def rest() -> None:
    Session.objects.all().delete()


def in_again(page: Page) -> None:
    assert "刚才写的还没存" in page.inner_text("main")
    assert TEXT not in page.content()
    page.get_by_label("用户名").fill("wang")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("动态码或恢复码").fill(code_now(SECRET))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="登录好了").wait_for()


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def test_a_note(phone: NewPhone, desk: Desk, site: str) -> None:
    matter = taken(desk, a_case(a_visit()))
    page = signed_in(phone(width=1280), desk, site)
    page.goto(f"/desk/matters/{matter.pk}/")
    page.get_by_label("写一条").fill(TEXT)
    rest()
    page.get_by_role("button", name="存下来").nth(1).click()
    in_again(page)
    page.get_by_role("button", name="再存一次").click()
    assert "存好了" in page.inner_text("main")
    assert TEXT in page.inner_text("main")
    assert Memo.objects.count() == 1


def test_a_visit_on_one_page(phone: NewPhone, desk: Desk, site: str) -> None:
    matter = taken(desk, a_case())
    page = signed_in(phone(width=1280, scripts=True), desk, site)
    page.goto(f"/cases/{matter.ref}/visits/intake/")
    page.locator('[name="started_at"]').fill("昨天晚上9点")
    page.locator('[name="account"]').fill(TEXT)
    rest()
    page.get_by_role("button", name="存下来").click()
    in_again(page)
    written = SealedEntry.objects.filter(case=matter.ref).count()
    page.get_by_role("button", name="再存一次").click()
    page.get_by_role("status").wait_for()
    assert SealedEntry.objects.filter(case=matter.ref).count() == written + 1
    page.goto(f"/cases/{matter.ref}/timeline/")
    page.locator("main li a").first.click()
    assert TEXT in page.inner_text("main")


def test_a_note_is_kept_as_it_is_typed(phone: NewPhone, desk: Desk, site: str) -> None:
    """The browser is killed, with two forms half filled; nothing was pressed."""
    matter = taken(desk, a_case(a_visit()))
    page = signed_in(phone(width=1280, scripts=True), desk, site)
    here = f"/desk/matters/{matter.pk}/"
    page.goto(here)
    page.locator("summary", has_text="记一条同意").click()
    page.get_by_label("写一条").fill(TEXT)
    page.get_by_label("同意给出什么").fill("两次来访的录音")
    expect(page.get_by_text("写的已放好")).to_have_count(2)
    page.close()
    page = signed_in(phone(width=1280), desk, site)
    page.goto(here)
    for title, said in (("工作笔记", TEXT), ("本人同意了什么", "两次来访的录音")):
        page.goto(here)
        waits = page.locator("form.waits", has_text=f"{title}，写到一半的还在")
        waits.get_by_role("link", name="接着写").click()
        assert said in [
            field.input_value()
            for field in page.locator("main textarea, main input[type=text]").all()
        ]


def test_what_another_form_of_the_page_does_loses_no_note(
    phone: NewPhone, desk: Desk, site: str
) -> None:
    matter = taken(desk, a_case(a_visit()))
    page = signed_in(phone(width=1280, scripts=True), desk, site)
    page.goto(f"/desk/matters/{matter.pk}/")
    page.get_by_label("写一条").fill(TEXT)
    page.get_by_label("自己的代号").fill("三楼甲")
    page.get_by_role("button", name="存下来").first.click()
    page.get_by_text("改好了").wait_for()
    until(page, Memo.objects.exists)
    assert [one.kind for one in Memo.objects.all()] == ["draft"]
