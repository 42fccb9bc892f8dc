"""The main way by hand, without scripts: asked at the door, kept, printed, checked."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Page

from borrower_guide.record.verify import main as verify_main
from tests.browser.conftest import NewPhone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What a person answers on the way; steps that do not come up are left alone.
ANSWERS = {
    "safe": "yes",
    "who": "borrower",
    "stage": "came",
    "seen": "firsthand",
    "when": "today",
    "hour": "night",
    "place": "home",
    "entered": "uninvited",
    "left": "stayed",
    "lender": "bank",
}


def answer_all(page: Page) -> None:
    """Answer step after step, the first choice where the table has none, until there is no form."""
    for _ in range(40):
        page.wait_for_load_state()
        taps = page.locator(".tap")
        if not (taps.count() or page.get_by_role("button", name="继续", exact=True).count()):
            return
        step = urlsplit(page.url).path.rstrip("/").split("/")[-1]
        wanted = page.locator(f"#{step}-{ANSWERS.get(step, '')}")
        if taps.count():
            (wanted if wanted.count() else taps.first).click()
            continue
        (wanted if wanted.count() else page.locator(".choice input").first).check()
        page.get_by_role("button", name="继续", exact=True).click()
    raise AssertionError("the walk does not end")


def digits(page: Page) -> str:
    return "".join(page.locator(".digits span span").all_inner_texts())


def test_home_to_a_checked_record(phone: NewPhone, site: str, tmp_path: Path) -> None:
    page = phone()
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))

    page.goto("/")
    page.get_by_role("link", name="别的情况，一步一步问").click()
    answer_all(page)
    page.get_by_role("button", name="把这次来访记下来").click()

    assert page.get_by_text("来自你刚才的回答").is_visible()
    page.get_by_text("别的时间").first.click()
    page.get_by_label("别的时间").last.fill("昨天晚上10点40")
    page.get_by_text("2 人", exact=True).click()
    page.get_by_text("骂人、羞辱").click()
    page.get_by_text("我同意保存这些敏感内容").click()
    page.get_by_role("button", name="先存下来").click()

    assert page.get_by_role("heading", name="把这个号抄下来").is_visible()
    code = digits(page)
    page.get_by_label("输入最后四位").fill(code[-4:])
    page.get_by_role("button", name="抄好了，继续").click()
    assert page.get_by_role("heading", name="我的记录").is_visible()

    other = phone()
    other.goto("/")
    other.get_by_role("link", name="打开我以前的记录").click()
    other.get_by_label("续填号").fill(" ".join([code[:4], code[4:8], code[8:12], code[12:]]))
    other.get_by_role("button", name="打开").click()
    other.get_by_role("link", name="来访 1").click()
    assert other.get_by_role("heading", name="可能说明什么").is_visible()
    other.get_by_role("link", name="做成打印稿").click()
    other.locator("main form button").first.click()
    with other.expect_download() as waiting:
        other.locator('a[href$="record.pdf"]').first.click()
    record = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(record)
    assert record.name.startswith("jilu-")

    certificate = settings.DATA_DIR / "seal" / "certificate.pem"
    assert verify_main([str(record), "--trust", str(certificate)]) == 0

    other.goto("/verify/")
    other.locator('input[type="file"]').set_input_files(record)
    other.locator("main form button").first.click()
    assert "没有改动" in other.locator("main").inner_text()
    assert hosts == {urlsplit(site).netloc}


def test_at_the_door_the_time_comes_along(phone: NewPhone) -> None:
    page = phone()
    page.goto("/")
    page.get_by_role("link", name="有人正在门口").click()
    page.get_by_role("link", name="记下现在的时间").click()
    assert page.locator('input[name="when"]').first.is_checked()
    page.get_by_text("我同意保存这些敏感内容").click()
    page.get_by_role("button", name="先存下来").click()
    assert page.get_by_text("存好了").is_visible()


def test_leaving_closes_the_record(phone: NewPhone) -> None:
    page = phone()
    page.goto("/cases/new/")
    page.get_by_text("我同意保存这些敏感内容").click()
    page.get_by_role("button", name="先存下来").click()
    case = page.url.split("number/")[0]
    page.get_by_role("link", name="离开").click()
    assert urlsplit(page.url).path == "/leave/done/"
    assert not page.context.cookies()
    response = page.goto(case)
    assert response
    assert response.status == 404


def test_the_keyboard_alone_is_enough(phone: NewPhone) -> None:
    page = phone(scripts=True)
    page.goto("/cases/new/?now=1")
    consent = page.locator('input[name="consent"]')
    for _ in range(80):
        page.keyboard.press("Tab")
        if consent.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Space")
    assert consent.is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/number/**")


def test_the_error_summary_takes_the_focus(phone: NewPhone) -> None:
    page = phone(scripts=True)
    page.goto("/cases/new/")
    page.get_by_role("button", name="先存下来").click()
    page.wait_for_function("document.activeElement.className === 'error-summary'")
    page.locator(".error-summary a").first.click()
    assert page.locator("#f-consent").is_visible()
