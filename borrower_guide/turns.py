"""So many at a time on this machine; a few may wait, and not for long.

Who works or waits holds a thread of the server. Of those some are never held, whatever is asked
for: pages come and visits are saved beside any slow work. And what one asks for, an address or an
advocate, comes one after the other, so that nobody has all the turns.
"""

import fcntl
import hashlib
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar

from django.conf import settings

BUSY = "现在做的人多，请过一会儿再点一次。"
THREADS = 5  # of a worker's eight (setup/serve.py) that slow work may hold
LOOK_AGAIN = 0.05  # seconds
# Whose request this thread answers, an address or an advocate's account; empty for a command. Set
# by cases.middleware and desk.admitting.
asked_by: ContextVar[str] = ContextVar("asked_by", default="")


class NoTurn(Exception):
    """Too many are at it already."""


class Turns:
    """Turns for a costly piece of work, `at_once` of them in all processes of the machine.

    In each process `waiting` may wait for `seconds`. With `fair` whoever asks has one turn at a
    time, and one waits for it. A turn is a lock of the operating system on a file, which goes with
    its holder: who is killed leaves none taken.
    """

    def __init__(
        self, name: str, *, at_once: int, waiting: int, seconds: float, fair: bool = True
    ) -> None:
        self._name, self._seconds, self._fair = name, seconds, fair
        self._places = [f"{name}.{number}" for number in range(at_once)]
        self._inside = threading.BoundedSemaphore(at_once + waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold a turn. Raises NoTurn, at once or after `seconds`."""
        if not self._inside.acquire(blocking=False):
            raise NoTurn
        try:
            until = time.monotonic() + self._seconds
            with _slow_thread(), self._own_turn(until), _held(self._places, until):
                yield
        finally:
            self._inside.release()

    @contextmanager
    def _own_turn(self, until: float) -> Iterator[None]:
        who = asked_by.get()
        if not self._fair or not who:
            yield
            return
        stripe = _stripe(who)
        with ExitStack() as ours:
            with _held([f"{self._name}.next.{stripe}"], 0):
                ours.enter_context(_held([f"{self._name}.of.{stripe}"], until))
            yield


def _stripe(who: str) -> str:
    """One byte of a keyed digest, so that the names of the files tell of nobody; few share it."""
    key = settings.SECRET_KEY.encode()[:64]
    return hashlib.blake2b(who.encode(), key=key, digest_size=1).hexdigest()


@contextmanager
def _held(names: Sequence[str], until: float) -> Iterator[None]:
    """Hold one of these locks, as soon as one is free. Raises NoTurn after `until`."""
    while (handle := _free(names)) is None:
        if time.monotonic() >= until:
            raise NoTurn
        time.sleep(LOOK_AGAIN)
    try:
        yield
    finally:
        os.close(handle)


def _free(names: Sequence[str]) -> int | None:
    """The handle of a lock that nobody held; None if all are held."""
    for name in names:
        handle = _opened(name)
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        os.close(handle)
    return None


def _opened(name: str) -> int:
    """A file to lock. Raises NoTurn where a full disk has no room for its name."""
    folder = settings.DATA_DIR / "turns"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        return os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as fault:
        raise NoTurn from fault


_slow = threading.BoundedSemaphore(THREADS)
_here = threading.local()


@contextmanager
def _slow_thread() -> Iterator[None]:
    """This thread, as one of THREADS; a turn within a turn holds it already."""
    if getattr(_here, "held", False):
        yield
        return
    if not _slow.acquire(blocking=False):
        raise NoTurn
    _here.held = True
    try:
        yield
    finally:
        _here.held = False
        _slow.release()
