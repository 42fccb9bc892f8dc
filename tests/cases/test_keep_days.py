"""How long a case is kept: chosen by its owner, shown as a day, and kept to."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from borrower_guide.cases import journal
from borrower_guide.cases.models import CaseFile, SealedEntry
from borrower_guide.cases.retention import KEEP_DAYS, keep_for, last_day, last_days, purge
from tests.cases.made import a_case
from tests.cases.pages import Browser, Page

pytestmark = pytest.mark.django_db


def chosen(days: str) -> tuple[Browser, str, Page]:
    browser = Browser()
    case = browser.begun(visitor_count="2")
    form = browser.get(f"{case}about/")
    return browser, case, browser.post(f"{case}about/", **form.hidden, keep_days=days)


@pytest.mark.parametrize("days", KEEP_DAYS)
def test_the_chosen_days_are_kept_to_the_last(days: int) -> None:
    chosen(str(days))
    case = CaseFile.objects.get()
    assert case.keep_days == days
    end = last_day(case)
    assert end == case.last_used_on + timedelta(days=days)
    at = timezone.now() + (end - timezone.localdate())
    assert purge(at).cases == 0
    assert purge(at + timedelta(days=1)).cases == 1


def test_the_days_are_shown_as_dates_counted_from_the_last_use() -> None:
    case = CaseFile(created_on=date(2026, 11, 1), last_used_on=date(2026, 11, 24))
    assert last_days(case) == {
        7: date(2026, 12, 1),
        30: date(2026, 12, 24),
        90: date(2027, 2, 22),
        180: date(2027, 5, 23),
    }


def test_the_pages_show_the_day_and_the_choice() -> None:
    browser, case, _ = chosen("180")
    day = timezone.localdate() + timedelta(days=180)
    words = f"到 {day.year}年{day.month}月{day.day}日 自动删掉"
    assert words in browser.get(case).words
    about = browser.get(f"{case}about/")
    assert words in about.words
    assert about.checked("keep_days") == ["180"]


@pytest.mark.parametrize("days", ["0", "8", "365", "-7", "7.0", "", "abc", "९०"])
def test_other_days_are_refused_and_nothing_changes(days: str) -> None:
    _, _, page = chosen(days)
    assert page.status == 422
    assert page.faults == {"f-keep_days": "请从下面选一个"}
    assert page.summary == ["f-keep_days"]
    assert CaseFile.objects.get().keep_days == 90
    with pytest.raises(ValueError, match=r"^8$"):
        keep_for(CaseFile.objects.get(), 8)


def test_choosing_days_writes_nothing_into_the_journal() -> None:
    browser, case, _ = chosen("7")
    entries = SealedEntry.objects.count()
    form = browser.get(f"{case}about/")
    browser.post(f"{case}about/", **form.hidden, keep_days="30", reporter_role="unknown")
    assert SealedEntry.objects.count() == entries


def test_a_form_without_the_choice_leaves_it() -> None:
    browser, case, _ = chosen("30")
    browser.post(f"{case}about/", **browser.get(f"{case}about/").hidden, title="名称")
    assert CaseFile.objects.get().keep_days == 30


def test_a_longer_time_chosen_while_it_is_purged_wins() -> None:
    made = a_case()
    listed = CaseFile.objects.get()
    keep_for(made.case, 180)
    assert not journal.erase(listed, if_unused=True)
