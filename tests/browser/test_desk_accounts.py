"""An advocate from invitation to signed in and out, without scripts; and what axe says of it."""

import re

import pyotp
import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page

from tests.browser.conftest import NewPhone
from tests.browser.looking import barriers, excess, flaws
from tests.cases.made import a_case, a_visit
from tests.desk.made import PASSWORD, SECRET, a_desk, an_organisation, taken

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GOOD = "走廊里第三盏灯总是坏的！"


def sign_in(page: Page, username: str, password: str, code: str) -> None:
    page.goto("/desk/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_label("动态码或恢复码").fill(code)
    page.get_by_role("button", name="登录").click()


def code_now(secret: str) -> str:
    return pyotp.TOTP(secret).at(timezone.now())


def join(page: Page, code: str, username: str) -> None:
    """The first two steps, by keyboard alone."""
    page.goto("/desk/join/")
    page.get_by_label("邀请号").focus()
    for typed in (code, username, GOOD, GOOD):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/join/phone/")
    secret = page.locator(".typed-secret").inner_text().replace(" ", "")
    page.get_by_label("验证器上的 6 位数字").fill(code_now(secret))
    page.keyboard.press("Enter")
    page.wait_for_url("**/codes/")


def test_from_invitation_to_signed_in(phone: NewPhone, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("invite_lead", organisation="北河法律援助站", name="李")
    [code] = re.findall(r"邀请号：([\d ]{19})", capsys.readouterr().out)
    page = phone(width=1280)
    join(page, code, "李援助")
    codes = page.locator(".recovery li").all_inner_texts()
    page.reload()
    assert page.locator(".recovery li").all_inner_texts() == codes
    page.get_by_role("button", name="印好抄好了").click()
    assert page.get_by_role("heading", level=1).inner_text() == "我的个案"
    page.get_by_role("button", name="退出").click()
    assert "已经退出" in page.inner_text("main")
    sign_in(page, "李援助", GOOD, codes[4])
    page.get_by_role("link", name="单位").click()
    page.get_by_label("名字").fill("赵")
    page.get_by_role("button", name="给一个邀请号").click()
    number = " ".join(page.locator(".digits span span").all_inner_texts())
    other = phone()
    join(other, number, "zhao")
    page.get_by_role("link", name="回到单位").click()
    assert "赵" in page.locator("table").first.inner_text()


def test_each_page_of_it_is_named_fits_and_has_no_barrier(phone: NewPhone) -> None:
    organisation = an_organisation()
    lead = a_desk("lead", is_lead=True, organisation=organisation)
    taken(a_desk("wang", organisation=organisation), a_case(a_visit()))
    page, found = phone(width=1280, scripts=True), dict[str, list[str]]()

    def look(name: str) -> None:
        page.wait_for_load_state()
        faults = flaws(page) + barriers(page)
        for width, percent in ((320, 100), (360, 200), (1024, 100), (1280, 100)):
            if (over := excess(page, width, percent)) > 0:
                faults.append(f"{over} px too wide at {width} px, {percent} %")
        page.set_viewport_size({"width": 1280, "height": 740})
        if faults:
            found[name] = faults

    for address in ("/desk/in/", "/desk/join/", "/desk/reading/"):
        page.goto(address)
        look(address)
    page.goto("/desk/join/")
    page.get_by_role("button", name="下一步").click()
    look("join, wrong")
    sign_in(page, "lead", PASSWORD, "000000")
    look("in, wrong")
    sign_in(page, "lead", PASSWORD, code_now(SECRET))
    look("noticed")
    for address in (
        "account/", "account/password/", "account/codes/", "account/phone/",
        "organisation/", f"organisation/{lead.advocate.pk}/", "reading/",
    ):  # fmt: skip
        page.goto(f"/desk/{address}")
        look(address)
    page.get_by_role("link", name="单位").click()
    page.get_by_role("button", name="给一个邀请号").click()
    look("invite, wrong")
    page.get_by_label("名字").fill("赵")
    page.get_by_role("button", name="给一个邀请号").click()
    look("invited")
    for address, next_one in (("account/phone/", "phone code"), ("account/codes/", "codes")):
        page.goto(f"/desk/{address}")
        page.get_by_label("现在的密码").fill(PASSWORD)
        page.get_by_role("button", name=re.compile("下一步|给我新的")).click()
        look(next_one)
    assert not found


def test_leaving_closes_the_desk_but_the_browser_stays_known(phone: NewPhone) -> None:
    """离开 is for clients too: after it nobody may be shut out by a stranger's guesses."""
    a_desk("wang")
    page = phone(width=1280)
    sign_in(page, "wang", PASSWORD, code_now(SECRET))
    page.get_by_role("link", name="离开").click()
    page.wait_for_url("**/leave/done/")
    assert {cookie["name"] for cookie in page.context.cookies()} == {"known"}
    page.goto("/desk/")
    assert page.get_by_role("heading", level=1).inner_text() == "援助人员登录"
