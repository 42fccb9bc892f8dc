"""Afterwards: the taps of a visit become one visit, once."""

import json
from typing import Any

import pytest

from borrower_guide.cases.things import MOMENTS
from tests.cases.pages import CONSENT, Browser, Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def tapped() -> tuple[Browser, str]:
    """A browser with seven taps, and the address of the page that makes a visit of them."""
    browser = Browser()
    address = browser.get("/cases/door/").moved_to
    for tap in ("knocked", "said_collector", "asked_to_leave", "still_here", "damaged", "left"):
        browser.post(address, **browser.get(address).hidden | {"tap": tap} | CONSENT)
    browser.post(address, **browser.get(address).hidden | {"tap": "recording", "note": "一直开着"})
    browser.post(address.replace("door/", "number/"), skip="1")
    return browser, address + "visit/"


def send(browser: Browser, address: str, **fields: Any) -> Page:
    """Send the form as a browser would, with what stands in it."""
    page = browser.get(address)
    shown = {
        "when_text": page.value("when_text"),
        "acts": page.checked("acts"),
        "role": "".join(page.checked("role")) if 'name="role"' in page.text else None,
        "recording_made": "".join(page.checked("recording_made")) or None,
        "account": page.text.split('name="account"')[1].split(">\n", 1)[1].split("</textarea>")[0],
    }
    return browser.post(address, **shown | fields)


def exported(browser: Browser, address: str) -> dict[str, Any]:
    case = address.split("door/")[0]
    found: dict[str, Any] = json.loads(browser.get(case + "export.json").text)
    return found


ALL = "?" + "&".join(f"m=M{number}" for number in range(1, 8))


def test_all_are_ticked_and_the_form_shows_what_they_say(tapped: tuple[Browser, str]) -> None:
    browser, address = tapped
    choice = browser.get(address)
    assert choice.checked("m") == [f"M{number}" for number in range(1, 8)]
    page = browser.get(address + ALL)
    assert page.checked("acts") == ["refused_to_leave"]
    assert (page.checked("role"), page.checked("recording_made")) == (["collector"], ["yes"])
    for words in ("什么时候叫他们走", "什么时候走的", "弄坏东西"):
        assert words in page.words.split("什么时候来的")[0]


def test_it_is_one_visit_that_names_its_moments(tapped: tuple[Browser, str]) -> None:
    browser, address = tapped
    page = send(browser, address + ALL, visitor_count="2")
    assert page.moved_to.endswith("?saved=new")
    case = exported(browser, address)
    [visit] = case["visits"]
    assert sorted(visit["acts"]) == ["damaged_property", "refused_to_leave"]
    assert (visit["visitor_count"], visit["recording_made"]) == (2, "yes")
    assert visit["visitors"] == [{"claimed_role": "collector"}]
    assert visit["account"].endswith("我在录音：一直开着")
    assert visit["started_at"] <= visit["asked_to_leave_at"] <= visit["left_at"]
    assert MOMENTS not in visit
    subjects = [entry["subject"] for entry in case["history"] if entry["kind"] == "moment"]
    [written] = [entry["payload"] for entry in case["history"] if entry["kind"] == "visit"]
    assert written[MOMENTS] == subjects
    assert "整理成一次来访" not in browser.get(address.removesuffix("visit/")).words
    assert browser.get(address).moved_to == address.removesuffix("visit/")


def test_twice_is_once_also_from_two_pages(tapped: tuple[Browser, str]) -> None:
    browser, address = tapped
    first = send(browser, address + ALL, visitor_count="2")
    again = send(browser, address + ALL, visitor_count="2")
    assert again.moved_to == first.moved_to.replace("new", "same")
    changed = send(browser, address + ALL, visitor_count="3")
    assert changed.moved_to == first.moved_to.replace("new", "amended")
    [visit] = exported(browser, address)["visits"]
    assert visit["visitor_count"] == 3


def test_a_part_leaves_the_rest(tapped: tuple[Browser, str]) -> None:
    browser, address = tapped
    send(browser, address + "?m=M1&m=M2")
    assert browser.get(address).checked("m") == ["M3", "M4", "M5", "M6", "M7"]
    page = browser.get(address + ALL)
    assert (page.status, page.faults) == (422, {"f-m": "有几样已经撤回或整理过，请重新选。"})


def test_after_the_visit_is_withdrawn_the_taps_make_another(tapped: tuple[Browser, str]) -> None:
    browser, address = tapped
    first = send(browser, address + ALL).moved_to.split("?")[0]
    browser.post(first + "withdraw/", reason="记重了")
    second = send(browser, address + ALL)
    assert second.moved_to.endswith("?saved=new")
    assert second.moved_to.split("?")[0] != first
    assert len(exported(browser, address)["visits"]) == 1


@pytest.mark.parametrize("query", ["?chosen=1", "?m=M99", "?m=V1", "?m=M1&m=M99", "?chosen=1&m="])
def test_what_cannot_be_chosen_is_said(tapped: tuple[Browser, str], query: str) -> None:
    browser, address = tapped
    for page in (browser.get(address + query), browser.post(address + query)):
        assert (page.status, page.summary) == (422, ["f-m"])
    assert not exported(browser, address)["visits"]


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "a time that says nothing": ({"when_text": "abc"}, "f-when_text"),
    "begun after they left": ({"when_text": "2099-01-01 10:00"}, "f-when_text"),
    "an unknown act": ({"acts": ["hacked"]}, "f-acts"),
    "too long": ({"account": "长" * 5001}, "f-account"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stands_by_a_field_of_the_page(tapped: tuple[Browser, str], name: str) -> None:
    fields, anchor = FAULTS[name]
    browser, address = tapped
    page = send(browser, address + ALL, **fields)
    assert (page.status, page.summary) == (422, [anchor])
    assert f'id="{anchor}"' in page.text
    assert not exported(browser, address)["visits"]


def test_two_claims_stay_two_people_and_a_count_below_them_is_a_fault() -> None:
    browser = Browser()
    address = browser.get("/cases/door/").moved_to
    for tap in ("said_collector", "said_court"):
        browser.post(address, **browser.get(address).hidden | {"tap": tap} | CONSENT)
    form = address + "visit/?m=M1&m=M2"
    assert 'name="role"' not in browser.get(form).text
    page = send(browser, form, visitor_count="1")
    assert (page.status, page.summary) == (422, ["f-visitor_count"])
    assert send(browser, form, visitor_count="2").moved_to.endswith("/number/?saved=new")
    [visit] = exported(browser, address)["visits"]
    assert [one["claimed_role"] for one in visit["visitors"]] == ["collector", "court"]


def test_a_withdrawn_tap_is_not_offered(tapped: tuple[Browser, str]) -> None:
    browser, address = tapped
    door = address.removesuffix("visit/")
    newest = browser.get(door).text.split('name="undo" value="')[1].split('"')[0]
    browser.post(door, undo=newest)
    assert browser.get(address).checked("m") == [f"M{number}" for number in range(1, 7)]
    assert browser.get(address + ALL).status == 422


def test_a_tap_of_a_visit_cannot_be_undone(tapped: tuple[Browser, str]) -> None:
    browser, address = tapped
    door = address.removesuffix("visit/")
    newest = browser.get(door).text.split('name="undo" value="')[1].split('"')[0]
    send(browser, address + ALL)
    browser.post(door, undo=newest)
    actions = {entry["action"] for entry in exported(browser, address)["history"]}
    assert actions == {"add"}
