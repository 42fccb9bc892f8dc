"""A batch, case after case, by one request at a time; what was made stays made.

Who works on a batch holds a lock of the operating system on its folder, which goes with the
process: after a kill the next 继续 begins where this one stopped. A note in the database would
have to outlive its writer, or wait to be believed.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from borrower_guide.desk.accounts.acting import still_in
from borrower_guide.desk.accounts.session import SignedIn
from borrower_guide.desk.batches.files import folder_of
from borrower_guide.desk.batches.making import FULL, NOT_DONE, Done, make
from borrower_guide.desk.models import Batch, BatchItem
from borrower_guide.printing.faults import NotNow
from borrower_guide.turns import BUSY, NoTurn, Turns

# A batch holds a thread for minutes, and one of the renderer's two places again and again.
# Colleagues of one office, behind one address, need not wait for each other's; nor for its papers,
# for an advocate has turns of their own (desk.admitting).
RUNS = Turns("batch", at_once=2, waiting=1, seconds=20, fair=False)
TRIES, PAUSE = 6, 2.0  # at the renderer, and seconds between them
ELSEWHERE = "另一个窗口正在做这一批，或者别人的批次还没做完。请过一会儿再点“继续做”。"
SIGNED_OUT = "已经退出登录。做好的都在，登录以后可以继续做。"
THROWN_AWAY = "这一批已经删掉了。"


class Stopped(Exception):
    """The rest waits for another 继续; `message` (Chinese) says why."""


def run(request: HttpRequest, who: SignedIn, batch: Batch) -> Iterator[Done]:
    """Make what is not made yet, and what failed. Raises Stopped before or between two cases."""
    try:
        with RUNS.turn(), _alone(batch):
            for item in list(_left_to_do(batch)):
                _check(request, who, batch)
                yield _made(request, who, item)
    except NoTurn as fault:
        raise Stopped(ELSEWHERE) from fault
    except OSError as fault:
        raise Stopped(FULL) from fault


def _left_to_do(batch: Batch) -> Iterator[BatchItem]:
    items = batch.items.filter(state__in=NOT_DONE).select_related("matter")
    for item in items.order_by("matter__number"):
        item.batch = batch
        yield item


def _made(request: HttpRequest, who: SignedIn, item: BatchItem) -> Done:
    """Wait for the renderer as often as is polite, then leave it to others."""
    for _ in range(TRIES):
        try:
            return make(request, who, item)
        except NotNow:
            time.sleep(PAUSE)
    raise Stopped(BUSY)


def _check(request: HttpRequest, who: SignedIn, batch: Batch) -> None:
    """Who signs out, or leaves the organisation, ends it at the next case."""
    if not (still_in(who).exists() and request.session.exists(request.session.session_key or "")):
        raise Stopped(SIGNED_OUT)
    if not Batch.objects.filter(pk=batch.pk).exists():
        raise Stopped(THROWN_AWAY)


@contextmanager
def _alone(batch: Batch) -> Iterator[None]:
    """Hold the batch, on this machine. Raises NoTurn after a while, or OSError."""
    folder = folder_of(batch.pk)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    for _ in range(40):
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.5)
    raise NoTurn
