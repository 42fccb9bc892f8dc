"""An advocate at the list and at a matter: nothing for axe, no page too wide, and by keys alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from borrower_guide.desk.matters.memo_forms import Consent, WorkNote
from borrower_guide.desk.matters.memos import keep
from borrower_guide.desk.models import Matter, Memo
from tests.browser.conftest import NewPhone
from tests.browser.looking import barriers, excess, flaws
from tests.browser.test_keyboard import enter, stop, tab_to
from tests.cases.whole import whole_case
from tests.desk.made import Desk, a_desk, taken
from tests.desk.matters.made import LONG, matters, numbered

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = ((320, 100), (360, 200), (1024, 100), (1024, 200), (1280, 100))


@pytest.fixture
def desk() -> Desk:
    """A whole case, memos beside it, and 60 lines more."""
    desk = a_desk()
    matter = taken(desk, whole_case().made)
    keep(desk.who, matter, WorkNote(text=LONG * 5), "")
    agreed = Consent(what=LONG, whom="某某社工站", on=timezone.localdate().isoformat())  # type: ignore[arg-type]
    keep(desk.who, matter, agreed, "")
    soon = timezone.localdate() + timedelta(days=2)
    matters(desk.advocate, numbered(60), label=LONG, next_on=soon, held=False)
    return desk


def signed_in(page: Any, desk: Desk, site: str) -> Any:
    told = [{"name": n, "value": c.value, "url": site} for n, c in desk.client.cookies.items()]
    page.context.add_cookies(told)
    return page


def pages(desk: Desk) -> list[str]:
    matter = Matter.objects.get(advocate=desk.advocate, label="")
    note, consent = Memo.objects.order_by("pk")
    here = f"/desk/matters/{matter.pk}/"
    return [
        "/desk/",
        "/desk/?q=nothing",
        "/desk/?show=gone&sort=label&page=2",
        "/desk/?show=due",
        here,
        f"{here}change/",
        f"{here}notes/new/",
        f"{here}consents/new/",
        f"{here}memos/{note.name}/share/",
        f"{here}memos/{consent.name}/take-back/",
        f"{here}memos/{consent.name}/delete/",
        f"/desk/matters/{Matter.objects.filter(label=LONG).latest('pk').pk}/",
    ]


def test_every_page_of_a_matter_is_accessible_and_fits(
    phone: NewPhone, desk: Desk, site: str
) -> None:
    page, wrong = signed_in(phone(width=1280, scripts=True), desk, site), dict[str, list[str]]()
    for address in pages(desk):
        page.goto(address)
        wrong[address] = barriers(page) + flaws(page)
        for width, percent in SCREENS:
            if (over := excess(page, width, percent)) > 0:
                wrong[address].append(f"{over} px too wide at {width} px, {percent} %")
    assert not {address: faults for address, faults in wrong.items() if faults}


def test_forms_with_faults_are_accessible(phone: NewPhone, desk: Desk, site: str) -> None:
    page = signed_in(phone(width=1280, scripts=True), desk, site)
    page.goto("/desk/")
    page.get_by_role("button", name="改", exact=True).click()
    assert page.locator(".error-summary:focus").count()
    found = barriers(page) + flaws(page)
    page.goto(pages(desk)[4])
    page.locator("#f-label").fill("13912345678")
    page.locator("#f-next_on").fill("过几天")
    page.locator("form:has(#f-label) button").click()
    assert page.locator(".wrong").count() == 2
    assert not found + barriers(page) + flaws(page)


def test_search_a_matter_and_write_a_note_by_keys_alone(
    phone: NewPhone, desk: Desk, site: str
) -> None:
    page = signed_in(phone(width=1280), desk, site)
    number = Matter.objects.get(advocate=desk.advocate, label="").number
    page.goto("/desk/")
    tab_to(page, "退出")
    page.keyboard.press("Tab")
    assert (stop(page) or {})["name"] == "q"
    page.keyboard.type(number)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, name="m")
    enter(page, number)
    tab_to(page, name="text")
    page.keyboard.insert_text("约了周三")
    enter(page, "存下来")
    assert "约了周三" in page.locator("main").inner_text()
    page.goto("/desk/")
    tab_to(page, name="m")
    page.keyboard.press("Space")
    tab_to(page, name="status")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    enter(page, "改")
    assert "改了 1 个" in page.locator("main").inner_text()
