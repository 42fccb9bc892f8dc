"""替人开始记: a case begun at the desk, once, and its number until whoever owns it has it."""

import re

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from borrower_guide.cases import journal
from borrower_guide.cases.access import attempts, slots
from borrower_guide.cases.models import Access, CaseFile, KeySlot
from borrower_guide.desk.handing import beginning
from borrower_guide.desk.models import Matter, Memo
from tests.cases.made import a_case
from tests.cases.pages import CONSENT, Browser, Page
from tests.desk.handing.test_taking import at_once
from tests.desk.made import Desk, a_desk, signed_in_client, taken

pytestmark = pytest.mark.django_db

BEGIN = "/desk/begin/"
WRITTEN = (
    "cases_casefile", "cases_keyslot", "cases_entry", "cases_access", "desk_matter", "desk_memo",
)  # fmt: skip


def begun(browser: Browser, **fields: str) -> str:
    """The address of the slip."""
    return browser.write(BEGIN, **CONSENT, **fields).moved_to


def digits(page: Page) -> str:
    return "".join(re.findall(r"<span>(\d{4})</span>", page.text))


def test_without_the_clients_word_nothing_is_stored(browser: Browser) -> None:
    page = browser.write(BEGIN, label="周三")
    assert page.status == 422
    assert page.summary == ["f-consent"]
    assert page.value("label") == "周三"
    assert not CaseFile.objects.exists()


def test_the_desk_says_what_it_keeps(browser: Browser) -> None:
    words = browser.get(BEGIN).words
    for said in ("我同意保存这些敏感内容", "王援助（北河法律援助站）这里留一把钥匙", "不加密"):
        assert said in words


def test_the_slip_has_the_number_and_the_number_opens(browser: Browser) -> None:
    page = browser.get(begun(browser, label="周三"))
    for said in ("谁拿到这个号，谁就能看", "/cases/open/", "王援助（北河法律援助站）", "90 天"):
        assert said in page.words
    client = Browser()
    case = client.post("/cases/open/", resume_code=digits(page)).moved_to
    assert "还没有记录" in client.get(case).words
    assert "王援助" in client.get(case + "helpers/").words
    assert client.get(case + "number/change/").status == 200


def test_the_first_entry_bears_the_advocates_name(browser: Browser, desk: Desk) -> None:
    begun(browser)
    matter = Matter.objects.get()
    case = CaseFile.objects.get(pk=matter.ref)
    slot = KeySlot.objects.get(pk=matter.slot)
    first, *more = journal.entries(case, slots.unwrapped(slot, desk.who.vault))
    assert (first.by, first.kind, more) == (desk.advocate.label, "case", [])
    assert [*Access.objects.values_list("doing", "place")] == [("take", "desk:begin")]


def test_what_was_agreed_to_stands_in_the_register(browser: Browser) -> None:
    begun(browser)
    words = browser.get(f"/desk/matters/{Matter.objects.get().pk}/").words
    assert "我同意保存这些敏感内容" in words
    assert "援助人员留一把钥匙" in words


def test_the_same_form_again_makes_no_second_case(browser: Browser) -> None:
    sent = browser.get(BEGIN).hidden | CONSENT
    first = browser.post(BEGIN, **sent)
    number = digits(browser.get(first.moved_to))
    again = browser.post(BEGIN, **sent)
    assert again.moved_to == first.moved_to + "?again=1"
    assert digits(browser.get(again.moved_to)) == number
    assert CaseFile.objects.count() == KeySlot.objects.filter(kind="owner").count() == 1
    assert Memo.objects.count() == 1


def test_the_same_form_for_the_next_client_is_refused(browser: Browser) -> None:
    sent = browser.get(BEGIN).hidden | CONSENT
    slip = browser.post(BEGIN, **sent, label="周三").moved_to
    told = (
        f"这一页已经开始过 编号 {Matter.objects.get().number}。要再替别人开始，请重新打开这一页。"
    )
    page = browser.post(BEGIN, **sent, label="周四")
    assert (page.status, page.faults) == (422, {"f-label": told})
    assert page.value("label") == "周四"
    assert browser.post(BEGIN, **sent, label="周三").moved_to == slip + "?again=1"
    browser.post(slip)
    assert browser.post(BEGIN, **sent, label="周三").faults == {"f-label": told}
    assert CaseFile.objects.count() == 1


def test_two_clients_without_a_label_are_told_apart(browser: Browser) -> None:
    """By going back, the advocate sends the page of the first for the second."""
    sent = browser.get(BEGIN).hidden | CONSENT
    first = browser.get(browser.post(BEGIN, **sent).moved_to)
    assert "没有另开一份" not in first.words
    second = browser.get(browser.post(BEGIN, **sent).moved_to)
    assert digits(second) == digits(first), "a lost reply loses no number"
    assert (
        f"没有另开一份。 这一页刚才点过一次，下面是那一次开始的 {Matter.objects.get().number}"
        in (second.words)
    )
    assert BEGIN in second.links("begin")
    assert browser.get(begun(browser)).words.count("没有另开一份") == 0
    assert CaseFile.objects.count() == 2


@pytest.mark.usefixtures("one_minute")
def test_one_address_begins_so_many_a_minute(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "OPENED_A_MINUTE", 2)
    sent = [browser.get(BEGIN).hidden | CONSENT | {"label": str(number)} for number in range(3)]
    told = [browser.post(BEGIN, **one).status for one in (*sent, sent[0])]
    assert told == [302, 302, 503, 302], "what was begun is found again"
    assert CaseFile.objects.count() == 2


def test_the_form_of_another_advocate_is_another_case(browser: Browser, desk: Desk) -> None:
    sent = browser.get(BEGIN).hidden | CONSENT
    other = Browser(a_desk("li", organisation=desk.advocate.organisation).client)
    assert browser.post(BEGIN, **sent).moved_to != other.post(BEGIN, **sent).moved_to
    assert CaseFile.objects.count() == 2


@pytest.mark.parametrize("form", ["", "x", "../../"])
def test_a_form_without_an_id_begins_a_case(browser: Browser, form: str) -> None:
    assert browser.post(BEGIN, **CONSENT, entry_id=form).moved_to


@pytest.mark.django_db(transaction=True)
def test_the_same_form_twice_at_once_makes_one_case(desk: Desk) -> None:
    now = timezone.now()
    asked = RequestFactory().post(BEGIN)
    told = at_once([lambda: beginning.begin(asked, desk.who, "a" * 32, "", now)] * 2)
    assert len({one.matter.number for one in told}) == 1
    assert sorted(one.again for one in told) == [False, True]
    assert CaseFile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_begins_nothing_by_half(browser: Browser) -> None:
    sent = browser.get(BEGIN).hidden | CONSENT | {"label": "周三"}
    for table in WRITTEN:
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TEMP TRIGGER full BEFORE INSERT ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
            )
        try:
            page = browser.post(BEGIN, **sent)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER full")
        assert page.status == 507, table
        assert "周三" in page.text
        assert not CaseFile.objects.exists()
        assert not KeySlot.objects.exists()
    assert browser.post(BEGIN, **sent).moved_to


def test_who_leaves_loses_no_number_that_waits(browser: Browser, desk: Desk) -> None:
    slip = begun(browser)
    number = digits(browser.get(slip))
    for address in ("/leave/", "/cases/leave/"):
        browser.get(address)
    assert browser.get(slip).status == 302
    assert digits(Browser(signed_in_client(desk.who)).get(slip)) == number


def test_handed_over_nobody_here_has_it(browser: Browser) -> None:
    slip = begun(browser)
    number = digits(browser.get(slip))
    matter = f"/desk/matters/{Matter.objects.get().pk}/"
    assert slip in browser.get(matter).links("slip")
    assert browser.post(slip).moved_to == matter
    assert slip not in browser.get(matter).links("slip")
    page = browser.get(slip)
    assert not digits(page)
    assert "只在本人手里" in page.words
    assert KeySlot.objects.get(kind="owner").sealed_code is None
    assert number not in browser.client.cookies.output()
    assert Browser().post("/cases/open/", resume_code=number).status == 302


def test_once_its_owner_opened_it_the_desk_shows_it_no_more(browser: Browser) -> None:
    slip = begun(browser)
    Browser().post("/cases/open/", resume_code=digits(browser.get(slip)))
    assert not digits(browser.get(slip))


def test_after_a_change_of_number_the_slip_has_none(browser: Browser) -> None:
    slip = begun(browser)
    client = Browser()
    case = client.post("/cases/open/", resume_code=digits(browser.get(slip))).moved_to
    client.get(case + "number/change/")
    client.post(case + "number/change/")
    assert not digits(browser.get(slip))


def test_the_slip_is_one_advocates_and_each_look_is_told(browser: Browser, desk: Desk) -> None:
    slip = begun(browser)
    other = a_desk("li", organisation=desk.advocate.organisation)
    assert other.client.get(slip).status_code == 404
    browser.get(slip)
    assert Access.objects.filter(doing="print", place="desk:slip").count() == 1


def test_taken_back_the_slip_is_shut(browser: Browser) -> None:
    slip = begun(browser)
    KeySlot.objects.filter(kind="advocate").delete()
    page = browser.get(slip)
    assert page.status == 404
    assert "本人可能已经收回" in page.words


def test_a_case_that_was_handed_over_has_no_number_here(desk: Desk) -> None:
    matter = taken(desk, a_case())
    page = Browser(desk.client).get(f"/desk/matters/{matter.pk}/slip/")
    assert page.status == 200
    assert not digits(page)
