"""Two workers of the server make one batch at once; prints JSON.

Run by test_killed.py in a process of its own: `python -m tests.desk.batches.two_workers`.
"""

import os
from collections.abc import Callable
from typing import Any

from tests.desk.batches.apart import tell

CASES = 3


def run() -> dict[str, Any]:
    from django.db import connections

    from tests.desk.batches.made import Office, records_in

    office = Office(CASES)
    batch = office.begin()
    connections.close_all()
    told, go_on = Line(), Line()
    first = forked(lambda: at_work(office, batch, told, go_on))
    begun = told.heard()
    second = forked(lambda: comes_too(office, batch, told))
    waits = told.heard()
    go_on.say("go on")
    for child in (first, second):
        os.waitpid(child, 0)
    told.say("end")
    lines = [waits, *iter(told.heard, "end")]
    return {
        "begun": begun,
        "waits": waits,
        "made": sorted(line for line in lines if line.startswith("made")),
        "states": office.states(batch),
        "records": [records_in(one) for one in office.made],
    }


class Line:
    """A pipe that the processes speak over."""

    def __init__(self) -> None:
        reading, self._writing = os.pipe()
        self._lines = os.fdopen(reading)

    def say(self, words: str) -> None:
        os.write(self._writing, f"{words}\n".encode())

    def heard(self) -> str:
        return self._lines.readline().strip()


def forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def at_work(office: Any, batch: Any, told: Line, go_on: Line) -> None:
    """With the first case begun, wait until the other has come."""
    from borrower_guide.desk.batches import making

    printing, count = making.papers_of, iter(range(CASES))

    def waits(*given: Any) -> Any:
        if next(count) == 0:
            told.say("begun")
            go_on.heard()
        return printing(*given)

    making.papers_of = waits
    told.say(f"made {office.go(batch).count('做好了：')}")


def comes_too(office: Any, batch: Any, told: Line) -> None:
    """Say once that the batch is held; where nothing held it, it would be made here as well."""
    from borrower_guide.desk.batches import running

    sleep, said = running.time.sleep, list[str]()

    def waits(seconds: float) -> None:
        if not said:
            said.append("waits")
            told.say("waits")
        sleep(seconds)

    running.time.sleep = waits  # type: ignore[assignment]
    told.say(f"made {office.go(batch).count('做好了：')}")


if __name__ == "__main__":
    tell(run)
