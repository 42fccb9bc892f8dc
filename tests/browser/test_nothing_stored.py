"""A whole walk with scripts: what was written is in no address, no Referer, no cookie, no store."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, Request

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CANARY = "金丝雀7f3a"
STORES = """async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: window.caches ? (await caches.keys()).length : 0,
    workers: navigator.serviceWorker
        ? (await navigator.serviceWorker.getRegistrations()).length : 0,
    cookies: document.cookie,
})"""
EMPTY = {"local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0, "cookies": ""}


def walked(page: Page) -> str:
    """Taps, a note, a half-filled form, a file with a telling name; the address of the case."""
    page.goto("/cases/door/")
    page.get_by_text("我同意保存这些敏感内容").click()
    page.get_by_role("button", name="敲门了", exact=True).click()
    page.locator("#outcome").filter(has_text="记下了").wait_for()
    page.locator('[name="note"]').fill(CANARY)
    page.get_by_role("button", name="只记这一句").last.click()
    page.locator("#so-far").filter(has_text=CANARY).wait_for()
    case = page.url.split("door/")[0]
    page.goto(f"{case}notes/new/")
    page.locator('[name="text"]').fill(CANARY)
    page.get_by_role("button", name="存下来").click()
    page.goto(f"{case}contacts/new/")
    page.locator('[name="content"]').fill(CANARY)
    page.goto(f"{case}exhibits/new/")  # away from a half-filled form
    page.locator('[name="title"]').fill(CANARY)
    pdf = {"name": f"{CANARY}.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n" * 9}
    page.locator('[name="file"]').set_input_files(files=[pdf])
    page.get_by_role("button", name="存下来").click()
    page.goto(f"{case}timeline/?kind=note")
    page.goto(case)
    return case


def test_what_is_written_stays_on_the_pages(scripted: Page, site: str) -> None:
    met: list[str] = []

    def note(request: Request) -> None:
        met.extend([unquote(request.url), unquote(request.headers.get("referer", ""))])

    scripted.on("request", note)
    case = walked(scripted)
    assert scripted.get_by_text(CANARY).count() >= 2
    assert scripted.evaluate(STORES) == EMPTY
    held = scripted.context.cookies()
    assert {cookie["name"] for cookie in held} == {"csrftoken", "c_" + case.split("/")[-2]}
    assert not [text for text in [*met, *(c["value"] for c in held)] if CANARY in unquote(text)]
    scripted.get_by_role("link", name="离开").first.click()
    scripted.wait_for_load_state()
    assert scripted.context.cookies() == []
    assert scripted.evaluate(STORES) == EMPTY
