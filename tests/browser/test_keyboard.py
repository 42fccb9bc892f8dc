"""Keys alone, from the first page to a printed record: a ring at each stop, no trap, no detour."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPhone
from tests.browser.test_main_way import ANSWERS, digits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST = 250  # stops on one page
# Where the focus is: its place among all elements, its words, and whether a ring is to be seen.
_STOP = r"""() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const ringed = node.closest(".choice") && getComputedStyle(node).outlineStyle === "none"
    ? node.closest(".choice") : node;
  const style = getComputedStyle(ringed), box = ringed.getBoundingClientRect();
  return {
    place: [...document.querySelectorAll("*")].indexOf(node),
    tag: node.tagName, name: node.name || "", value: node.value || "",
    group: node.type === "radio" ? node.name : "",
    words: (node.textContent || node.labels?.[0]?.textContent || "").replace(/\s+/g, ""),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      && box.width > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""


def stop(page: Page) -> dict[str, Any] | None:
    found: dict[str, Any] | None = page.evaluate(_STOP)
    return found


def tab_to(page: Page, words: str = "", *, name: str = "") -> None:
    """Tab on until the focus is there; each stop on the way has a ring and comes later."""
    before = stop(page)
    for _ in range(MOST):
        page.keyboard.press("Tab")
        here = stop(page)
        assert here, f"the focus left the page before {words or name}"
        assert here["ring"], here
        assert before is None or here["place"] > before["place"], (before, here)
        if name in ("", here["name"]) and words.replace(" ", "") in here["words"]:
            return
        before = here
    raise AssertionError(f"no way to {words or name}")


def enter(page: Page, words: str) -> None:
    """Tab to a link or button and press Enter; the next page then stands there."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_load_state()


def tick(page: Page, name: str, value: str = "") -> None:
    """Tab to a box, or into a group of radio buttons and on with the arrows; Space chooses."""
    tab_to(page, name=name)
    for _ in range(40):
        here = stop(page)
        assert here
        if here["name"] == name and value in ("", here["value"]):
            page.keyboard.press("Space")
            assert page.locator(f'[name="{name}"][value="{here["value"]}"]').is_checked()
            return
        page.keyboard.press("ArrowDown" if here["group"] else "Tab")
    raise AssertionError(f"no way to {name} {value}")


@pytest.mark.parametrize("scripts", [False, True])
def test_from_home_to_a_record_and_out(phone: NewPhone, scripts: bool) -> None:
    page = phone(scripts=scripts)
    page.goto("/")
    page.keyboard.press("Tab")
    assert (stop(page) or {})["words"] == "跳到正文"
    page.keyboard.press("Enter")
    assert (stop(page) or {})["tag"] == "MAIN"
    enter(page, "别的情况")
    through_the_guide(page)
    enter(page, "把这次来访记下来")
    assert page.locator("h1").inner_text() == "先记要点"
    tick(page, "when", "other")
    tab_to(page, name="when_text")
    page.keyboard.insert_text("昨天晚上9点")
    tick(page, "acts", "insulted")
    a_fault_takes_the_focus(page, "先存下来", "f-consent")
    tick(page, "consent")
    enter(page, "先存下来")
    code = digits(page)
    tab_to(page, name="last_four")
    page.keyboard.type(code[-4:])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    case = page.url
    enter(page, "来访 1")
    enter(page, "更改时间")
    tab_to(page, name="started_at")
    page.keyboard.press("Control+A")
    page.keyboard.type("abc")
    a_fault_takes_the_focus(page, "存好，先到这里", "f-started_at")
    page.keyboard.press("Control+A")
    page.keyboard.type("2026-11-20 20:00")
    enter(page, "存好，先到这里")
    assert "11月20日" in page.locator("main").inner_text()
    page.goto(f"{case}door/")
    tab_to(page, "骂人")
    page.keyboard.press("Enter")
    page.locator(".last-tap", has_text="骂人").wait_for()
    page.goto(f"{case}record/")
    enter(page, "做成 PDF")
    assert page.locator('a[href$="record.pdf"]').count()
    enter(page, "离开")
    page.wait_for_url("**/leave/done/")
    assert not page.context.cookies()


def through_the_guide(page: Page) -> None:
    """Answer each question, the first answer where the table has none."""
    for _ in range(40):
        if page.get_by_role("button", name="把这次来访记下来").count():
            return
        step = urlsplit(page.url).path.rstrip("/").split("/")[-1]
        taps, wanted = page.locator(".tap"), page.locator(f"#{step}-{ANSWERS.get(step, '')}")
        if taps.count():
            tap = wanted if wanted.count() else taps.first
            enter(page, "".join(tap.inner_text().split()))
        else:
            tick(page, step)
            enter(page, "继续")
    raise AssertionError("the walk does not end")


def a_fault_takes_the_focus(page: Page, button: str, field: str) -> None:
    """The summary has the focus, and its first link leads into the field, or to its group."""
    enter(page, button)
    page.locator(".error-summary:focus").wait_for()
    tab_to(page)
    page.keyboard.press("Enter")
    page.locator(f"#{field}:focus").wait_for()


def test_back_through_a_page_there_is_no_trap(phone: NewPhone) -> None:
    """Tab to the end of a form, then Shift+Tab: the same stops the other way, up to the first."""
    page = phone(scripts=True)
    page.goto("/cases/new/?now=1")
    there = list[int]()
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if (here := stop(page)) is None or here["place"] in there:
            break
        there.append(here["place"])
    assert len(there) > 20
    assert there == sorted(there)
    groups = page.locator("input[type=radio]").count()
    back = list[int]()
    page.locator("button[type=submit]").last.focus()
    for _ in range(len(there) + groups):
        page.keyboard.press("Shift+Tab")
        if (here := stop(page)) is None:
            break
        back.append(here["place"])
        if here["words"] == "跳到正文":
            break
    assert back == sorted(back, reverse=True)
    assert back[-1] == there[0]
