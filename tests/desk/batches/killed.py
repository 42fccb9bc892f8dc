"""Kill a batch while it prints and while it puts away, then take it up again; prints JSON.

Run by test_killed.py in a process of its own: `python -m tests.desk.batches.killed`.
"""

import os
import signal
import time
from collections.abc import Callable
from typing import Any

from tests.desk.batches.apart import tell

CASES = 4


def run() -> dict[str, Any]:
    from django.db import connections

    from tests.desk.batches.made import Office, records_in

    office = Office(CASES)
    batch = office.begin(way="cover")
    connections.close_all()
    told = []
    for job in (_at_work, _putting_away):
        _killed(job, office, batch)
        told.append(office.states(batch).count("made"))
        connections.close_all()
    page = office.go(batch)
    named = {one["file"] for item in batch.items.all() for one in _listed(office, item)}
    return {
        "made": told,
        "last": page.count("做好了："),
        "states": office.states(batch),
        "records": [records_in(made) for made in office.made],
        "missing": sorted(named - _files(batch)),
        "whole": office.zip(batch).testzip() is None,
    }


def _killed(job: Callable[[Any, Any, int], None], office: Any, batch: Any) -> None:
    """Do it in a process that dies of SIGKILL, by its own hand or once it says that it prints."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        job(office, batch, writing)
        os._exit(1)  # it was to be killed
    os.close(writing)
    with os.fdopen(reading, "rb") as lines:
        if lines.readline():
            time.sleep(0.3)
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("it was not killed")


def _at_work(office: Any, batch: Any, tell: int) -> None:
    """Tell when the second case is begun."""
    from borrower_guide.desk.batches import making

    printing, count = making.papers_of, iter(range(CASES))

    def told(*given: Any) -> Any:
        second = next(count) == 1
        if second:
            os.write(tell, b"working\n")
        papers = printing(*given)
        if second:
            signal.pause()  # on a quick machine too it dies before they are put away
        return papers

    making.papers_of = told
    office.go(batch)


def _putting_away(office: Any, batch: Any, _tell: int) -> None:
    """Die with the second record in its case and half of the case's files in the batch."""
    from borrower_guide.desk.batches import files

    keep, count = files.keep, iter(range(2 * CASES))

    def dies(*given: Any) -> Any:
        if next(count) == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return keep(*given)

    files.keep = dies
    office.go(batch)


def _listed(office: Any, item: Any) -> list[dict[str, Any]]:
    from dataclasses import asdict

    from borrower_guide.desk.batches.files import listed

    [made] = [one for one in office.made if one.case.pk == item.matter.ref]
    return [asdict(one) for one in listed(item, made.key)]


def _files(batch: Any) -> set[str]:
    from borrower_guide.desk.batches.files import folder_of

    return {path.name for path in folder_of(batch.pk).iterdir()}


if __name__ == "__main__":
    tell(run)
