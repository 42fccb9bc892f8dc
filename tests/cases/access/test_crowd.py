"""A crowd at the door: guessers must not hold every thread of the server."""

import threading
from collections.abc import Iterator

import pytest

from borrower_guide.cases.access.keys import Busy, stretch

LONG = 600  # seconds: only a fault takes as long, and no busy machine


@pytest.fixture
def two_inside(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Two derivations that go on until the event is set."""
    go_on, inside = threading.Event(), threading.Semaphore(0)

    def slow(*_args: object, **_kwargs: object) -> bytes:
        inside.release()
        go_on.wait(LONG)
        return bytes(48)

    monkeypatch.setattr("hashlib.scrypt", slow)
    holders = [threading.Thread(target=stretch, args=["1"]) for _ in range(2)]
    for holder in holders:
        holder.start()
        assert inside.acquire(timeout=LONG)
    yield go_on
    go_on.set()
    for holder in holders:
        holder.join()


def test_nobody_waits_long_for_a_turn(
    two_inside: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Busy):
        stretch("2")
    monkeypatch.setattr("borrower_guide.cases.access.keys._PATIENCE_SECONDS", LONG)
    two_inside.set()
    assert stretch("2").kek == bytes(32)


def test_one_waits_and_the_rest_are_told_at_once(
    two_inside: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("borrower_guide.cases.access.keys._PATIENCE_SECONDS", LONG)
    told = threading.Semaphore(0)

    def ask() -> None:
        try:
            stretch("2")
        except Busy:
            told.release()

    crowd = [threading.Thread(target=ask) for _ in range(5)]
    for one in crowd:
        one.start()
    assert all(told.acquire(timeout=LONG) for _ in range(4))
    two_inside.set()
    for one in crowd:
        one.join()
    assert not told.acquire(blocking=False)
