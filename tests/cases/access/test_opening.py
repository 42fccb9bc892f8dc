"""Numbers and cookies: who gets in, for how long, and what a stranger sees."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from borrower_guide.cases.access import attempts, cookies
from borrower_guide.cases.models import CaseFile, KeySlot
from tests.cases.pages import CONSENT, Browser, Page

pytestmark = pytest.mark.django_db


def saved() -> tuple[Browser, str, str]:
    """A browser, the address of its case, and the number."""
    browser = Browser()
    address = browser.begin()
    browser.write(address, **CONSENT, acts=["insulted"])
    case = "/".join(address.split("/")[:3]) + "/"
    code = "".join(re.findall(r"<span>(\d{4})</span>", browser.get(case + "number/").text))
    return browser, case, code


def test_the_number_opens_in_a_clean_browser() -> None:
    _, case, code = saved()
    other = Browser()
    full_width = code.translate({ord(str(d)): 0xFF10 + d for d in range(10)})
    assert other.post("/cases/open/", resume_code=f" {full_width} ").moved_to == case
    assert "骂人" in other.get(case).words
    assert case in other.get("/cases/open/").links("/cases/")


def test_a_wrong_number_says_no_more_than_an_expired_one() -> None:
    browser, case, code = saved()
    browser.post(case + "delete/")
    gone = Browser().post("/cases/open/", resume_code=code)
    from borrower_guide.cases.access.codes import new_code

    wrong = Browser().post("/cases/open/", resume_code=new_code())
    assert gone.status == wrong.status == 422
    assert gone.faults == wrong.faults != {}


@pytest.mark.parametrize(
    ("address", "undone"),
    [("open/", "还没打开"), ("import/", "还没放进来"), ("x/close/all/", "还没关上")],
)
def test_a_form_open_too_long_says_what_is_not_done(address: str, undone: str) -> None:
    browser = Browser(Client(enforce_csrf_checks=True))
    page = browser.post(f"/cases/{address}", resume_code="1")
    assert page.status == 403
    assert f"{undone}，请再点一次" in page.words
    assert ("记录还开着就不用填" in page.words) == (address != "open/")


def test_a_fault_keeps_the_typed_number() -> None:
    page = Browser().post("/cases/open/", resume_code="1234 5678")
    assert page.value("resume_code") == "1234 5678"
    assert "现在是 8 位" in page.faults["f-resume_code"]


@pytest.mark.usefixtures("one_minute")
def test_too_many_failures_wait_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    from borrower_guide.cases.access.codes import new_code

    monkeypatch.setattr(attempts, "A_MINUTE", 2)
    _, case, code = saved()
    browser = Browser()
    for _ in range(2):
        browser.post("/cases/open/", resume_code=new_code())
    page = browser.post("/cases/open/", resume_code=code)
    assert "过一分钟" in page.faults["f-resume_code"]
    elsewhere = Browser(Client(REMOTE_ADDR="192.0.2.7"))
    assert elsewhere.post("/cases/open/", resume_code=code).moved_to == case


def test_the_number_shows_until_its_end_is_typed_back() -> None:
    browser, case, code = saved()
    page = browser.post(case + "number/", last_four="0000" if code[-4:] != "0000" else "1111")
    assert page.status == 422
    assert "号还没对上" in page.words
    assert "还没存" not in page.words
    assert browser.get(case + "number/").status == 200
    browser.post(case + "number/", last_four=" " + code[-4:])
    assert code[:4] not in browser.get(case + "number/").words
    assert code not in browser.client.cookies.output()


def shown_digits(page: Page) -> str:
    return "".join(re.findall(r"<span>(\d{4})</span>", page.text))


def test_changing_the_number_closes_every_other_browser() -> None:
    browser, case, code = saved()
    browser.post(case + "number/", skip="1")
    other = Browser()
    other.post("/cases/open/", resume_code=code)
    browser.get(case + "number/change/")
    fresh = shown_digits(browser.get(browser.post(case + "number/change/").moved_to))
    assert fresh != code
    assert other.get(case).status == 200  # until the new one is written down
    browser.post(case + "number/", last_four=fresh[-4:])
    assert browser.get(case).status == 200
    assert other.get(case).status == 404
    assert Browser().post("/cases/open/", resume_code=code).status == 422
    assert Browser().post("/cases/open/", resume_code=fresh).moved_to == case


def test_a_lost_reply_to_a_change_of_number_loses_nothing() -> None:
    browser, case, code = saved()
    browser.post(case + "number/", skip="1")
    browser.get(case + "number/change/")
    before = browser.client.cookies.output()
    browser.post(case + "number/change/")
    browser.client.cookies.load(before.replace("Set-Cookie: ", ""))  # the reply never came
    assert browser.get(case).status == 200
    fresh = shown_digits(browser.get(browser.post(case + "number/change/").moved_to))
    assert Browser().post("/cases/open/", resume_code=fresh).moved_to == case
    assert Browser().post("/cases/open/", resume_code=code).moved_to == case


def test_a_number_that_nobody_wrote_down_keeps_its_browser_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser, case, _ = saved()
    later = cookies.time.time() + cookies.IDLE + 60
    monkeypatch.setattr(cookies.time, "time", lambda: later)
    assert browser.get(case).status == 200
    assert shown_digits(browser.get(case + "number/"))


def test_a_first_form_sent_too_late_is_kept_and_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser()
    address = browser.begin()
    later = cookies.time.time() + cookies.LONGEST + 60
    monkeypatch.setattr(cookies.time, "time", lambda: later)
    page = browser.post(address, when_text="昨天晚上9点", acts=["insulted"], **CONSENT)
    assert page.status == 422
    assert "放得太久" in page.faults["f-consent"]
    assert page.value("when_text") == "昨天晚上9点"
    again = re.search(r'<form method="post" action="([^"]+)"', page.text)
    assert again
    assert again[1] != address
    assert browser.post(again[1], acts=["insulted"], **CONSENT).moved_to.endswith("saved=new")


@pytest.mark.parametrize("typed", ["²²²²", "x", "一二三四", ""])
def test_odd_digits_are_no_match(typed: str) -> None:
    browser, case, _ = saved()
    assert browser.post(case + "number/", last_four=typed).status == 422


def test_closing_keeps_the_record_for_the_number() -> None:
    browser, case, code = saved()
    browser.post(case + "close/")
    assert browser.get(case).status == 404
    assert browser.post("/cases/open/", resume_code=code).moved_to == case


def test_deleting_leaves_nothing() -> None:
    browser, case, _ = saved()
    page = browser.post(case + "delete/")
    assert "删掉了" in page.words
    assert not CaseFile.objects.exists()
    assert not KeySlot.objects.exists()
    assert browser.get(case).status == 404


@pytest.mark.parametrize("seconds", [cookies.IDLE + 1, cookies.LONGEST + 1])
def test_a_browser_that_rests_is_closed(seconds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, case, _ = saved()
    browser.post(case + "number/", skip="1")
    later = cookies.time.time() + seconds
    monkeypatch.setattr(cookies.time, "time", lambda: later)
    assert browser.get(case).status == 404


def test_a_late_form_keeps_everything_and_saves_with_the_number() -> None:
    browser, case, code = saved()
    edit = browser.get(case).links("edit/")[0].split("?")[0] + "?part=after"
    stranger = Browser()
    page = stranger.post(edit, account="他们一直敲门", based_on="2")
    assert page.status == 403
    assert "他们一直敲门" in page.text
    assert 'name="resume_code"' in page.text
    wrong = stranger.post(edit, account="他们一直敲门", resume_code="1" * 16)
    assert "他们一直敲门" in wrong.text
    done = stranger.post(edit, account="他们一直敲门", based_on="2", resume_code=code)
    assert "saved=amended" in done.moved_to
    assert "他们一直敲门" in stranger.get(done.moved_to).words


def test_the_number_of_another_case_does_not_open_this_one() -> None:
    _, case, _ = saved()
    _, _, other_code = saved()
    stranger = Browser()
    assert stranger.post(case + "about/", title="x", resume_code=other_code).status == 403


def test_five_stay_open_and_the_first_gives_way() -> None:
    browser = Browser()
    cases = []
    for _ in range(6):
        address = browser.post("/cases/new/", into="new").moved_to
        browser.write(address, **CONSENT)
        cases.append("/".join(address.split("/")[:3]) + "/")
        browser.post(cases[-1] + "number/", skip="1")
    assert address.endswith("?closed=1")
    assert "最早打开的一份已经关上" in browser.get(address).words
    assert [browser.get(case).status for case in cases] == [404, 200, 200, 200, 200, 200]


def test_a_case_whose_number_is_not_written_down_never_gives_way() -> None:
    browser = Browser()
    cases = []
    for _ in range(6):
        address = browser.post("/cases/new/", into="new").moved_to
        browser.write(address, **CONSENT)
        cases.append("/".join(address.split("/")[:3]) + "/")
    assert [browser.get(case).status for case in cases] == [200] * 6


def test_the_cookie_tells_nothing_and_is_fenced() -> None:
    browser, case, code = saved()
    ref = case.split("/")[2]
    cookie = browser.client.cookies[f"c_{ref}"]
    assert code not in cookie.value
    assert (cookie["path"], cookie["samesite"]) == ("/cases/", "Lax")
    assert cookie["httponly"]
    assert len(cookie.value) < 600


@pytest.mark.parametrize("change", ["flip", "other name", "foreign"])
def test_a_tampered_cookie_opens_nothing(change: str) -> None:
    browser, case, _ = saved()
    ref = case.split("/")[2]
    value = browser.client.cookies[f"c_{ref}"].value
    stranger = Browser()
    name = f"c_{ref}"
    if change == "flip":
        value = value[:60] + ("A" if value[60] != "A" else "B") + value[61:]
    elif change == "other name":
        _, other, _ = saved()
        name, case = f"c_{other.split('/')[2]}", other
    else:
        value = "x"
    stranger.client.cookies[name] = value
    assert stranger.get(case).status == 404


def test_a_stranger_gets_nothing_from_any_address() -> None:
    browser, case, _ = saved()
    visit = next(
        link
        for link in browser.get(case).links("/visits/")
        if link.count("/") == 5 and "new" not in link
    )
    stranger = Browser()
    for address in (
        case,
        visit,
        visit + "edit/",
        visit + "withdraw/",
        case + "visits/new/",
        case + "number/",
        case + "number/change/",
        case + "about/",
        case + "export.json",
        case + "close/",
        case + "delete/",
        case + "record/",
        case + "record.pdf",
    ):
        page = stranger.get(address)
        assert page.status == 404, address
        assert "骂人" not in page.text
        if not address.endswith("close/"):  # closing needs no key: it only forgets one
            assert stranger.post(address, reason="x").status in (403, 405), address
    assert CaseFile.objects.exists()


def test_the_last_day_moves_with_use() -> None:
    browser, case, _ = saved()
    CaseFile.objects.update(last_used_on=timezone.localdate() - timedelta(days=30))
    browser.get(case)
    assert CaseFile.objects.get().last_used_on == timezone.localdate()
