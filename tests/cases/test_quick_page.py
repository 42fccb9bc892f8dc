"""The quick page: the first save, the repeat, and everything that can go wrong on it."""

import json
import re

import pytest
from django.test import Client

from borrower_guide.cases.models import CaseFile, KeySlot, SealedEntry
from borrower_guide.schema.acts import Act
from tests.cases.pages import CONSENT, Browser

pytestmark = pytest.mark.django_db

TAPS = {
    "visitor_count": "2",
    "role": "collector",
    "acts": ["spoke_civilly", "insulted"],
    "recording_made": "yes",
    "safe": "yes",
}


def test_nothing_is_stored_before_the_first_save() -> None:
    browser = Browser()
    page = browser.get(browser.begin())
    assert page.status == 200
    assert not CaseFile.objects.exists()
    assert not KeySlot.objects.exists()


def test_it_saves_and_shows_the_number() -> None:
    browser = Browser()
    address = browser.begin("?now=1")
    now = browser.get(address).checked("when")[0]
    page = browser.write(address, when=now, **CONSENT, **TAPS)
    assert page.moved_to.endswith("/number/?saved=new")
    assert "把这个号抄下来" in browser.get(page.moved_to).words
    assert SealedEntry.objects.count() == 2  # the case and the visit


def test_it_wants_consent_and_keeps_what_was_typed() -> None:
    browser = Browser()
    page = browser.write(browser.begin(), when="other", when_text="昨天晚上9点", **TAPS)
    assert page.status == 422
    assert page.faults == {"f-consent": "要先在这里打勾，才能存。"}
    assert page.summary == ["f-consent"]
    assert page.value("when_text") == "昨天晚上9点"
    assert page.checked("acts") == ["spoke_civilly", "insulted"]
    assert page.checked("visitor_count") == ["2"]
    assert not CaseFile.objects.exists()


FAULTS = {
    "a time that says nothing": ({"when_text": "abc"}, "f-when_text", "看不懂"),
    "morning or evening": ({"when_text": "8点"}, "f-when_text", "早上还是晚上"),
    "an impossible day": ({"when_text": "2月30日 20:00"}, "f-when_text", "没有这一天"),
    "a year ahead": ({"when_text": "2099年1月1日 8:00"}, "f-when_text", "还没到"),
    "now and another time": (
        {"when": "2026-11-24T20:14:00+08:00", "when_text": "昨天"},
        "f-when_text",
        "去掉一样",
    ),
    "none of them, and one": ({"acts": ["none", "insulted"]}, "f-acts", "上面都没有"),
    "an unknown act": ({"acts": ["hacked"]}, "f-acts", "只能是"),
    "an unknown role": ({"role": "king"}, "f-role", "只能是"),
    "a forged now": ({"when": "now"}, "f-when_text", "不是有效的时间"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stands_by_its_field(name: str) -> None:
    fields, anchor, message = FAULTS[name]
    browser = Browser()
    page = browser.write(browser.begin(), **CONSENT, **fields)
    assert page.status == 422
    assert message in page.faults[anchor]
    assert anchor in page.summary
    assert "<title>错误：" in page.text
    assert not CaseFile.objects.exists()


@pytest.mark.parametrize("shown", ["2026-01-01", "now", ""])
def test_now_is_a_minute_whatever_came_back_for_it(shown: str) -> None:
    browser = Browser()
    page = browser.post(browser.begin(), shown_now=shown)
    assert page.status == 422
    assert re.search(r"现在 \d\d:\d\d", page.words)


def test_two_submits_of_one_form_are_one_visit() -> None:
    browser = Browser()
    address = browser.begin()
    sent = {"entry_id": browser.get(address).value("entry_id"), **CONSENT, **TAPS}
    first = browser.post(address, **sent)
    again = browser.post(address, **sent)
    assert again.moved_to == first.moved_to.replace("new", "same")
    assert SealedEntry.objects.count() == 2


def test_the_first_cookie_again_finds_the_same_case() -> None:
    """A reply lost on the way: the browser still holds the cookie from before the first save."""
    browser = Browser()
    address = browser.begin()
    sent = {"entry_id": browser.get(address).value("entry_id"), **CONSENT, **TAPS}
    before = browser.client.cookies.output()
    browser.post(address, **sent)
    browser.client.cookies.load(before.replace("Set-Cookie: ", ""))
    assert browser.post(address, **sent).moved_to.endswith("saved=same")
    assert (CaseFile.objects.count(), KeySlot.objects.count()) == (1, 1)


def test_a_repeat_with_other_words_amends_and_says_so() -> None:
    browser = Browser()
    address = browser.begin()
    entry_id = browser.get(address).value("entry_id")
    browser.post(address, entry_id=entry_id, **CONSENT, acts=["insulted"])
    page = browser.post(address, entry_id=entry_id, **CONSENT, acts=["shouted"])
    assert page.moved_to.endswith("saved=amended")
    case = "/".join(address.split("/")[:3]) + "/"
    [visit] = browser.get(case).links("/visits/" + entry_id + "/")[:1]
    assert "大声喊叫" in browser.get(visit).words
    assert "补1" in browser.get(visit).words


def test_not_safe_shows_help_and_is_not_stored() -> None:
    browser = Browser()
    page = browser.write(browser.begin(), **CONSENT, safe="no")
    assert page.moved_to.endswith("&help=1")
    shown = browser.get(page.moved_to)
    assert shown.words.index("先打 110") < shown.words.index("来访 1")
    assert "tel:110" in shown.text
    case = "/".join(page.moved_to.split("/")[:3]) + "/"
    exported = browser.get(case + "export.json").text
    assert "safe" not in exported


@pytest.fixture
def written() -> tuple[Browser, str]:
    """A case whose one visit names its loan and its place."""
    browser = Browser()
    case = browser.begun(acts=["insulted"])
    [visit, *_] = browser.get(case).links("/visits/")[1:]
    edit = visit.split("?")[0].removesuffix("edit/") + "edit/"
    browser.post(edit + "?part=time", place_type="workplace", place_text="某某厂")
    browser.post(edit + "?part=loan", which="new", lender="某某银行", lender_type="bank")
    return browser, case


def test_a_further_visit_starts_like_the_last(written: tuple[Browser, str]) -> None:
    browser, case = written
    [like_last] = browser.get(case + "visits/new/?now=1").links("?same=1")
    page = browser.get(case + "visits/new/" + like_last)
    assert "跟上次一样" in page.words
    assert "某某银行" in page.words
    assert "某某厂" in page.words
    assert (page.checked("carry"), len(page.checked("when"))) == (["yes"], 1)
    saved = browser.write(case + "visits/new/?same=1", carry="yes")
    assert "某某银行" in browser.get(saved.moved_to).words
    left_off = browser.write(case + "visits/new/?same=1")
    assert "某某银行" not in browser.get(left_off.moved_to).words


def test_what_the_last_visit_said_stays_beside_a_fault(written: tuple[Browser, str]) -> None:
    browser, case = written
    page = browser.write(case + "visits/new/?same=1", when_text="abc", carry="yes")
    assert (page.status, page.checked("carry")) == (422, ["yes"])
    assert "某某银行" in page.words
    saved = browser.post(case + "visits/new/", **page.hidden, carry="yes")
    assert "某某银行" in browser.get(saved.moved_to).words


def test_the_plain_form_names_nothing_of_the_case(written: tuple[Browser, str]) -> None:
    """It is the same page for every case, so nothing of one may stand on it."""
    browser, case = written
    page = browser.get(case + "visits/new/")
    assert "某某" not in page.text
    assert page.links(case) == [case]
    saved = browser.write(case + "visits/new/", carry="yes")
    assert "某某银行" not in browser.get(saved.moved_to).words


def test_where_the_last_visit_says_nothing_the_form_says_so() -> None:
    browser = Browser()
    case = browser.begun()
    page = browser.get(case + "visits/new/?same=1")
    assert "上次没写借款和地点" in page.words
    assert not page.checked("carry")


def test_the_guides_answers_come_along() -> None:
    browser = Browser()
    prefill = (
        '{"visit":{"acts":["insulted","filmed_inside"],"entered_home":"no"},'
        '"loan":{"lender_type":"bank"},"case":{"reporter_role":"family"}}'
    )
    address = browser.post("/cases/new/", prefill=prefill).moved_to
    page = browser.get(address)
    assert "来自你刚才的回答" in page.words
    assert "拍家里面" in page.words
    assert page.checked("acts") == ["insulted"]
    assert page.checked("carry") == ["yes"]
    saved = browser.write(address, **CONSENT, acts=["insulted"], carry="yes")
    exported = browser.get(saved.moved_to.split("number")[0] + "export.json").response.json()
    [visit], [loan] = exported["visits"], exported["loans"]
    assert sorted(visit["acts"]) == ["filmed_inside", "insulted"]
    assert (loan["lender_type"], exported["reporter_role"]) == ("bank", "family")
    assert "来自你刚才的回答" not in browser.get(address).words


@pytest.mark.parametrize(
    "prefill", ["{", "[]", '{"visit":{"x":1}}', "null", '{"visit":[]}', "1" * 3000]
)
def test_answers_that_do_not_hold_are_dropped_with_a_notice(prefill: str) -> None:
    browser = Browser()
    page = browser.get(browser.post("/cases/new/", prefill=prefill).moved_to)
    assert "刚才的回答没带过来" in page.words


def test_with_a_file_open_it_asks_which_one() -> None:
    browser = Browser()
    case = browser.begun()
    page = browser.get("/cases/new/")
    assert "写到哪一份" in page.words
    ref = case.split("/")[2]
    assert browser.post("/cases/new/", into=ref).moved_to == f"{case}visits/new/"
    assert browser.post("/cases/new/", into="new").moved_to != f"{case}visits/new/"


def test_a_browser_without_cookies_is_told_so() -> None:
    browser = Browser()
    address = browser.begin()
    page = Client().get(address)
    assert page.status_code == 404


@pytest.mark.parametrize("text", ["😀" * 10, "𠮷䶮", "<script>alert(1)</script>", "a\r\nb"])
def test_what_people_write_comes_back_as_it_was(text: str) -> None:
    browser = Browser()
    case = browser.begun()
    [visit, *_] = browser.get(case).links("/visits/")[1:]
    edit = visit.split("?")[0].removesuffix("edit/") + "edit/?part=after"
    browser.post(edit, account=text)
    page = browser.get(edit)
    assert text.replace("\r\n", "\n") in page.text
    assert "<script>" not in page.response.content.decode()


def test_a_repeat_takes_back_nothing_that_was_added_since() -> None:
    browser = Browser()
    address = browser.begin()
    entry_id = browser.get(address).value("entry_id")
    browser.post(address, entry_id=entry_id, **CONSENT, acts=["insulted"])
    case = "/".join(address.split("/")[:3]) + "/"
    browser.post(f"{case}visits/{entry_id}/edit/?part=after", account="他们一直敲门")
    browser.post(address, entry_id=entry_id, **CONSENT, acts=["insulted", "shouted"])
    [visit] = browser.get(case + "export.json").response.json()["visits"]
    assert (visit["account"], visit["acts"]) == ("他们一直敲门", ["insulted", "shouted"])


def test_the_guides_answers_are_the_same_when_sent_again() -> None:
    browser = Browser()
    prefill = '{"visit":{"entered_home":"no","notice_given":"no"}}'
    address = browser.post("/cases/new/", prefill=prefill).moved_to
    page = browser.get(address)
    sent = {name: page.value(name) for name in ("entry_id", "prefill")}
    browser.post(address, **sent, **CONSENT, carry="yes")
    assert browser.post(address, **sent, **CONSENT, carry="yes").moved_to.endswith("saved=same")
    assert SealedEntry.objects.count() == 2


def test_a_cookie_with_the_longest_answers_still_fits() -> None:
    browser = Browser()
    acts = [act.value for act in Act][:28]
    prefill = json.dumps({"visit": {"acts": acts}, "loan": {"lender_type": "consumer_finance"}})
    address = browser.post("/cases/new/", prefill=prefill).moved_to
    cookie = browser.client.cookies[f"c_{address.split('/')[2]}"]
    assert len(cookie.OutputString()) < 4000
    assert "来自你刚才的回答" in browser.get(address).words
