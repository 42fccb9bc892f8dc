"""Rows of half-filled forms: any words come back, none stays too long."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from borrower_guide.cases import drafts, retention
from borrower_guide.cases.drafts import MOST
from borrower_guide.cases.models import CaseFile, Draft
from tests.cases.made import a_case

pytestmark = pytest.mark.django_db

values = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=3),
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(values)
def test_any_words_come_back_as_they_were(typed: dict[str, list[str]]) -> None:
    made = a_case()
    drafts.keep(made.case, made.key, "/cases/x/notes/new/", "写一条备注", typed)
    [found] = drafts.waiting(made.case, made.key)
    assert found.values == typed
    assert list(found.values) == list(typed)


def test_the_oldest_gives_way() -> None:
    made = a_case()
    for number in range(MOST + 3):
        drafts.keep(made.case, made.key, f"/{number}/", "", {})
    addresses = [draft.address for draft in drafts.waiting(made.case, made.key)]
    assert addresses == [f"/{number}/" for number in reversed(range(3, MOST + 3))]


def test_a_row_moved_to_another_place_is_not_offered() -> None:
    made = a_case()
    drafts.keep(made.case, made.key, "/a/", "", {})
    Draft.objects.update(place="0" * 32)
    assert drafts.waiting(made.case, made.key) == ()


@pytest.mark.parametrize(
    ("keep_days", "age", "stays"),
    [(7, 7, True), (7, 8, False), (90, 30, True), (90, 31, False), (180, 31, False)],
)
def test_nobody_came_back_for_it(keep_days: int, age: int, stays: bool) -> None:
    made, now = a_case(), timezone.now()
    drafts.keep(made.case, made.key, "/a/", "", {})
    CaseFile.objects.update(keep_days=keep_days)
    Draft.objects.update(kept_at=now - timedelta(days=age))
    retention.purge(now)
    assert Draft.objects.exists() is stays
    assert CaseFile.objects.exists()
