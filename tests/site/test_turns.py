"""A costly piece of work is done by few at a time, and nobody waits long."""

import os
import runpy
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from borrower_guide.turns import THREADS, NoTurn, Turns, asked_by

ROOT = Path(__file__).resolve().parents[2]

LONG = 600  # seconds: only a fault takes as long, and no busy machine


def test_a_waiter_gives_up_soon() -> None:
    turns = Turns("test", at_once=1, waiting=1, seconds=0.05)
    with turns.turn(), pytest.raises(NoTurn), turns.turn():
        pass
    with turns.turn():
        pass


def test_of_many_only_so_many_wait() -> None:
    turns = Turns("test", at_once=1, waiting=1, seconds=LONG)
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
    waiter.join(LONG)
    assert done.is_set()


def test_a_fault_gives_the_turn_back() -> None:
    turns = Turns("test", at_once=1, waiting=0, seconds=0)
    for _ in range(3):
        with pytest.raises(KeyError), turns.turn():
            raise KeyError


HOLDER = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "borrower_guide.settings"
import django
django.setup()
from borrower_guide.turns import Turns
with Turns("shared", at_once=1, waiting=0, seconds=0).turn():
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_turn_is_one_of_the_whole_machine_and_a_kill_gives_it_back() -> None:
    """Another worker holds it, and is then killed."""
    turns = Turns("shared", at_once=1, waiting=0, seconds=0)
    where = {**os.environ, "BORROWER_GUIDE_DATA": str(settings.DATA_DIR)}
    line = [sys.executable, "-c", HOLDER]
    with subprocess.Popen(line, env=where, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(NoTurn), turns.turn():
            pass
        other.kill()
    with turns.turn():
        pass


def test_slow_work_of_all_kinds_leaves_threads_to_pages() -> None:
    """Each kind has turns enough, and together they may not hold every thread."""
    kinds = [Turns(f"kind-{n}", at_once=1, waiting=0, seconds=0) for n in range(THREADS + 1)]
    leave, began, refused = threading.Event(), threading.Semaphore(0), []

    def work(turns: Turns) -> None:
        try:
            with turns.turn():
                began.release()
                leave.wait(LONG)
        except NoTurn:
            refused.append(turns)
            began.release()

    workers = [threading.Thread(target=work, args=[turns]) for turns in kinds]
    for worker in workers:
        worker.start()
        began.acquire(timeout=LONG)
    leave.set()
    for worker in workers:
        worker.join(LONG)
    assert refused == kinds[THREADS:]
    with kinds[0].turn(), kinds[1].turn():  # one within another holds one thread
        pass


def test_the_server_has_threads_that_slow_work_never_holds() -> None:
    served = runpy.run_path(str(ROOT / "setup" / "serve.py"))
    assert served["threads"] - THREADS >= 3


class Asking(threading.Thread):
    """A request from an address, at work until it may leave; `told` says what became of it."""

    def __init__(self, address: str, turns: Turns, leave: threading.Event) -> None:
        super().__init__()
        self._address, self._turns, self._leave = address, turns, leave
        self.told = ""
        self.start()

    def run(self) -> None:
        asked_by.set(self._address)
        try:
            with self._turns.turn():
                self.told = "at work"
                self._leave.wait(LONG)
        except NoTurn:
            self.told = "refused"


def until(happened: Callable[[], object]) -> None:
    while not happened():
        time.sleep(0.001)


@override_settings(SECRET_KEY="of the tests")  # under one in 256 both addresses share a stripe
@pytest.mark.parametrize("fair", [True, False])
def test_one_address_does_not_have_all_the_turns(fair: bool) -> None:
    turns = Turns(f"fair-{fair}", at_once=2, waiting=2, seconds=LONG, fair=fair)
    leave = threading.Event()
    first = Asking("192.0.2.1", turns, leave)
    until(lambda: first.told)
    more = [Asking("192.0.2.1", turns, leave) for _ in range(2)]
    until(lambda: any(one.told for one in more))
    other = Asking("192.0.2.9", turns, leave)
    if fair:  # one of them waits; the turn that is left is the other's
        until(lambda: other.told)
        assert sorted(one.told for one in more) == ["", "refused"]
    leave.set()
    for one in (first, *more, other):
        one.join(LONG)
    told = sorted(one.told for one in (first, *more, other))
    assert told == ["at work"] * 3 + ["refused" if fair else "at work"]


def test_a_request_tells_whose_it_is(client: Client) -> None:
    client.get("/about/", REMOTE_ADDR="192.0.2.7")
    assert asked_by.get() == "192.0.2.7"
