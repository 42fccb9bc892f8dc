"""At the door: one tap is one moment with its time, and nothing that was tapped is lost."""

import logging
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from borrower_guide.cases.models import CaseFile, KeySlot, SealedEntry
from borrower_guide.schema.moment import Tap
from tests.cases.pages import CONSENT, Browser, Page
from tests.cases.test_privacy import CANARY, at_rest

pytestmark = pytest.mark.django_db


def at_the_door(browser: Browser) -> str:
    """The address of the door page of a case with one saved tap."""
    address = browser.get("/cases/door/").moved_to
    tap(browser, address, "knocked", **CONSENT)
    return address


def tap(browser: Browser, address: str, name: str, **fields: Any) -> Page:
    return browser.post(address, **browser.get(address).hidden | {"tap": name} | fields)


def entries(browser: Browser, address: str) -> list[dict[str, Any]]:
    """What the journal says of moments, oldest first."""
    case = address.split("door/")[0]
    history = browser.get(case + "export.json").response.json()["history"]
    return [entry for entry in history if entry["kind"] == "moment"]


def test_the_first_tap_begins_a_case_and_stays_at_the_door() -> None:
    browser = Browser()
    address = browser.get("/cases/door/").moved_to
    assert browser.get(address).status == 200
    assert not CaseFile.objects.exists()
    before = timezone.now() - timedelta(seconds=1)
    page = tap(browser, address, "knocked", **CONSENT)
    assert page.moved_to == address + "?saved=new"
    [entry] = entries(browser, address)
    assert (entry["action"], entry["payload"]) == ("add", {"tap": "knocked"})
    assert before <= datetime.fromisoformat(entry["logged_at"]) <= timezone.now()
    shown = browser.get(page.moved_to)
    assert "记下了： " in shown.words
    assert shown.words.count("敲门了") >= 3  # told, on its button, and in the list
    assert "续填号还没抄" in shown.words
    assert KeySlot.objects.count() == 1


def test_without_the_tick_nothing_is_stored_and_the_tap_waits_with_its_time() -> None:
    browser = Browser()
    address = browser.get("/cases/door/").moved_to
    page = tap(browser, address, "knocked")
    assert (page.status, page.summary) == (422, ["f-consent"])
    assert "还没存：" in page.words
    assert not CaseFile.objects.exists()
    page = browser.post(address, **page.hidden | {"tap": "insulted", "note": "明天还来"})
    waiting = re.findall(r'name="waiting" value="([^"]+)"', page.text)
    assert len(waiting) == 2
    assert page.status == 422
    assert "明天还来" in page.text
    sent = {"entry_id": page.value("entry_id"), "note": "明天还来", "tap": ""}
    browser.post(address, **sent, waiting=waiting, **CONSENT)
    again = browser.post(address, **sent, waiting=waiting, **CONSENT)
    assert again.moved_to == address + "?saved=same"
    first, second, third = entries(browser, address)
    assert [first["payload"], second["payload"]] == [{"tap": "knocked"}, {"tap": "insulted"}]
    assert third["payload"] == {"note": "明天还来"}
    assert datetime.fromisoformat(first["device_at"]).timestamp() == int(waiting[0][8:])
    assert third["device_at"] is None


@pytest.mark.parametrize(
    "text", ["knocked", "hacked_1764000000", "knocked_99", "knocked_9999999999"]
)
def test_a_waiting_tap_that_cannot_be_is_dropped(text: str) -> None:
    browser = Browser()
    address = at_the_door(browser)
    page = browser.post(address, tap="", waiting=text)
    assert page.status == 422
    assert len(entries(browser, address)) == 1


def test_a_tap_sent_twice_is_one_and_another_of_the_same_page_is_another() -> None:
    browser = Browser()
    address = at_the_door(browser)
    entry_id = browser.get(address).value("entry_id")
    browser.post(address, entry_id=entry_id, tap="insulted")
    again = browser.post(address, entry_id=entry_id, tap="insulted")
    browser.post(address, entry_id=entry_id, tap="shouted")
    assert again.moved_to.endswith("saved=same")
    assert "没有重复" in browser.get(again.moved_to).words
    said = [entry["payload"]["tap"] for entry in entries(browser, address)]
    assert said == ["knocked", "insulted", "shouted"]


def test_two_first_taps_of_one_page_are_one_case() -> None:
    browser = Browser()
    address = browser.get("/cases/door/").moved_to
    sent = {"entry_id": browser.get(address).value("entry_id"), "tap": "knocked", **CONSENT}
    before = browser.client.cookies.output()
    browser.post(address, **sent)
    browser.client.cookies.load(before.replace("Set-Cookie: ", ""))
    assert browser.post(address, **sent).moved_to.endswith("saved=same")
    assert (CaseFile.objects.count(), KeySlot.objects.count()) == (1, 1)
    assert SealedEntry.objects.count() == 2


def test_a_repeat_with_another_line_amends_the_tap() -> None:
    browser = Browser()
    address = at_the_door(browser)
    entry_id = browser.get(address).value("entry_id")
    browser.post(address, entry_id=entry_id, tap="insulted", note="说了三句")
    page = browser.post(address, entry_id=entry_id, tap="insulted", note="说了四句")
    assert page.moved_to.endswith("saved=amended")
    assert "说了四句" in browser.get(address).words
    assert len(entries(browser, address)) == 3


def test_undo_withdraws_the_last_and_only_it() -> None:
    browser = Browser()
    address = at_the_door(browser)
    tap(browser, address, "insulted")
    page = browser.get(address)
    subject = next(part for part in page.text.split('name="undo" value="')[1:]).split('"')[0]
    for _ in range(2):
        assert browser.post(address, undo=subject).moved_to == address + "?saved=withdrawn"
    first, second, gone = entries(browser, address)
    assert (gone["action"], gone["subject"]) == ("withdraw", second["subject"])
    assert gone["payload"] == {"reason": "点错了"}
    shown = browser.get(address).words
    assert "已撤回" in shown
    assert f'value="{first["subject"]}"' in browser.get(address).text


def test_undo_keeps_a_line_that_is_not_saved_yet() -> None:
    browser = Browser()
    address = at_the_door(browser)
    [entry] = entries(browser, address)
    page = browser.post(address, undo=entry["subject"], note="还没存的一句")
    assert (page.status, page.value("entry_id") != entry["id"]) == (200, True)
    assert "还没存的一句" in page.text
    assert "撤回好了" in page.words


@pytest.mark.parametrize("undo", ["", "nobody", "0" * 32])
def test_undo_of_nothing_is_nothing(undo: str) -> None:
    browser = Browser()
    address = at_the_door(browser)
    assert browser.post(address, undo=undo).status == 302
    assert browser.post(browser.get("/cases/door/").moved_to, undo=undo).status == 302
    assert len(entries(browser, address)) == 1


FAULTS = {
    "nothing": ({"tap": ""}, "f-note", "写一句"),
    "spaces": ({"tap": "", "note": " \n "}, "f-note", "写一句"),
    "too long": ({"tap": "knocked", "note": "长" * 201}, "f-note", "太长了"),
    "an unknown tap": ({"tap": "hacked", "note": "留着的话"}, "f-tap", "只能是"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_keeps_the_line_and_stores_nothing(name: str) -> None:
    fields, anchor, message = FAULTS[name]
    browser = Browser()
    address = at_the_door(browser)
    page = browser.post(address, **browser.get(address).hidden | fields)
    assert (page.status, page.summary) == (422, [anchor])
    assert message in page.text
    assert f'id="{anchor}"' in page.text
    assert fields.get("note", "").strip() in page.text
    assert len(entries(browser, address)) == 1


def test_a_closed_case_keeps_the_line_and_saves_it_with_the_number() -> None:
    browser = Browser()
    address = at_the_door(browser)
    number = browser.get(address.replace("door/", "number/"))
    code = "".join(number.text.split('class="digits"')[1].split("</div>")[0].split("<span>")[1:])
    code = "".join(letter for letter in code if letter.isdigit())
    other = Browser()
    page = other.post(address, tap="insulted", note="他说明天还来", entry_id="a" * 32)
    assert page.status == 403
    assert "他说明天还来" in page.text
    fields = page.hidden | {"note": "他说明天还来", "resume_code": code}
    assert other.post(address, **fields).moved_to == address + "?saved=new"
    assert entries(other, address)[-1]["payload"] == {"tap": "insulted", "note": "他说明天还来"}


def test_a_tap_for_a_key_that_was_never_used_waits_in_a_new_case() -> None:
    browser = Browser()
    address = browser.get("/cases/door/").moved_to
    page = Browser().post(address, tap="knocked", note="一句", **CONSENT)
    assert (page.status, page.summary) == (422, ["f-consent"])
    assert "还没存：" in page.words
    assert "一句" in page.text
    assert not CaseFile.objects.exists()


def test_the_door_leads_to_the_case_opened_last_and_never_to_a_deleted_one() -> None:
    browser = Browser()
    first = browser.begun()
    browser.post("/cases/new/", into="new")
    second = browser.post("/cases/new/", into="new").moved_to
    browser.write(second, **CONSENT)
    case = second.split("visits/")[0]
    assert browser.get("/cases/door/").moved_to == case + "door/"
    KeySlot.objects.filter(case_id=case.split("/")[2]).delete()
    assert browser.get("/cases/door/").moved_to == first + "door/"


@pytest.mark.parametrize("name", list(Tap))
def test_every_tap_stands_on_the_page_and_can_be_saved(name: Tap) -> None:
    browser = Browser()
    address = at_the_door(browser)
    page = browser.get(address)
    assert f'value="{name.value}">{name.label}</button>' in page.text
    assert tap(browser, address, name.value).moved_to.endswith("saved=new")


def test_the_page_is_harmless_to_one_who_reads_over_a_shoulder() -> None:
    browser = Browser()
    words = browser.get(browser.get("/cases/door/").moved_to).words
    for word in ("投诉", "举报", "违法", "违规", "证据", "欠", "债"):
        assert word not in words.replace("我同意保存这些敏感内容", "")
    assert 'href="tel:110"' in browser.get(browser.get("/cases/door/").moved_to).text


@pytest.mark.django_db(transaction=True)
def test_a_line_at_the_door_is_nowhere_in_clear(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser = Browser()
    address = browser.get("/cases/door/").moved_to
    tap(browser, address, "insulted", note=CANARY)  # without the tick: on the page alone
    tap(browser, address, "insulted", note=CANARY, **CONSENT)
    tap(browser, address, "", note=CANARY)
    Browser().post(address, tap="shouted", note=CANARY)
    assert browser.get(address).text.count(CANARY) >= 2
    connection.close()
    assert CANARY.encode() not in at_rest()
    assert CANARY not in caplog.text
    assert CANARY not in browser.client.cookies.output()


def test_the_overview_shows_the_taps_and_leads_back_to_the_door() -> None:
    browser = Browser()
    address = at_the_door(browser)
    page = browser.get(address.removesuffix("door/"))
    assert page.links(address) == [address]
    assert "敲门了" in page.words
