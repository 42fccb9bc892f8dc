"""A database that takes nothing more: what was saved is still read, what was not is said."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from borrower_guide.cases import journal
from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.models import CaseFile, SealedEntry
from borrower_guide.cases.transactions import NotSaved
from tests.cases.made import a_case, a_visit
from tests.cases.pages import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def full() -> Iterator[None]:
    """Let the connection refuse every write, as on a full disk (and say so in the log)."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
    _writes(allowed=True)


def _writes(*, allowed: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA query_only = {'OFF' if allowed else 'ON'}")


def test_the_first_look_of_a_day_shows_the_case(full: None) -> None:
    browser = Browser()
    address = browser.begun(impact="没睡好")
    yesterday = timezone.localdate() - timedelta(days=1)
    CaseFile.objects.update(last_used_on=yesterday)
    _writes(allowed=False)
    assert browser.get(address).status == 200
    _writes(allowed=True)
    assert CaseFile.objects.get().last_used_on == yesterday
    browser.get(address)
    assert CaseFile.objects.get().last_used_on == timezone.localdate()


def test_a_wrong_number_is_answered(full: None) -> None:
    _writes(allowed=False)
    page = Browser().post("/cases/open/", resume_code=new_code())
    assert page.status == 422
    assert "没有找到" in page.faults["f-resume_code"]


def test_a_case_that_cannot_be_erased_is_not_said_to_be(full: None) -> None:
    made = a_case(a_visit())
    _writes(allowed=False)
    with pytest.raises(NotSaved):
        journal.erase(made.case)
    _writes(allowed=True)
    assert len(made.entries()) == 2


def test_a_case_erased_in_another_tab_is_closed_in_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Erased between the look at its row and the writing of the entry."""
    browser = Browser()
    address = browser.begun(impact="没睡好")
    append = journal.append

    def erased(*arguments: object) -> object:
        journal.erase(CaseFile.objects.get())
        return append(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(journal, "append", erased)
    page = browser.write(f"{address}visits/new/", impact="又来了")
    assert page.status == 403
    assert "又来了" in page.text


@pytest.mark.django_db(transaction=True)
def test_a_database_that_may_not_grow_is_a_full_disk(full: None) -> None:
    """What SQLite itself says when it finds no room, to rows and to commits."""
    browser = Browser()
    address = browser.begun() + "notes/new/"
    with connection.cursor() as cursor:
        [pages] = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        for number in range(100):
            fields = browser.get(address).hidden | {"text": f"{number} " + "长" * 4000}
            page = browser.post(address, **fields)
            if page.status != 302:
                break
        saved = SealedEntry.objects.count()
        cursor.execute("PRAGMA max_page_count = 1073741823")
    assert page.status == 507
    assert fields["text"] in page.text
    assert browser.post(address, **fields).status == 302
    assert SealedEntry.objects.count() == saved + 1
