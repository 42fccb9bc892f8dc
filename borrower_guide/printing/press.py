"""Papers laid out in a process of their own: what they take goes back, and a kill takes them alone.

A worker forks the press before it has threads, and the press forks once more for each paper: both
share what the worker has loaded. A paper gives way to pages where cores are short; where memory is,
the kernel ends it first, and the page that asked for it says so.
"""

import gc
import logging
import os
import resource
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from multiprocessing.reduction import recv_handle, send_handle
from pathlib import Path
from typing import Any, NoReturn

from borrower_guide.printing.faults import CannotRender

log = logging.getLogger(__name__)

BROKE_OFF = "这次没有做成，可能太长了。写的都还在。请少选几次来访，分几份做。"
NICE = 10
CPU_SECONDS = 600  # 500 full visits take 100 on an ordinary core
# Addresses beyond what a paper was weighed at: the allocator takes them and does not fill them.
ROOM = 1.5
MEGABYTE = 1024 * 1024


class Gone(Exception):
    """The press itself was ended: from now on a paper must be laid out elsewhere."""


class Press:
    """`work` done elsewhere: a function of what can be pickled, whose answer can be, too."""

    def __init__(self, work: Callable[..., Any]) -> None:
        """Fork. The process that asks has one thread so far."""
        self._line, theirs = Pipe()
        self._one_sends = threading.Lock()
        self.pid = os.fork()
        if self.pid == 0:
            self._line.close()
            _serve(theirs, work)
        theirs.close()

    def do(self, most_mb: int | None, *given: Any) -> Any:
        """What `work` answers to `given`, or raises, with so much memory at most; None: any.

        Raises CannotRender where it was ended before, Gone where the press was.
        """
        ours, theirs = Pipe()
        with ours:
            with theirs, self._one_sends:
                try:
                    send_handle(self._line, theirs.fileno(), self.pid)
                except OSError as fault:
                    raise Gone from fault
            try:
                ours.send((most_mb, given))
                answer = ours.recv()
            except (EOFError, OSError) as fault:
                log.error("A paper was ended before it was done.")
                raise CannotRender(BROKE_OFF) from fault
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        """End it, and whatever is still at work."""
        self._line.close()
        os.waitpid(self.pid, 0)


def _serve(line: Connection, work: Callable[..., Any]) -> NoReturn:
    """Fork for each paper that comes, until nobody is there who could send one."""
    papers = set[int]()
    try:
        _leave_the_server(line.fileno())
        with suppress(EOFError, OSError):
            while True:
                papers |= _begun(recv_handle(line), line, work)
                papers -= set(_ended(os.WNOHANG))
    finally:
        for paper in papers:  # nobody waits for them
            os.kill(paper, signal.SIGKILL)
        papers -= set(_ended(0))
        os._exit(0)


def _begun(theirs: int, line: Connection, work: Callable[..., Any]) -> set[int]:
    """The process of a paper. Where none can be had, who asked sees the line end."""
    try:
        if (paper := os.fork()) == 0:
            _print(theirs, line, work)
        return {paper}
    except OSError:
        return set()
    finally:
        os.close(theirs)


def _leave_the_server(line: int) -> None:
    """No signal of the server is meant for this process, and its port is not to be kept open.

    Nor is Ctrl+C, or a stop of all that runs: the worker lets papers end, and this ends with it.
    """
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        with suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_DFL)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    os.closerange(3, line)
    os.closerange(line + 1, os.sysconf("SC_OPEN_MAX"))


def _ended(options: int) -> Iterator[int]:
    """Each process of a paper that has ended, or as `options` of waitpid say."""
    with suppress(ChildProcessError):
        while paper := os.waitpid(-1, options)[0]:
            yield paper


def _print(theirs: int, line: Connection, work: Callable[..., Any]) -> NoReturn:
    try:
        line.close()  # that the press has ended is seen at once, whatever is still printing
        gc.disable()  # it would touch what is shared, and all goes with the process
        asker = Connection(theirs)
        most_mb, given = asker.recv()
        _give_way(most_mb)
        asker.send(_answer(work, given))
    finally:
        os._exit(0)


def _answer(work: Callable[..., Any], given: Any) -> Any:
    try:
        return work(*given)
    except CannotRender as fault:
        return fault
    except MemoryError:
        return CannotRender(BROKE_OFF)
    except Exception as fault:
        at = traceback.extract_tb(fault.__traceback__)[-1]
        kind = type(fault).__name__  # without its message, which may have words of the case
        log.error("A paper could not be laid out: %s, %s line %s", kind, at.filename, at.lineno)
        return RuntimeError(kind)


def _give_way(most_mb: int | None) -> None:
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    with suppress(OSError):  # Linux alone has these
        Path("/proc/self/oom_score_adj").write_text("1000")
        if most_mb:
            pages = int(Path("/proc/self/statm").read_text().split()[0])
            most = pages * resource.getpagesize() + int(most_mb * MEGABYTE * ROOM)
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
