"""The overview and what is reached from it."""

from collections.abc import Callable
from typing import Any

import pytest

from borrower_guide.schema.read import read_case
from tests.cases.pages import Browser

pytestmark = pytest.mark.django_db


def test_it_is_oldest_first_with_the_days_between() -> None:
    browser = Browser()
    case = browser.begun(when_text="2026-11-20 20:00")
    browser.write(case + "visits/new/", when_text="2026-11-03 10:00")
    browser.write(case + "visits/new/")
    words = browser.get(case).words
    assert words.index("11月3日") < words.index("过了 17 天") < words.index("11月20日")
    assert words.index("11月20日") < words.index("没有记时间")


def test_what_is_missing_leads_to_its_field() -> None:
    browser = Browser()
    case = browser.begun()
    [time, place] = browser.get(case).links("?part=")[:2]
    assert 'name="started_at"' in browser.get(time).text
    assert 'name="place_type"' in browser.get(place).text


def test_the_queries_stay_the_same_however_many_visits(
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    browser = Browser()
    case = browser.begun()
    for _ in range(12):
        visit = browser.write(case + "visits/new/", acts=["insulted"]).moved_to
    browser.get(case)  # the first look after a change keeps what it made: test_glance.py
    for address in (case, visit, visit.split("?")[0] + "edit/", case + "visits/new/"):
        with django_assert_max_num_queries(4):
            assert browser.get(address).status == 200


def test_the_export_is_a_case_file() -> None:
    browser = Browser()
    case = browser.begun(when_text="2026-11-20 20:00", acts=["insulted"])
    response = browser.get(case + "export.json").response
    assert response["Content-Disposition"].startswith('attachment; filename="jilu-')
    read = read_case(response.content, folder=None)
    assert [visit.id for visit in read.visits] == ["V1"]
    assert read.history


def test_who_writes_can_be_said_later() -> None:
    browser = Browser()
    case = browser.begun()
    assert "没有说" in browser.get(case).words
    browser.post(case + "about/", reporter_role="family", title="我爸家的事")
    words = browser.get(case).words
    assert "家里人" in words
    assert "我爸家的事" in words
    page = browser.post(case + "about/", reporter_role="king", title="长" * 201)
    assert page.status == 422
    assert set(page.faults) == {"f-reporter_role", "f-title"}


def test_pages_of_a_case_are_not_kept_by_the_browser() -> None:
    browser = Browser()
    case = browser.begun()
    for address in (case, case + "export.json", case + "visits/new/"):
        assert "no-store" in browser.get(address).response["Cache-Control"]
