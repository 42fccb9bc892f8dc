"""What was typed when the quarter of an hour was over: only its writer gets it back."""

import pytest
from django.contrib.sessions.models import Session

from borrower_guide.cases.entries import OWNER
from borrower_guide.cases.models import KeySlot, SealedEntry
from borrower_guide.desk.models import Advocate, Matter, Memo
from tests.cases.made import Made, a_case, a_visit
from tests.cases.pages import Browser, Page
from tests.desk.accounts.ways import Clock
from tests.desk.made import PASSWORD, Desk, a_desk, taken

pytestmark = pytest.mark.django_db

TEXT = "约了周三下午，带上两次来访的录音"


def after_a_rest(browser: Browser, address: str, **typed: str) -> Page:
    """The form was open for a quarter of an hour, then it is sent."""
    hidden = browser.get(address).hidden
    Session.objects.all().delete()
    return browser.post(address, **hidden | typed)


def signed_in_again(
    browser: Browser, page: Page, clock: Clock, username: str = "wang", password: str = PASSWORD
) -> Page:
    told = {"username": username, "password": password, "one_time_code": clock.code()}
    return browser.post("/desk/in/", **page.hidden | told)


def places(matter: Matter) -> dict[str, str]:
    """Where it is typed, and under which name."""
    return {
        f"/desk/matters/{matter.pk}/notes/new/": "text",
        f"/cases/{matter.ref}/notes/new/": "text",
        f"/cases/{matter.ref}/visits/intake/": "account",
    }


@pytest.mark.parametrize("which", range(3))
def test_who_signs_in_again_has_it_back_and_saves_it_once(
    browser: Browser, matter: Matter, clock: Clock, which: int
) -> None:
    address, name = list(places(matter).items())[which]
    more = {"started_at": "昨天晚上9点"} if name == "account" else {}
    written = Memo.objects.count() + SealedEntry.objects.count()
    page = after_a_rest(browser, address, **more, **{name: TEXT})
    assert (page.status, "刚才写的还没存" in page.words) == (403, True)
    assert TEXT not in page.text, "whoever sits down next does not read it"
    back = signed_in_again(browser, page, clock)
    assert back.status == 200
    assert TEXT in back.text
    assert "续填号" not in back.words, "an advocate has none"
    for _ in range(2):
        assert browser.post(address, **back.hidden, **more, **{name: TEXT}).status == 302
        assert Memo.objects.count() + SealedEntry.objects.count() == written + 1


def test_what_would_be_deleted_is_not_called_saved(
    browser: Browser, matter: Matter, clock: Clock
) -> None:
    here = f"/desk/matters/{matter.pk}/"
    browser.post(f"{here}notes/new/", text=TEXT)
    page = after_a_rest(browser, f"{here}memos/{Memo.objects.get().name}/delete/")
    back = signed_in_again(browser, page, clock)
    assert "还没删掉" in back.words
    assert "再删一次" in back.words
    assert "再存一次" not in back.words


def test_a_mistyped_password_loses_nothing(browser: Browser, matter: Matter, clock: Clock) -> None:
    page = after_a_rest(browser, f"/desk/matters/{matter.pk}/notes/new/", text=TEXT)
    wrong = signed_in_again(browser, page, clock, password="不是这个")
    assert wrong.status == 422
    assert TEXT in signed_in_again(browser, wrong, clock).text


def test_a_colleague_who_signs_in_there_does_not_get_it(
    browser: Browser, desk: Desk, matter: Matter, clock: Clock
) -> None:
    a_desk("li", organisation=desk.advocate.organisation)
    page = after_a_rest(browser, f"/desk/matters/{matter.pk}/notes/new/", text=TEXT)
    other = signed_in_again(browser, page, clock, username="li")
    assert (other.status, other.moved_to) == (302, "/desk/")
    assert TEXT not in other.text


def test_what_was_altered_opens_nothing(browser: Browser, matter: Matter, clock: Clock) -> None:
    page = after_a_rest(browser, f"/desk/matters/{matter.pk}/notes/new/", text=TEXT)
    held = page.hidden["held"]
    for bad in (held[:-4] + "AAAA", "", "x"):
        page.hidden["held"] = bad
        told = {"username": "wang", "password": PASSWORD, "one_time_code": clock.code()}
        assert browser.post("/desk/in/", **page.hidden | told | {"held": bad}).status == 302
        clock.now += 30


def test_a_password_is_asked_for_again(browser: Browser, clock: Clock) -> None:
    page = after_a_rest(browser, "/desk/account/codes/", old_password=PASSWORD)
    back = signed_in_again(browser, page, clock)
    assert PASSWORD not in back.text
    assert 'name="old_password"' in back.text


def test_what_somebody_noticed_is_told_there_too(
    browser: Browser, matter: Matter, clock: Clock
) -> None:
    page = after_a_rest(browser, f"/desk/matters/{matter.pk}/notes/new/", text=TEXT)
    from django.utils import timezone

    Advocate.objects.update(half_open_at=timezone.now())
    assert "可能有人知道你的密码" in signed_in_again(browser, page, clock).words
    assert browser.get("/desk/account/").words.count("可能有人知道你的密码") == 1


def test_who_signed_out_in_another_tab_has_it_on_the_page(browser: Browser, matter: Matter) -> None:
    browser.post("/desk/out/")
    page = browser.post(f"/desk/matters/{matter.pk}/notes/new/", text=TEXT)
    assert (page.status, TEXT in page.text, "held" in page.hidden) == (403, True, False)


def with_its_number(browser: Browser, made: Made) -> str:
    return browser.post("/cases/open/", resume_code=made.holding.code).moved_to


def test_what_comes_late_is_not_written_as_the_clients(
    browser: Browser, desk: Desk, clock: Clock
) -> None:
    """The client opened the case by its number in the advocate's browser, before or meanwhile."""
    made = a_case(a_visit())
    taken(desk, made)
    case = with_its_number(browser, made)
    page = after_a_rest(browser, f"{case}notes/new/", text=TEXT)
    assert (page.status, "刚才写的还没存" in page.words) == (403, True)
    back = signed_in_again(browser, page, clock)
    assert browser.post(f"{case}notes/new/", **back.hidden, text=TEXT).status == 302
    assert made.entries()[-1].by == desk.advocate.label


def test_who_types_the_number_there_after_a_rest_goes_on_as_the_client(
    browser: Browser, desk: Desk
) -> None:
    made = a_case(a_visit())
    taken(desk, made)
    case = with_its_number(browser, made)
    Session.objects.all().delete()
    assert "打开我的记录" in browser.get(case).words
    assert with_its_number(browser, made) == case
    page = browser.get(f"{case}notes/new/")
    assert browser.post(f"{case}notes/new/", **page.hidden, text=TEXT).status == 302
    assert made.entries()[-1].by == OWNER


def test_a_look_at_a_case_goes_on_after_signing_in(
    browser: Browser, matter: Matter, clock: Clock
) -> None:
    Session.objects.all().delete()
    address = f"/cases/{matter.ref}/timeline/?kind=visit"
    page = browser.get(address)
    assert (page.status, "已经自动退出" in page.words) == (404, True)
    assert signed_in_again(browser, page, clock).moved_to == address


def test_so_does_a_look_at_the_desk(browser: Browser, matter: Matter, clock: Clock) -> None:
    Session.objects.all().delete()
    address = f"/desk/matters/{matter.pk}/"
    page = browser.get(browser.get(address).moved_to)
    assert (page.status, "已经自动退出" in page.words) == (200, True)
    assert signed_in_again(browser, page, clock).moved_to == address


def test_who_signed_out_is_not_told_of_a_rest(browser: Browser, desk: Desk) -> None:
    page = browser.get(browser.post("/desk/out/").moved_to)
    assert "已经退出。" in page.words
    assert "自动退出" not in page.words


def test_a_number_that_was_typed_is_not_called_unsaved(browser: Browser, clock: Clock) -> None:
    page = after_a_rest(browser, "/desk/take/", code="1234")
    back = signed_in_again(browser, page, clock)
    assert "刚才写的还没接过来" in back.words
    assert "再接一次" in back.words


def test_a_case_that_is_not_on_that_desk_is_asked_for_by_its_number(
    browser: Browser, matter: Matter
) -> None:
    """A client's own, opened at the desk's computer."""
    Session.objects.all().delete()
    other = a_case(a_visit()).case.pk
    for ref in (other, matter.ref):
        KeySlot.objects.filter(kind="advocate").delete()  # and what was taken back
        assert browser.get(f"/cases/{ref}/").status == 404
        page = browser.post(f"/cases/{ref}/notes/new/", text=TEXT)
        assert (page.status, TEXT in page.text, "续填号" in page.words) == (403, True, True)
