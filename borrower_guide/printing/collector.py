"""No garbage collection while a paper is laid out, and one round of it afterwards.

A layout keeps nearly all that it makes until its end, so every full round in between walks over
more in vain, all other threads waiting (`python -m bench.beside`). What it leaves is tied in knots;
it is taken at once, since where papers overlap the collector may rest all day.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Collector:
    """Python's collector, at rest as long as anybody wants it to be."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._resting = 0

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Nothing is collected in the block; afterwards what it left behind is."""
        self._more(1)
        try:
            yield
        finally:
            self._more(-1)
            gc.collect()

    def _more(self, step: int) -> None:
        with self._lock:
            self._resting += step
            if self._resting:
                gc.disable()
            else:
                gc.enable()


COLLECTOR = Collector()
