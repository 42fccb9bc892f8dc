"""An office browser: a client's own case in it, a colleague's, and one that was taken back."""

import pytest

from borrower_guide.cases.access import cookies
from borrower_guide.cases.models import Access, KeySlot
from borrower_guide.desk.accounts.session import OFFICE
from tests.cases.made import Made
from tests.cases.pages import CONSENT, Browser
from tests.desk.made import Desk, a_desk, taken

pytestmark = pytest.mark.django_db

LEFT = "用续填号打开的记录"
OWNERS_WORDS = "在这里写的，都写明是记录人写的"


def opened_by_its_owner(browser: Browser, made: Made) -> str:
    return browser.post("/cases/open/", resume_code=made.holding.code).moved_to


def test_a_client_opens_with_the_number_at_a_colleagues_desk(desk: Desk, made: Made) -> None:
    taken(a_desk("li", organisation=desk.advocate.organisation), made)
    before = Access.objects.count()
    browser = Browser(desk.client)
    case = opened_by_its_owner(browser, made)
    assert "换一个续填号" in browser.get(case).words
    assert browser.get(case + "helpers/").status == 200
    assert Access.objects.count() == before, "the owner's own looks are not written down"


def test_what_is_left_open_is_said_and_closed(desk: Desk, made: Made) -> None:
    browser = Browser(desk.client)
    assert LEFT not in browser.get("/desk/").words
    case = opened_by_its_owner(browser, made)
    for page in ("/desk/", "/desk/take/", "/desk/begin/"):
        assert LEFT in browser.get(page).words
    assert browser.post("/cases/close/", desk="1").moved_to == "/desk/"
    assert LEFT not in browser.get("/desk/").words
    assert browser.get(case).status == 404


def test_what_was_left_open_before_anybody_signed_in_is_said(desk: Desk, made: Made) -> None:
    office = Browser()
    office.client.cookies[OFFICE] = "1"  # an advocate signed in here another day
    opened_by_its_owner(office, made)
    office.client.cookies.update(desk.client.cookies)
    assert LEFT in office.get("/desk/").words


def test_it_is_said_as_long_as_a_number_is_not_written_down(desk: Desk) -> None:
    """Such a case is not closed by rest, only after twelve hours."""
    browser = Browser(desk.client)
    browser.write(browser.begin(), **CONSENT)
    assert browser.client.cookies["left"]["max-age"] == cookies.LONGEST


def test_what_the_number_opened_says_whose_words_they_will_be(desk: Desk, made: Made) -> None:
    """An advocate who signed out in another tab goes on there by a link."""
    taken(desk, made)
    office, home = Browser(desk.client), Browser()
    office.client.cookies[OFFICE] = "1"
    note = f"{opened_by_its_owner(office, made)}notes/new/"
    opened_by_its_owner(home, made)
    assert "援助人员在看" in office.get(note).words
    assert OWNERS_WORDS not in office.get(note).words
    office.post("/desk/out/")
    assert OWNERS_WORDS in office.get(note).words
    assert OWNERS_WORDS not in home.get(note).words
    office.post("/cases/close/")
    assert OWNERS_WORDS not in office.get(note).words


def test_a_borrowers_browser_is_not_marked(made: Made) -> None:
    browser = Browser()
    browser.get(opened_by_its_owner(browser, made))
    assert "left" not in browser.client.cookies


def test_an_advocates_own_look_leaves_nothing(desk: Desk, made: Made) -> None:
    taken(desk, made)
    browser = Browser(desk.client)
    browser.get(f"/cases/{made.case.pk}/")
    assert LEFT not in browser.get("/desk/").words


def test_taken_back_the_next_click_says_so(desk: Desk, made: Made) -> None:
    taken(desk, made)
    browser, note = Browser(desk.client), f"/cases/{made.case.pk}/notes/new/"
    assert browser.get(note).status == 200
    KeySlot.objects.filter(kind="advocate").delete()
    page = browser.get(f"/cases/{made.case.pk}/")
    assert page.status == 404
    assert "本人可能已经收回" in page.words
    sent = browser.post(note, text="电话里说了三遍")
    assert sent.status == 403
    assert "本人已经收回，没有存" in sent.words
    assert "电话里说了三遍" in sent.text


def test_taken_back_the_client_can_still_open_it_there(desk: Desk, made: Made) -> None:
    taken(desk, made)
    KeySlot.objects.filter(kind="advocate").delete()
    browser = Browser(desk.client)
    assert browser.get(opened_by_its_owner(browser, made)).status == 200


def test_a_page_of_the_owner_says_so(desk: Desk, made: Made) -> None:
    taken(desk, made)
    page = Browser(desk.client).get(f"/cases/{made.case.pk}/helpers/")
    assert page.status == 404
    assert "只有本人能用" in page.words


@pytest.mark.parametrize("below", ["", "stored/", "about/"])
def test_an_advocate_is_not_shown_what_only_the_owner_does(
    desk: Desk, made: Made, below: str
) -> None:
    taken(desk, made)
    page = Browser(desk.client).get(f"/cases/{made.case.pk}/{below}")
    assert page.status == 200
    for link in ("number/", "close/", "delete/", "helpers/", "keep_days"):
        assert link not in page.text


def test_an_advocate_changes_who_writes_but_not_how_long(desk: Desk, made: Made) -> None:
    taken(desk, made)
    about = f"/cases/{made.case.pk}/about/"
    browser = Browser(desk.client)
    fields = {"title": "三楼的事", "reporter_role": "family", "keep_days": "7"}
    assert browser.post(about, **browser.get(about).hidden | fields).status == 302
    made.case.refresh_from_db()
    assert made.case.keep_days == 90
    assert "三楼的事" in browser.get(f"/cases/{made.case.pk}/").words


def test_what_a_client_opens_there_is_not_called_shut(desk: Desk, made: Made) -> None:
    """The case lies on this very desk, and its owner types the number in the same browser."""
    taken(desk, made)
    browser = Browser(desk.client)
    page = browser.get(opened_by_its_owner(browser, made) + "helpers/")
    assert page.status == 200
    assert "“给援助人员看”这一页" in page.words
    assert "没打开" not in page.words
