"""At the door by hand, without scripts: taps, a tap taken back, and the visit they become."""

import pytest

from tests.browser.conftest import NewPhone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_door_to_a_visit(phone: NewPhone) -> None:
    page = phone(height=640)
    page.goto("/door/")
    page.get_by_role("link", name="边看边记").click()

    def tap(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()

    tap("敲门了")
    assert page.get_by_text("先在这里打勾").last.is_visible()
    page.get_by_text("我同意保存这些敏感内容").click()
    tap("打好勾了，存下来")
    assert "敲门了" in page.locator(".last-tap").inner_text()
    for name in ("自称平台、催收", "我叫他们走", "骂人", "我报了警"):
        tap(name)
        assert name in page.locator(".last-tap").inner_text()
        assert page.get_by_role("link", name="打 110").first.is_visible()
    tap("撤回这一下")
    assert "骂人" in page.locator(".last-tap").inner_text()
    page.get_by_label("记一句").fill("他说明天还来")
    tap("只记这一句")
    tap("他们走了")

    page.get_by_role("link", name="整理成一次来访").click()
    assert page.locator('input[name="m"]:checked').count() == 6
    tap("下一步")
    assert page.locator('input[value="insulted"]').is_checked()
    page.get_by_text("2 人", exact=True).click()
    tap("存成一次来访")
    page.get_by_role("button", name="先跳过").click()
    page.get_by_role("link", name="来访 1").click()
    main = page.locator("main").inner_text()
    for words in ("骂人、羞辱", "2 人", "他说明天还来", "什么时候叫他们走", "什么时候走的"):
        assert words in main
    assert "什么时候报警" not in main


def test_the_first_taps_stand_in_one_view(phone: NewPhone) -> None:
    page = phone(height=640)
    page.goto("/cases/door/")
    page.get_by_text("我同意保存这些敏感内容").click()
    page.get_by_role("button", name="敲门了", exact=True).click()
    for name in ("敲门了", "我叫他们走", "他们还没走", "他们走了", "撤回这一下"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box
        assert box["y"] + box["height"] <= 640
        assert box["height"] >= 48


def test_the_card_is_huge_and_whole(phone: NewPhone) -> None:
    page = phone(height=640)
    page.goto("/door/card/")
    card = page.locator(".card")
    assert card.inner_text().split() == ["我先核实，", "今天不谈，", "请离开。"]
    box = card.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 640
    assert card.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 54
