"""So many at a time; a few may wait, and not for long. A waiter holds a thread of the server."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

BUSY = "现在做的人多，请过一会儿再点一次。"


class NoTurn(Exception):
    """Too many are at it already."""


class Turns:
    """Turns for a costly piece of work, `at_once` of them; `waiting` may wait for `seconds`."""

    def __init__(self, *, at_once: int, waiting: int, seconds: float) -> None:
        self._working = threading.BoundedSemaphore(at_once)
        self._inside = threading.BoundedSemaphore(at_once + waiting)
        self._seconds = seconds

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold a turn. Raises NoTurn, at once or after `seconds`."""
        if not self._inside.acquire(blocking=False):
            raise NoTurn
        try:
            if not self._working.acquire(timeout=self._seconds):
                raise NoTurn
            try:
                yield
            finally:
                self._working.release()
        finally:
            self._inside.release()
