"""All kinds in one order of time."""

import re

import pytest
from django.utils import timezone

from tests.cases.kinds.cased import Cased

pytestmark = pytest.mark.django_db


def filled_timeline() -> Cased:
    browser = Cased()
    browser.add("complaints", place="lender_own", filed_on="2026-11-20")
    browser.add("contacts", at="2026-11-09 10:05", content="三天内上门")
    browser.add("notes", text="没有日子的一句")
    browser.add("notes", text="十号的事", at="2026-11-10")
    return browser


def test_the_timeline_is_in_order_of_what_happened_and_says_when_it_was_written() -> None:
    browser = filled_timeline()
    page = browser.get(browser.case + "timeline/")
    told = ("11月3日", "三天内上门", "十号的事", "向放款机构", "没有日子的一句")
    places = [page.words.index(text) for text in told]
    assert places == sorted(places)
    today = timezone.localdate()
    assert page.words.count(f"{today.year}年{today.month}月{today.day}日") >= 5
    assert "，记录人，过了" in page.words


def test_the_timeline_is_filtered_by_plain_links() -> None:
    browser = filled_timeline()
    page = browser.get(browser.case + "timeline/")
    assert {"?kind=visit", "?kind=contact", "?kind=complaint", "?kind=note"} == set(
        page.links("?kind=")
    )
    notes = browser.get(browser.case + "timeline/?kind=note").words
    assert "十号的事" in notes
    assert "三天内上门" not in notes
    for forged in ("?kind=king", "?kind=case", "?page=99", "?page=x"):
        assert browser.get(browser.case + "timeline/" + forged).status == 200


def test_a_long_timeline_has_pages_and_the_overview_the_newest() -> None:
    browser = Cased()
    for number in range(65):
        browser.add("notes", text=f"第{number}句", at=f"2026-10-{number % 28 + 1:02}")
    first = browser.get(browser.case + "timeline/")
    assert "第 1 页，共 2 页" in first.words
    assert "第64句" in browser.get(browser.case + "timeline/?page=2").words + first.words
    overview = browser.get(browser.case)
    assert "前面还有 46 条" in overview.words
    assert len(re.findall('class="entry', overview.text)) == 20
