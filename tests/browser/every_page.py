"""Every page and every form-error state, one after the other, as a person comes to them."""

import io
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from PIL import Image
from playwright.sync_api import Page

from tests.browser.test_main_way import answer_all
from tests.cases.addresses import fillings, plain_routes
from tests.cases.whole import whole_case

PLAIN = (
    "/",
    "/door/",
    "/door/card/",
    "/about/",
    "/about/limits/",
    "/privacy/",
    "/accessibility/",
    "/text/",
    "/leave/",
    "/leave/done/",
    "/law/",
    "/law/?topic=complaints&on=2025-12-31",
    "/law/?on=never",
    "/law/rules/",
    "/guide/sayings/",
    "/guide/sayings/threat/",
    "/law/unchecked/",
    "/channels/",
    "/channels/?lender=microloan&act=used_force",
    "/channels/lender_own/",
    "/channels/when/",
    "/channels/when/?channel=lender_own&day=",
    "/channels/when/?channel=lender_own&clock=reply&lender=bank&day=2026-11-20",
    "/verify/",
    "/cases/open/",
    "/cases/import/",
    "/cases/nobodys/",
    "/nowhere/",
    "/guide/visit/",
)
SECTIONS = ("time", "loan", "people", "acts", "words", "money", "after")


def visit_everything(page: Page, site: str) -> Iterator[tuple[str, bool]]:
    """Open one page after the other; yields for each, once it stands there whole, its name
    and whether nothing of its view was opened by hand before.

    First by hand, then by the table of addresses, in a case with everything in it.
    """
    seen = set[str]()
    for name in _by_hand(page):
        page.wait_for_load_state()
        seen.add(view_of(page.url))
        yield name, True
    page.context.clear_cookies()
    for name in _table(page, site):
        page.wait_for_load_state()
        yield name, view_of(page.url) not in seen


def view_of(address: str) -> str:
    """The name of the view behind an address; none for what is not found."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def _by_hand(page: Page) -> Iterator[str]:
    for address in PLAIN:
        page.goto(address)
        yield address
    yield from _guide(page)
    yield from _door(page)
    yield from _case(page)


def _table(page: Page, site: str) -> Iterator[str]:
    """What the table of addresses has besides, in a case with everything in it."""
    whole = whole_case()
    client, cookie = whole.browser(), whole.made.holding.sealed()
    page.context.add_cookies(
        [{"name": whole.cookie, "value": cookie, "url": f"{site}/cases/", "httpOnly": True}]
    )
    filled = fillings(whole)
    below = [route.address(whole.ref, filled[route]) for route in filled]
    for address in sorted(({*plain_routes(), *below}) - {*PLAIN, "/cases/new/", "/cases/door/"}):
        if address.endswith("/") and shows_a_page(client, address):
            page.goto(address)
            yield address.replace(whole.ref, "…")


def shows_a_page(client: Client, address: str) -> bool:
    """Whether there is a page of ours, and no file and no way on."""
    response = client.get(address)
    html = response.get("Content-Type", "").startswith("text/html")
    b"".join(response)  # a file is closed at its end
    assert response.status_code < 500, address
    return html and response.status_code == 200


def _guide(page: Page) -> Iterator[str]:
    page.goto("/guide/visit/")
    yield "guide step of one tap"
    tap_to(page, "safe-yes", "who-borrower", "stage-came", "after_kind-assess")
    while not page.get_by_role("button", name="继续", exact=True).count():
        page.locator(".tap").first.click()
        page.wait_for_load_state()
    page.get_by_role("button", name="继续", exact=True).click()
    yield "guide step, nothing chosen"
    answer_all(page)
    yield "guide result"
    page.goto("/law/?on=2025-12-31")
    page.locator('main li a[href^="/law/?topic="]').first.click()
    yield "provisions of a topic"
    page.locator('main li a[href^="/law/"]').first.click()
    yield "provision"
    page.goto("/law/rules/")
    page.locator('main li a[href^="/law/rules/"]').first.click()
    yield "rules of a principle"
    page.goto("/guide/visit/safe/")
    tap_to(page, "safe-no")
    yield "not safe"


def tap_to(page: Page, *ids: str) -> None:
    """Tap one button after the other."""
    for key in ids:
        page.locator(f"#{key}").click()


def _door(page: Page) -> Iterator[str]:
    page.goto("/cases/door/")
    yield "at the door"
    page.get_by_role("button", name="敲门了", exact=True).click()
    yield "at the door, without the tick"
    page.locator('input[name="consent"]').check()
    page.get_by_role("button", name="骂人", exact=True).click()
    yield "at the door, tapped"
    page.get_by_role("link", name="整理成一次来访").click()
    yield "which taps"
    page.get_by_role("button", name="下一步").click()
    yield "taps as a visit"
    page.context.clear_cookies()


def _case(page: Page) -> Iterator[str]:
    page.goto("/cases/new/?now=1")
    yield "quick"
    page.locator('input[name="acts"][value="none"]').check()
    for act in ("insulted", "refused_to_leave"):
        page.locator(f'input[name="acts"][value="{act}"]').check()
    page.get_by_role("button", name="先存下来").click()
    yield "quick, with faults"
    page.locator('input[name="acts"][value="none"]').uncheck()
    page.locator('input[name="consent"]').check()
    page.get_by_role("button", name="先存下来").click()
    yield "number"
    page.get_by_role("button", name="抄好了，继续").click()
    yield "number, wrong"
    case = page.url.split("number/")[0]
    page.get_by_role("button", name="先跳过").click()
    yield "overview"
    visit = page.get_by_role("link", name="来访 1").get_attribute("href") or ""
    page.goto(visit)
    yield "visit"
    for part in SECTIONS:
        page.goto(f"{visit}edit/?part={part}")
        yield f"edit {part}"
    page.goto(f"{visit}edit/?part=time")
    page.locator('input[name="started_at"]').fill("abc")
    page.get_by_role("button", name="存好，先到这里").click()
    yield "edit, with faults"
    for name in ("about", "number/change", "number", "close", "close/all", "visits/new", "record"):
        page.goto(f"{case}{name}/")
        yield name
    page.locator("main form button").first.click()
    yield "record made"
    page.goto(f"{case}visits/new/?same=1")
    yield "quick, like the last"
    page.goto(f"{visit}withdraw/")
    page.get_by_role("button", name="撤回").click()
    yield "withdraw, with a fault"
    page.goto(f"{case}exhibits/new/")
    yield "exhibit"
    page.set_input_files("#f-file", {"name": "x.zip", "mimeType": "", "buffer": b"PK\3\4" * 9})
    page.get_by_role("button", name="存下来").click()
    yield "exhibit, with a fault"
    page.set_input_files("#f-file", {"name": "x", "mimeType": "", "buffer": small_photo()})
    page.get_by_role("button", name="存下来").click()
    yield "exhibit with its photo"
    for name in ("edit", "withdraw"):
        page.goto(page.url.split("?")[0].removesuffix("edit/") + f"{name}/")
        yield f"exhibit, {name}"
    yield from _kinds(page, case)
    page.goto("/cases/new/")
    yield "which file"
    page.goto(f"{case}delete/")
    yield "delete"


def _kinds(page: Page, case: str) -> Iterator[str]:
    """Contacts, complaints, notes and loans: form, fault, page, history; then the timeline."""
    field = {"contacts": "content", "complaints": "channel", "notes": "text", "loans": "lender"}
    for slug, name in field.items():
        page.goto(f"{case}{slug}/new/")
        yield slug
        page.get_by_role("button", name="存下来").click()
        yield f"{slug}, with a fault"
        page.locator(f'[name="{name}"]').fill("某某")
        if slug == "complaints":
            page.locator('[name="channel"]').fill("")
            page.locator('[name="place"]').select_option("lender_own")
            page.locator('[name="filed_on"]').fill("昨天")
        page.get_by_role("button", name="存下来").click()
        yield f"{slug}, saved"
        thing = page.url.split("?")[0]
        page.goto(f"{thing}edit/")
        page.locator("input[type=text]").last.fill("2026-11-03")
        page.get_by_role("button", name="存下来").click()
        for step in ("history", "edit", "withdraw"):
            page.goto(f"{thing}{step}/")
            yield f"{slug}, {step}"
    for address in ("timeline/", "timeline/?kind=note", ""):
        page.goto(case + address)
        yield f"filled {address}"


def small_photo() -> bytes:
    """A photo that is wider than any phone."""
    out = io.BytesIO()
    Image.new("RGB", (1500, 900), "teal").save(out, "JPEG")
    return out.getvalue()
