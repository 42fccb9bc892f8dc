"""Leaving on a phone that others use: 返回 shows nothing of the case."""

import pytest

from tests.browser.conftest import NewPhone, back

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECRET = "十一月的事"


@pytest.mark.parametrize("scripts", [False, True])
def test_back_shows_nothing_after_leaving(phone: NewPhone, scripts: bool) -> None:
    page = phone(scripts=scripts)
    page.goto("/cases/new/?now=1")
    page.locator('input[name="consent"]').check()
    page.get_by_role("button", name="先存下来").click()
    page.get_by_role("button", name="先跳过").click()
    case = page.url
    page.goto(f"{case}about/")
    page.locator('input[name="title"]').fill(SECRET)
    page.get_by_role("button", name="存下来").click()
    assert SECRET in page.content()
    page.get_by_role("link", name="离开").click()
    page.wait_for_url("**/leave/done/")
    for _ in range(6):
        back(page)
        assert SECRET not in page.content()
        assert "来访 1" not in page.content()
    page.goto(case)
    assert "这份记录没有打开" in page.content()


def test_back_shows_nothing_after_closing_everywhere_or_deleting(phone: NewPhone) -> None:
    page = phone()
    page.goto("/cases/new/?now=1")
    page.locator('input[name="consent"]').check()
    page.get_by_role("button", name="先存下来").click()
    page.get_by_role("button", name="先跳过").click()
    page.get_by_role("link", name="全部删除").click()
    page.get_by_role("button", name="全部删除").click()
    page.get_by_role("heading", name="删掉了").wait_for()
    for _ in range(3):
        back(page)
        assert "来访 1" not in page.content()
