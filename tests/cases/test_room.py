"""The last of the disk, and the most that one case may hold: neither costs anybody a visit."""

import json
import re
import shutil
from typing import Any

import pytest
from django.conf import settings as live

from borrower_guide.cases import drafts, journal, rows
from borrower_guide.cases.entries import Kind, NewEntry, new_id
from borrower_guide.cases.models import Blob, CaseFile, Glance, SealedEntry
from tests.cases.exhibits.made import PDF, add, files_of
from tests.cases.made import a_case
from tests.cases.pages import CONSENT, Browser
from tests.cases.test_quick_page import TAPS

pytestmark = pytest.mark.django_db
DEMO = live.BASE_DIR / "fixtures" / "demo" / "case.json"
WORDS = "昨天晚上9点"


@pytest.fixture
def nearly_full(settings: Any) -> None:
    """More is kept for what people write than is free."""
    settings.RESERVE_MB = shutil.disk_usage(live.DATA_DIR).free // 2**20 + 1_000_000


def test_visits_are_saved_where_files_and_papers_are_not(nearly_full: None) -> None:
    browser = Browser()
    case = browser.begun(**TAPS)
    photo = add(browser, case, "a.pdf", PDF, title="门口的纸条")
    assert photo.faults == {"f-file": "存储满了，文件没存上。请过一会儿再试"}
    assert photo.value("title") == "门口的纸条"
    assert browser.post(f"{case}record/", entry="0" * 32).status == 507
    assert (Blob.objects.count(), files_of(case)) == (0, [])
    entries = SealedEntry.objects.count()
    browser.write(f"{case}visits/new/", when="other", when_text=WORDS, **TAPS)
    assert SealedEntry.objects.count() == entries + 1


def test_no_page_is_kept_for_the_next_time(nearly_full: None) -> None:
    """Some hold a whole paper."""
    browser = Browser()
    case = browser.begun(**TAPS)
    assert browser.get(case).status == 200
    assert Glance.objects.count() == 0


def test_a_visit_that_finds_no_room_in_its_case_goes_to_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = Browser()
    case = browser.begun(**TAPS)
    monkeypatch.setattr(journal, "MOST_BYTES", 0)
    page = browser.write(f"{case}visits/new/", when="other", when_text=WORDS, **TAPS)
    assert page.status == 409
    assert "再点一次，就到一份新的记录里，打个勾存上" in page.words
    [there] = re.findall(r'action="(/cases/[^"]+/visits/new/)"', page.text)
    assert not there.startswith(case)
    asked = browser.post(there, **page.hidden, when_text=WORDS)
    assert (asked.status, asked.value("when_text")) == (422, WORDS)
    again = browser.post(there, **page.hidden, when_text=WORDS, **CONSENT)
    assert again.moved_to.endswith("/number/?saved=new")
    assert CaseFile.objects.count() == 2


def test_a_tap_at_the_door_goes_there_too(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser()
    case = browser.begun(**TAPS)
    monkeypatch.setattr(journal, "MOST_BYTES", 0)
    page = browser.write(f"{case}door/", tap="insulted", note=WORDS)
    assert (page.status, page.hidden["tap"]) == (409, "insulted")
    [there] = re.findall(r'action="(/cases/[^"]+/door/)"', page.text)
    assert not there.startswith(case)
    asked = browser.post(there, **page.hidden, note=WORDS)
    assert (asked.status, asked.value("waiting")[:8]) == (422, "insulted")
    again = browser.post(there, **asked.hidden, tap="", **CONSENT)
    assert again.moved_to == f"{there}?saved=new"
    assert "骂人" in browser.get(there).words


def test_what_else_finds_no_room_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser()
    case = browser.begun(**TAPS)
    monkeypatch.setattr(journal, "MOST_BYTES", 0)
    page = browser.write(f"{case}notes/new/", text="canary 写的话")
    assert (page.status, "canary 写的话" in page.words) == (409, True)
    assert CaseFile.objects.count() == 1


def test_a_full_case_is_still_printed_and_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser()
    case = browser.begun(**TAPS)
    [visit] = set(re.findall(rf"{case}visits/[0-9a-f]{{32}}/", browser.get(case).text))
    monkeypatch.setattr(journal, "MOST_BYTES", 0)
    assert browser.write(f"{case}record/", entry="0" * 32).status == 302
    assert browser.write(f"{visit}withdraw/", reason="记重了").status == 302
    monkeypatch.setattr(journal, "SPARE", 0)
    assert browser.write(f"{case}record/", entry="1" * 32).status == 409


def test_five_hundred_full_visits_have_room_seven_times() -> None:
    made, demo = a_case(), json.loads(DEMO.read_text())
    fullest = max(demo["visits"], key=lambda visit: len(json.dumps(visit)))
    before = rows.weight(made.case.pk, journal.EACH)
    made.append(NewEntry(kind=Kind.VISIT, subject=new_id(), payload=fullest))
    one = rows.weight(made.case.pk, journal.EACH) - before
    assert 7 * 500 * one < journal.MOST_BYTES


def test_many_large_drafts_give_way_to_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_BYTES", 5_000)
    made = a_case()
    for number in range(4):
        drafts.keep(made.case, made.key, f"/{number}/", "", {"account": ["x" * 2_000]})
    assert [one.address for one in drafts.waiting(made.case, made.key)] == ["/3/", "/2/"]
    drafts.keep(made.case, made.key, "/long/", "", {"account": ["x" * 9_000]})
    assert [one.address for one in drafts.waiting(made.case, made.key)] == ["/long/"]
