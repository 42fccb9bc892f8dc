"""Papers laid out as the server does it; prints JSON. Run by test_press.py in a process of its own,
for a fork wants a process with one thread: `python -m tests.printing.pressing`."""

import json
import os
import select
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

LONG = 60  # seconds: only a fault takes as long
PAGE = '<html lang="zh-CN"><title>试</title><p>{}</p></html>'


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # with data of this run alone
    import django

    django.setup()
    from borrower_guide.printing import render

    render.warm()
    render.TURNS._seconds = 600  # however slow two papers are, the third waits for them
    here = render.render_pdf(PAGE.format("一"))
    render.open_press()
    told = {
        "same": render.render_pdf(PAGE.format("一")) == here,
        "missing glyph": fault(PAGE.format("👨")),
        "at once": at_once(3),
    }
    told["press killed"] = without_its_press(render) == here
    told["unforeseen"] = unforeseen()
    told |= {"killed": killed(), "too much": too_much(), "elsewhere": elsewhere()}
    told |= {"no process": no_process(), "orphan gone": orphan_gone()}
    told["stopped"] = pressed(stop_all)
    told["after"] = render.render_pdf(PAGE.format("一")) == here
    sys.stdout.write(json.dumps(told))


def without_its_press(render: Any) -> Any:
    """A paper of a worker whose press was killed."""
    os.kill(render._press.pid, signal.SIGKILL)
    os.waitid(os.P_PID, render._press.pid, os.WEXITED | os.WNOWAIT)
    made = render.render_pdf(PAGE.format("一"))
    render.close_press()
    return made


def fault(html: str) -> str:
    from borrower_guide.printing.render import CannotRender, render_pdf

    try:
        render_pdf(html)
    except CannotRender as found:
        return str(found)
    return ""


def at_once(count: int) -> int:
    """How many of so many papers, asked for by threads together, came out."""
    from borrower_guide.printing.render import render_pdf

    made: list[Any] = []
    threads = [
        threading.Thread(target=lambda: made.append(render_pdf(PAGE.format("一" * 2000))))
        for _ in range(count)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(made)


def pressed(work: Any, most_mb: int | None = None) -> Any:
    """What a press of its own answers; a fault by its words."""
    from borrower_guide.printing.press import CannotRender, Press

    press = Press(work)
    try:
        return press.do(most_mb)
    except CannotRender as found:
        return str(found)
    finally:
        press.close()


def unforeseen() -> list[str]:
    """What comes back of a fault nobody thought of, and goes to the log; its message is a word."""

    def work() -> None:
        raise LookupError("金丝雀")

    try:
        pressed(work)
    except RuntimeError as found:
        return [str(found)]
    return []


def killed() -> str:
    return str(pressed(lambda: os.kill(os.getpid(), signal.SIGKILL)))


def too_much() -> str:
    """Two hundred megabytes where ten were allowed."""
    return str(pressed(lambda: len(bytes(200_000_000)), 10))


def elsewhere() -> dict[str, Any]:
    """What the kernel is told of the process that lays out."""

    def asked() -> dict[str, Any]:
        return {
            "oom": Path("/proc/self/oom_score_adj").read_text().strip(),
            "nice": os.nice(0),
            "ours": os.getpid(),
            "files": len(list(Path("/proc/self/fd").iterdir())),
        }

    found: dict[str, Any] = pressed(asked)
    return {**found, "ours": found["ours"] == os.getpid(), "ours nice": os.nice(0)}


def no_process() -> list[str]:
    """What two papers answer where the first one's press gets no process for it."""
    from borrower_guide.printing.press import CannotRender, Gone, Press

    fork, count = os.fork, iter(range(9))

    def refused_once() -> int:
        if next(count) == 1:  # the first is the press
            raise BlockingIOError
        return fork()

    os.fork = refused_once
    press, told = Press(lambda: "made"), []
    os.fork = fork
    for _ in range(2):
        try:
            told.append(str(press.do(None)))
        except (CannotRender, Gone) as found:
            told.append(str(found))
    press.close()
    return told


def stop_all() -> str:
    """What a paper answers after a stop of everything: its press and itself."""
    for process in (os.getppid(), os.getpid()):
        os.kill(process, signal.SIGTERM)
    return "made"


def orphan_gone() -> bool:
    """Whether a paper ends with the worker that asked for it, which is killed."""
    from borrower_guide.printing.press import Press

    reading, writing = os.pipe()
    worker = os.fork()
    if worker == 0:
        os.dup2(writing, 1)  # all that is left open in a press and its papers
        Press(lambda: (os.write(1, b"!"), time.sleep(9 * LONG))).do(None)
    os.close(writing)
    os.read(reading, 1)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    ended, _, _ = select.select([reading], [], [], LONG)  # once nobody holds the other end
    return bool(ended)


if __name__ == "__main__":
    main()
