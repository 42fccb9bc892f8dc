"""The long form sent twice, or from two tabs."""

import pytest

from borrower_guide.cases.models import SealedEntry
from tests.cases.test_edit_pages import Visited

pytestmark = pytest.mark.django_db


def test_two_tabs_with_different_fields_merge() -> None:
    browser = Visited()
    shown = browser.get(f"{browser.visit}edit/?part=after").value("based_on")
    browser.edit("after", based_on=shown, impact="没睡好")
    browser.edit("after", based_on=shown, account="他们一直敲门")
    assert browser.exported()["impact"] == "没睡好"
    assert browser.exported()["account"] == "他们一直敲门"


def test_two_tabs_with_the_same_field_keep_both_in_the_journal() -> None:
    browser = Visited()
    shown = browser.get(f"{browser.visit}edit/?part=after").value("based_on")
    browser.edit("after", based_on=shown, impact="一")
    browser.edit("after", based_on=shown, impact="二")
    assert browser.exported()["impact"] == "二"
    history = browser.get(browser.case + "export.json").response.json()["history"]
    amended = [entry["payload"] for entry in history if entry["action"] == "amend"]
    assert [said["changed"]["impact"] for said in amended] == ["一", "二"]


CONTRADICTIONS = {
    "an end before the start": (
        ("time", {"started_at": "昨天 10:00"}),
        ("time", {"started_at": "昨天 22:00"}),
        ("time", {"started_at": "昨天 10:00", "ended_at": "昨天 11:00"}),
        "f-ended_at",
    ),
    "fewer than were told of": (
        ("people", {}),
        ("people", {"visitors.0.phone": "1", "visitors.1.phone": "2"}),
        ("people", {"visitor_count": "1"}),
        "f-visitors",
    ),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_two_tabs_cannot_make_a_visit_contradict_itself(name: str) -> None:
    (part, first), (_, second), (_, late), anchor = CONTRADICTIONS[name]
    browser = Visited()
    browser.edit(part, **first)
    shown = browser.get(f"{browser.visit}edit/?part={part}").value("based_on")
    browser.edit(part, based_on=shown, **second)
    page = browser.edit(part, based_on=shown, **late)
    assert page.status == 422
    assert anchor in page.summary
    for address in (browser.case, browser.visit, browser.case + "export.json"):
        assert browser.get(address).status == 200


def test_the_same_edit_again_writes_nothing_new() -> None:
    browser = Visited()
    shown = browser.get(f"{browser.visit}edit/?part=after").value("based_on")
    before = SealedEntry.objects.count()
    for _ in range(3):
        browser.edit("after", based_on=shown, impact="没睡好")
    assert SealedEntry.objects.count() == before + 1


def test_a_new_loan_sent_twice_is_one_loan() -> None:
    browser = Visited()
    page = browser.get(f"{browser.visit}edit/?part=loan")
    sent = {name: page.value(name) for name in ("based_on", "entry_id")}
    for lender in ("某某银行", "某某银行", "某某银行总行"):
        browser.edit("loan", which="new", lender=lender, **sent)
    loans = browser.get(browser.case + "export.json").response.json()["loans"]
    assert [loan["lender"] for loan in loans] == ["某某银行总行"]


def test_a_late_tab_does_not_undo_a_loan_or_who_writes() -> None:
    browser = Visited()
    browser.edit("loan", which="new", lender="某某银行")
    shown = browser.get(f"{browser.visit}edit/?part=loan").value("based_on")
    browser.edit("loan", which="same", lender="某某银行", principal="12000")
    browser.edit("loan", which="same", lender="某某银行总行", based_on=shown)
    about = browser.get(browser.case + "about/").value("based_on")
    browser.post(browser.case + "about/", reporter_role="family", based_on=about)
    browser.post(browser.case + "about/", reporter_role="unknown", title="记", based_on=about)
    case = browser.get(browser.case + "export.json").response.json()
    assert (case["loans"][0]["principal"], case["loans"][0]["lender"]) == ("12000", "某某银行总行")
    assert (case["reporter_role"], case["title"]) == ("family", "记")
