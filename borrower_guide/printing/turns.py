"""So many at a time on this machine; a few may wait, and not for long.

Who works or waits holds a thread of the server. Of those some are never held, whatever is asked
for: pages come and visits are saved beside any slow work.
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings

BUSY = "现在做的人多，请过一会儿再点一次。"
THREADS = 5  # of a worker's eight (setup/serve.py) that slow work may hold
LOOK_AGAIN = 0.05  # seconds


class NoTurn(Exception):
    """Too many are at it already."""


class Turns:
    """Turns for a costly piece of work, `at_once` of them in all processes of the machine.

    In each process `waiting` may wait for `seconds`. A turn is a lock of the operating system on a
    file, which goes with its holder: who is killed leaves none taken.
    """

    def __init__(self, name: str, *, at_once: int, waiting: int, seconds: float) -> None:
        self._name, self._at_once, self._seconds = name, at_once, seconds
        self._inside = threading.BoundedSemaphore(at_once + waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold a turn. Raises NoTurn, at once or after `seconds`."""
        if not self._inside.acquire(blocking=False):
            raise NoTurn
        try:
            with _slow_thread():
                handle = self._waited_for()
                try:
                    yield
                finally:
                    os.close(handle)
        finally:
            self._inside.release()

    def _waited_for(self) -> int:
        until = time.monotonic() + self._seconds
        while (handle := self._free()) is None:
            if time.monotonic() >= until:
                raise NoTurn
            time.sleep(LOOK_AGAIN)
        return handle

    def _free(self) -> int | None:
        """The handle of a lock that nobody held; None if all are held."""
        for number in range(self._at_once):
            handle = _opened(f"{self._name}.{number}")
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
