"""A file that is fetched by a number: how often, how long, by whom, and what stays."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from borrower_guide.cases import blobs, journal
from borrower_guide.cases.access import slots
from borrower_guide.cases.access.codes import new_code
from borrower_guide.cases.access.keys import seal
from borrower_guide.cases.gate import CaseClosed
from borrower_guide.cases.models import Pickup
from borrower_guide.cases.pickup import fetch, offer
from borrower_guide.cases.pickup.parcel import LASTS, MOST, Parcel
from borrower_guide.cases.retention import GRACE, purge
from borrower_guide.cases.transactions import NotSaved
from tests.cases.made import Made, a_case

pytestmark = pytest.mark.django_db

NOW = datetime.fromisoformat("2026-11-24T20:00:00+08:00")
PARCEL = Parcel(b"%PDF-1.7\n\n\x00\xff" * 3, "jilu-20261124.pdf", "application/pdf", "记录 PDF")


def offered(made: Made, parcel: Parcel = PARCEL, now: datetime = NOW) -> str:
    offer.offer(made.case, made.key, parcel, now)
    found = offer.waiting(made.case, made.key, now)
    assert found
    return found.code


def fetched(code: str, now: datetime = NOW) -> Parcel | None:
    found = fetch.find(code, now)
    return found.parcel if found and fetch.count(found, now) else None


def files(made: Made) -> list[str]:
    folder = blobs.folder_of(made.case.pk)
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_what_is_fetched_is_what_was_offered() -> None:
    assert fetched(offered(a_case())) == PARCEL


def test_the_case_shows_the_same_number_again_and_what_is_left() -> None:
    made = a_case()
    code = offered(made)
    fetched(code)
    later = NOW + timedelta(minutes=14)
    assert offer.waiting(made.case, made.key, later) == offer.Waiting(code, NOW + LASTS, 4)


def test_five_times_and_no_more() -> None:
    made = a_case()
    code = offered(made)
    assert [fetched(code) for _ in range(6)] == [PARCEL] * 5 + [None]
    assert fetch.find(code, NOW) is None
    assert offer.waiting(made.case, made.key, NOW) is None


def test_looking_counts_nothing() -> None:
    made = a_case()
    code = offered(made)
    looks = [fetch.find(code, NOW) for _ in range(8)]
    assert all(found and found.left == MOST for found in looks)


@pytest.mark.parametrize(
    ("after", "there"),
    [
        (timedelta(), True),
        (LASTS - timedelta(seconds=1), True),
        (LASTS, False),
        (LASTS * 2, False),
    ],
)
def test_a_quarter_of_an_hour_and_no_longer(after: timedelta, there: bool) -> None:
    made = a_case()
    code = offered(made)
    assert (fetch.find(code, NOW + after) is not None) is there
    assert (offer.waiting(made.case, made.key, NOW + after) is not None) is there


def test_a_look_in_time_gives_nothing_when_it_is_too_late() -> None:
    found = fetch.find(offered(a_case()), NOW)
    assert found
    assert not fetch.count(found, NOW + LASTS)


def another_offer(made: Made) -> None:
    offered(made)


def erased(made: Made) -> None:
    journal.erase(made.case)


def ended(made: Made) -> None:
    assert offer.end_all(made.case) == 1


def file_lost(made: Made) -> None:
    blobs.remove_folder(made.case.pk)


@pytest.mark.parametrize("event", [another_offer, erased, ended, file_lost])
def test_then_the_number_opens_nothing_any_more(event: Callable[[Made], None]) -> None:
    made = a_case()
    code = offered(made)
    looked = fetch.find(code, NOW)
    event(made)
    assert fetch.find(code, NOW) is None
    assert looked is not None
    if event is not file_lost:
        assert not fetch.count(looked, NOW)


def test_an_offer_leaves_one_file_and_ending_none() -> None:
    made = a_case()
    offered(made)
    offered(made)
    assert files(made) == [Pickup.objects.get(case=made.case).pk]
    offer.end_all(made.case)
    assert (files(made), Pickup.objects.count()) == ([], 0)


def test_one_case_does_not_end_or_show_what_another_offers() -> None:
    one, other = a_case(), a_case()
    code = offered(one)
    assert offer.waiting(other.case, other.key, NOW) is None
    offered(other)
    assert fetched(code) == PARCEL
    assert offer.waiting(one.case, other.key, NOW) is None


def test_a_new_offer_clears_away_what_is_past_its_time_elsewhere() -> None:
    old, new = a_case(), a_case()
    offered(old)
    offered(new, now=NOW + LASTS)
    assert (files(old), Pickup.objects.count()) == ([], 1)


def test_the_two_kinds_of_number_do_not_open_each_others_things() -> None:
    made = a_case()
    code = offered(made)
    assert slots.find(code) is None
    assert fetch.find(made.holding.code or "", NOW) is None


def test_a_file_in_another_place_does_not_open() -> None:
    one, other = a_case(), a_case()
    code = offered(one)
    offered(other)
    mine, theirs = (Pickup.objects.get(case=made.case) for made in (one, other))
    (blobs.folder_of(one.case.pk) / mine.pk).write_bytes(
        (blobs.folder_of(other.case.pk) / theirs.pk).read_bytes()
    )
    assert fetch.find(code, NOW) is None
    Pickup.objects.filter(pk=mine.pk).update(wrapped=seal(one.key, one.key, "x"))
    assert fetch.find(code, NOW) is None


def test_nothing_of_it_lies_in_clear() -> None:
    made = a_case()
    parcel = Parcel(b"CANARY7f3a" * 50, "jilu-7f3a.pdf", "application/pdf", "金丝雀")
    code = offered(made, parcel)
    stored = (blobs.folder_of(made.case.pk) / files(made)[0]).read_bytes()
    row = repr(Pickup.objects.values().get()).encode()
    for secret in (b"CANARY", b"jilu-7f3a", b"application", code.encode(), b"\\u91d1"):
        assert secret not in stored
        assert secret not in row


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=60,
)
@given(st.one_of(st.builds(new_code), st.from_regex(r"\A[0-9]{16}\Z")))
def test_no_other_number_opens_it(code: str) -> None:
    mine = offered(a_case())
    assert (fetch.find(code, NOW) is not None) is (code == mine)


def test_a_full_disk_offers_nothing_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = a_case()
    code = offered(made)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("borrower_guide.cases.blobs._write", full)
        with pytest.raises(NotSaved):
            offered(made)
    assert len(files(made)) == 1
    assert fetched(code) == PARCEL


def test_a_case_erased_meanwhile_gets_no_file() -> None:
    made = a_case()
    journal.erase(made.case)
    with pytest.raises(CaseClosed):
        offer.offer(made.case, made.key, PARCEL, NOW)
    assert (files(made), Pickup.objects.count()) == ([], 0)


def test_the_purge_ends_what_is_past_its_time_and_nothing_else() -> None:
    past, waits = a_case(), a_case()
    now = timezone.now()
    offered(past, now=now - LASTS)
    code = offered(waits, now=now)
    # The offer above has cleared away the first: put it back as it was, past its time.
    offered(past, now=now)
    Pickup.objects.filter(case=past.case).update(ends_at=now)
    purge(now)
    assert (files(past), len(files(waits))) == ([], 1)
    assert fetched(code, now) == PARCEL


class Killed(BaseException):
    """The process ends here: nothing after it runs."""


def test_killed_between_file_and_row_leaves_what_the_sweep_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, now = a_case(), timezone.now()
    code = offered(made, now=now)
    known = files(made)

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(offer, "_in_place_of_others", killed)
        patched.setattr("pathlib.Path.unlink", killed)
        with pytest.raises(Killed):
            offer.offer(made.case, made.key, PARCEL, now)
    purge(now)
    assert len(files(made)) == 2  # perhaps its row is just being written
    Pickup.objects.update(ends_at=now + GRACE * 3)
    purge(now + GRACE * 2)
    assert files(made) == known
    assert fetched(code, now) == PARCEL


@pytest.mark.django_db(transaction=True)
def test_a_crowd_at_once_gets_it_five_times() -> None:
    made = a_case()
    code = offered(made)
    looks = [found for _ in range(12) if (found := fetch.find(code, NOW))]
    given_out, start = [], threading.Barrier(len(looks))

    def take(found: fetch.Found) -> None:
        start.wait()
        try:
            given_out.append(fetch.count(found, NOW))
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[found]) for found in looks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(looks), given_out.count(True)) == (12, MOST)
    assert Pickup.objects.get().fetches == MOST
