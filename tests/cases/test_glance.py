"""A page that was kept is the page that would be made: after every act, on every day."""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection, connections
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from borrower_guide.cases import glance as glance_room
from borrower_guide.cases import journal, retention
from borrower_guide.cases.access.cookies import PREFIX
from borrower_guide.cases.entries import Action, Kind, NewEntry, new_id
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.glance import glance
from borrower_guide.cases.models import Glance, KeySlot, SealedEntry
from borrower_guide.schema.faults import ChainBreak
from borrower_guide.site.frame import Frame
from tests.cases.made import Made, a_case, a_visit
from tests.cases.test_privacy import CANARY

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def browser_of(made: Made) -> Client:
    client = Client()
    client.cookies[PREFIX + made.case.pk] = made.holding.sealed()
    return client


def page_of(client: Client, made: Made, query: str = "") -> bytes:
    response = client.get(f"/cases/{made.case.pk}/{query}")
    assert response.status_code == 200
    return bytes(response.content)


def opened(made: Made) -> OpenCase:
    slot = KeySlot.objects.select_related("case").get(pk=made.holding.slot)
    return OpenCase(HttpRequest(), made.holding, slot.case, slot)


# What a person does, by the choice of a number: which thing, and what is said of it.
def _add(made: Made, number: int) -> None:
    kinds: tuple[tuple[Kind, dict[str, Any]], ...] = (
        (Kind.VISIT, {"started_at": f"2026-11-{number % 28 + 1:02}", "acts": ["insulted"]}),
        (Kind.LOAN, {"lender": f"某某银行 {number}"}),
        (Kind.COMPLAINT, {"channel": "12378 银行保险消费者投诉维权热线", "filed_on": "2026-11-02"}),
        (Kind.EXHIBIT, {"kind": "photo", "title": f"门 {number}"}),
        (Kind.NOTE, {"text": f"<b>{number}</b>"}),
    )
    kind, payload = kinds[number % len(kinds)]
    made.append(NewEntry(kind=kind, subject=new_id(), payload=payload))


def _amend(made: Made, number: int) -> None:
    first = made.entries()[0]
    changed = {"based_on": first.seq, "changed": {"title": f"我家 {number}"}}
    made.append(
        NewEntry(kind=Kind.CASE, subject=first.subject, action=Action.AMEND, payload=changed)
    )


def _withdraw(made: Made, number: int) -> None:
    entries = made.entries()
    things = [entry for entry in entries if entry.action is Action.ADD][1:]
    if things:
        one = things[number % len(things)]
        made.append(
            NewEntry(
                kind=one.kind,
                subject=one.subject,
                action=Action.WITHDRAW,
                payload={"reason": "记错了"},
            )
        )


def _keep_days(made: Made, number: int) -> None:
    retention.keep_for(made.case, retention.KEEP_DAYS[number % 4])


ACTS: tuple[Callable[[Made, int], None], ...] = (_add, _amend, _withdraw, _keep_days)
steps = st.tuples(
    st.sampled_from(ACTS),
    st.integers(0, 27),
    st.sampled_from(["", "?print=1", "?closed=1"]),
    st.sampled_from(["normal", "large", "huge"]),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, min_size=1, max_size=6))
def test_it_is_the_page_that_would_be_made(acts: list[Any]) -> None:
    made = a_case()
    client = browser_of(made)
    for act, number, query, size in acts:
        client.cookies["text"] = size
        page_of(client, made, query)  # keeps a page of before the act
        act(made, number)
        kept = [page_of(client, made, query) for _ in range(2)]
        Glance.objects.all().delete()
        assert kept == [page_of(client, made, query)] * 2


def test_a_kept_page_opens_no_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    made = a_case(a_visit(impact="没睡好", acts=["insulted"]))
    client = browser_of(made)
    first = page_of(client, made)
    monkeypatch.delattr(journal, "entries")
    assert page_of(client, made) == first


@pytest.fixture
def times() -> Callable[[OpenCase], str]:
    """How many times a page was made so far, as the page itself."""
    number = count(1)
    return lambda one: glance(one, "overview", Frame(), lambda: f"made {next(number)}")


def _other_build(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(glance_room, "build_digest", lambda: "0" * 64)


def _other_law(patch: pytest.MonkeyPatch) -> None:
    from django.conf import settings as site

    patch.setattr(site, "SWITCHED_OFF_PROVISIONS", ["cbirc-9-41"])


def _next_day(patch: pytest.MonkeyPatch) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    patch.setattr(timezone, "now", lambda: tomorrow)


def _touched_row(patch: pytest.MonkeyPatch) -> None:
    Glance.objects.update(sealed=b"x" * 80)


CHANGES = (_other_build, _other_law, _next_day, _touched_row)


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_made_again_when_anything_changes(
    change: Callable[[pytest.MonkeyPatch], None],
    times: Callable[[OpenCase], str],
    monkeypatch: pytest.MonkeyPatch,
    quiet: None,
) -> None:
    made = a_case()
    assert [times(opened(made)) for _ in range(2)] == ["made 1", "made 1"]
    change(monkeypatch)
    assert [times(opened(made)) for _ in range(2)] == ["made 2", "made 2"]
    assert Glance.objects.count() == 1


def test_what_the_page_adds_is_told_apart() -> None:
    made, looks = a_case(), (Frame(), Frame(size="huge"), Frame(paper=True))
    told = [glance(opened(made), "overview", look, lambda look=look: repr(look)) for look in looks]
    assert told == [repr(look) for look in looks]
    assert glance(opened(made), "timeline", looks[-1], lambda: "another page") == "another page"


def test_an_entry_that_came_since_the_journal_was_read_is_not_left_out() -> None:
    made = a_case()
    one = opened(made)
    assert len(one.entries) == 1
    made.append(a_visit())
    assert glance(one, "overview", "", lambda: "without it") == "without it"
    assert glance(opened(made), "overview", "", lambda: "with it") == "with it"


def test_cases_are_never_mixed(quiet: None) -> None:
    """Not even by someone who writes into the database."""
    made, other = (a_case(a_visit(impact=words)) for words in ("没睡好", "搬了家"))
    for one in (made, other):
        glance(opened(one), "overview", "", lambda one=one: one.case.pk)
    row = Glance.objects.get(case=other.case)
    Glance.objects.filter(case=made.case).update(sealed=row.sealed)
    assert glance(opened(made), "overview", "", lambda: "fresh") == "fresh"
    Glance.objects.filter(case=made.case).update(sealed=row.sealed, made_of=row.made_of)
    assert glance(opened(made), "overview", "", lambda: "fresh") == "fresh"


def test_an_old_page_is_not_shown_as_a_new_one(quiet: None) -> None:
    """A row of yesterday with the mark of today does not open."""
    made = a_case()
    glance(opened(made), "overview", "", lambda: "old")
    old = bytes(Glance.objects.get().sealed)
    made.append(a_visit())
    glance(opened(made), "overview", "", lambda: "new")
    Glance.objects.update(sealed=old)
    assert glance(opened(made), "overview", "", lambda: "newest") == "newest"


@pytest.mark.django_db(transaction=True)
def test_a_row_that_is_gone_from_the_journal_is_noticed() -> None:
    made = a_case(a_visit(), a_visit())
    client = browser_of(made)
    page_of(client, made)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER entry_never_dropped")
        try:
            SealedEntry.objects.filter(case=made.case, seq=2).delete()
        finally:
            from borrower_guide.cases.triggers import TRIGGERS

            cursor.execute(TRIGGERS["entry_never_dropped"])
    with pytest.raises(ChainBreak):
        client.get(f"/cases/{made.case.pk}/")


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_or_another_writer_breaks_no_page(quiet: None) -> None:
    made = a_case(a_visit(impact="没睡好"))
    client = browser_of(made)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        try:
            full = page_of(client, made)
        finally:
            cursor.execute("PRAGMA query_only = OFF")
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            locked = page_of(client, made)
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    assert not Glance.objects.exists()
    assert [full, locked] == [page_of(client, made)] * 2
    assert Glance.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_is_sealed_and_goes_with_the_case(caplog: pytest.LogCaptureFixture) -> None:
    from tests.cases.test_privacy import at_rest

    caplog.set_level(logging.DEBUG)
    made = a_case(a_visit(impact=CANARY))
    note = NewEntry(kind=Kind.NOTE, subject=new_id(), payload={"text": CANARY})
    made.append(note)
    assert CANARY.encode() in page_of(browser_of(made), made)
    assert Glance.objects.get().case_id == made.case.pk
    connection.close()
    assert CANARY.encode() not in at_rest()
    assert CANARY not in caplog.text
    journal.erase(made.case)
    assert not Glance.objects.exists()


def test_the_queries_stay_the_same(django_assert_max_num_queries: Callable[[int], Any]) -> None:
    made = a_case()
    client = browser_of(made)
    for more, most in ((0, 12), (0, 4), (30, 12), (0, 4)):
        if more:
            made.append(*(a_visit(acts=["insulted"]) for _ in range(more)))
        with django_assert_max_num_queries(most):
            page_of(client, made)
