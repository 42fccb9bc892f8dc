"""A costly piece of work is done by few at a time, and nobody waits long."""

import threading
import time

import pytest

from borrower_guide.printing.turns import NoTurn, Turns


def test_a_waiter_gives_up_soon() -> None:
    turns = Turns(at_once=1, waiting=1, seconds=0.05)
    with turns.turn():
        start = time.monotonic()
        with pytest.raises(NoTurn), turns.turn():
            pass
        assert time.monotonic() - start < 1
    with turns.turn():
        pass


def test_of_many_only_so_many_wait() -> None:
    turns = Turns(at_once=1, waiting=1, seconds=30)
    done = threading.Event()

    def wait() -> None:
        with turns.turn():
            done.set()

    with turns.turn():
        waiter = threading.Thread(target=wait)
        waiter.start()
        while turns._inside._value:
            time.sleep(0.001)
        with pytest.raises(NoTurn), turns.turn():
            pass
    waiter.join(5)
    assert done.is_set()


def test_a_fault_gives_the_turn_back() -> None:
    turns = Turns(at_once=1, waiting=0, seconds=0)
    for _ in range(3):
        with pytest.raises(KeyError), turns.turn():
            raise KeyError
