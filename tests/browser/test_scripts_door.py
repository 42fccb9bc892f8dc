"""At the door with scripts: a tap that could not be sent waits in the page, and is stored once."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, Route

from borrower_guide.cases import journal
from tests.browser.test_scripts_leave import escape_twice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Barriers = Callable[[Page], list[str]]
TAPS = ("骂人", "弄坏东西", "他们走了")


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def at_the_door(page: Page) -> str:
    """The door with one tap saved; the address of the case."""
    page.goto("/cases/door/")
    page.evaluate("window.same = true")
    page.get_by_text("我同意保存这些敏感内容").click()
    tap(page, "敲门了")
    told(page, "记下了：", "敲门了")
    return page.url.removesuffix("door/")


def told(page: Page, *words: str) -> None:
    """Wait for the outcome of the last act."""
    found = page.locator("#outcome")
    for text in words:
        found = found.filter(has_text=text)
    found.wait_for()


def waits(page: Page, *words: str) -> None:
    """Wait until the page says what waits."""
    for text in ("还没存上：", *words):
        page.locator("#unsent p", has_text=text).wait_for()


def nothing_waits(page: Page) -> None:
    page.locator("#unsent p:empty").wait_for(state="attached")
    assert page.locator("#unsent button:visible").count() == 0


def moments(page: Page, case: str) -> list[dict[str, Any]]:
    """What the journal says of taps, oldest first."""
    history = page.request.get(f"{case}export.json").json()["history"]
    return [entry for entry in history if entry["kind"] == "moment"]


def said(page: Page, case: str) -> list[str]:
    return [entry["payload"].get("tap", "") for entry in moments(page, case)]


def test_a_tap_is_told_once_and_keeps_the_focus(scripted: Page, barriers: Barriers) -> None:
    page = scripted
    case = at_the_door(page)
    assert page.locator('input[name="consent"]').count() == 0
    page.evaluate(
        "window.changes = []; new MutationObserver(() => window.changes.push("
        "document.querySelector('#outcome').textContent)).observe("
        "document.querySelector('#outcome'), {childList: true, subtree: true})"
    )
    button = page.get_by_role("button", name="骂人", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    told(page, "记下了：", "骂人")
    assert button.evaluate("node => node === document.activeElement")
    assert len(page.evaluate("window.changes")) == 1
    assert page.locator("[role=status]:not(:empty), [role=alert]").count() == 1
    assert page.locator(".told li").count() == 2
    assert page.evaluate("window.same")
    assert page.url == f"{case}door/"
    assert said(page, case) == ["knocked", "insulted"]
    assert barriers(page) == []


def test_offline_taps_wait_and_are_stored_once_in_order(scripted: Page, barriers: Barriers) -> None:
    page = scripted
    case = at_the_door(page)
    page.context.set_offline(True)
    for name in TAPS:
        page.get_by_label("记一句").fill(f"看见{name}")
        tap(page, name)
        waits(page, f"{name}：看见{name}")
        page.wait_for_timeout(1100)
    assert barriers(page) == []
    shown = re.findall(r"\d\d:", page.locator("#unsent p").inner_text())
    back = datetime.now().astimezone()
    page.context.set_offline(False)
    told(page, "记下了：", "他们走了")
    nothing_waits(page)
    assert page.locator(".told time").last.inner_text()[:3] == shown[0]  # not the phone's own zone
    first, *taps = moments(page, case)
    assert said(page, case) == ["knocked", "insulted", "damaged", "left"]
    assert [entry["payload"]["note"] for entry in taps] == [f"看见{name}" for name in TAPS]
    times = [datetime.fromisoformat(entry["device_at"]) for entry in (first, *taps)]
    assert times == sorted(times)
    assert len(set(times[1:])) == 3
    assert times[-1] < back


def test_a_phone_with_a_wrong_clock_tells_the_right_time(scripted: Page) -> None:
    scripted.clock.install(time="2020-01-01T00:00:00")
    case = at_the_door(scripted)
    [entry] = moments(scripted, case)
    assert entry["device_at"][:4] == entry["logged_at"][:4]


def test_a_full_case_goes_on_in_a_new_one(scripted: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    page = scripted
    case = at_the_door(page)
    monkeypatch.setattr(journal, "MOST_BYTES", 0)
    tap(page, "骂人")
    page.get_by_label("我同意保存这些敏感内容").check()
    page.get_by_role("button", name="打好勾了，存下来").click()
    told(page, "骂人")
    nothing_waits(page)
    assert case not in page.url


@pytest.mark.parametrize("how", ["lost reply", "500", "503", "507", "other page"])
def test_what_fails_is_sent_again_and_stored_once(scripted: Page, how: str) -> None:
    page, asked = scripted, list[str]()
    page.clock.install()
    case = at_the_door(page)

    def fail(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        asked.append(route.request.post_data or "")
        if len(asked) > 2:
            return route.continue_()
        if how == "lost reply":
            route.fetch()
            return route.abort("connectionreset")
        status = int(how) if how.isdigit() else 200
        return route.fulfill(status=status, content_type="text/html", body="<p>proxy")

    page.route("**/door/", fail)
    tap(page, "骂人")
    waits(page, "骂人")
    with page.expect_request("**/door/"):
        page.get_by_role("button", name="现在再发一次").click()
    page.clock.fast_forward(10_000)  # the pause until it tries again by itself
    told(page, "骂人")
    nothing_waits(page)
    assert len(asked) == 3
    assert len({re.findall("entry_id=[0-9a-f]{32}", body)[0] for body in asked}) == 1
    assert said(page, case) == ["knocked", "insulted"]


def test_undo_waits_too_and_only_that_tap_goes(scripted: Page) -> None:
    case = at_the_door(scripted)
    tap(scripted, "骂人")
    told(scripted, "骂人")
    scripted.context.set_offline(True)
    tap(scripted, "撤回这一下")
    waits(scripted, "撤回", "骂人")
    scripted.context.set_offline(False)
    told(scripted, "撤回好了", "敲门了")
    assert scripted.locator("#undo").evaluate("node => node === document.activeElement")
    *_, gone = moments(scripted, case)
    assert gone["action"] == "withdraw"
    assert len(moments(scripted, case)) == 3


def test_after_the_last_undo_the_focus_is_not_lost(scripted: Page) -> None:
    at_the_door(scripted)
    tap(scripted, "撤回这一下")
    told(scripted, "撤回好了。")
    assert scripted.evaluate("document.activeElement.id") == "main"


def test_without_the_tick_the_first_taps_wait_and_keep_their_line(
    scripted: Page, barriers: Barriers
) -> None:
    page = scripted
    page.goto("/cases/door/")
    page.get_by_label("记一句").fill("敲了很久")
    tap(page, "敲门了")
    page.locator("#errors:focus").wait_for()
    assert page.title().startswith("错误：")
    assert page.get_by_label("记一句").input_value() == "敲了很久"
    tap(page, "骂人")
    page.locator("#consent .notice-warn", has_text="骂人").wait_for()
    assert barriers(page) == []
    page.get_by_text("我同意保存这些敏感内容").click()
    tap(page, "打好勾了，存下来")
    told(page, "记下了：", "敲了很久")
    assert not page.title().startswith("错误：")
    case = page.url.removesuffix("door/")
    assert said(page, case) == ["knocked", "insulted", ""]


def test_a_line_that_is_too_long_comes_back(scripted: Page) -> None:
    at_the_door(scripted)
    field = scripted.get_by_label("记一句")
    field.fill("长" * 201)
    tap(scripted, "骂人")
    scripted.locator("#errors:focus").wait_for()
    assert field.input_value() == "长" * 201
    assert field.get_attribute("aria-invalid") == "true"
    field.fill("短的")
    tap(scripted, "骂人")
    told(scripted, "骂人：短的")
    assert field.get_attribute("aria-invalid") is None


def test_a_closed_case_asks_for_its_number_and_then_stores(
    scripted: Page, barriers: Barriers
) -> None:
    page = scripted
    case = at_the_door(page)
    number = page.request.get(f"{case}number/").text()
    digits = re.sub(
        r"\D", "", number.split('class="digits"')[1].split("</div>")[0].split(">", 1)[1]
    )
    page.context.clear_cookies(name=re.compile("c_.*"))
    tap(page, "骂人")
    waits(page, "骂人", "填上续填号")
    field = page.get_by_label("续填号")
    field.fill("1234")
    field.press("Enter")
    waits(page, "打不开")
    assert barriers(page) == []
    field.fill(digits)
    tap(page, "现在再发一次")
    told(page, "记下了：", "骂人")
    nothing_waits(page)
    assert not field.is_visible()
    assert said(page, case) == ["knocked", "insulted"]


def test_an_old_form_token_is_mended_without_a_word(scripted: Page) -> None:
    case = at_the_door(scripted)
    scripted.context.clear_cookies(name="csrftoken")
    tap(scripted, "骂人")
    told(scripted, "记下了：", "骂人")
    assert said(scripted, case) == ["knocked", "insulted"]


def test_going_away_warns_and_leaving_does_not(scripted: Page) -> None:
    page, asked = scripted, list[str]()

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    case = at_the_door(page)
    page.on("dialog", stay)
    page.route("**/door/", lambda route: route.abort())
    tap(page, "骂人")
    waits(page, "骂人")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="给门外看的大字").click()
    page.wait_for_timeout(300)  # long enough to be gone, if it went
    assert asked == ["beforeunload"]
    assert page.url == f"{case}door/"
    escape_twice(page)
    assert asked == ["beforeunload"]
    assert not page.context.cookies()


def test_a_hand_that_shakes_taps_once(scripted: Page) -> None:
    """Twice in one moment: a busy machine may bring two presses of the mouse a second apart."""
    case = at_the_door(scripted)
    button = scripted.get_by_role("button", name="骂人", exact=True)
    button.evaluate("button => { button.click(); button.click(); }")
    tap(scripted, "他们走了")
    told(scripted, "他们走了")
    assert said(scripted, case) == ["knocked", "insulted", "left"]


def test_the_buttons_stay_where_they_are_while_something_waits(scripted: Page) -> None:
    at_the_door(scripted)
    button = scripted.get_by_role("button", name="骂人", exact=True)
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    scripted.context.set_offline(True)
    tap(scripted, "骂人")
    waits(scripted, "骂人")
    assert button.bounding_box() == before
    assert scripted.locator("#unsent p").is_visible()
