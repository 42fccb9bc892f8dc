"""What pages cost against hello-world through the same middleware: `python -m bench.web`.

CPU time in one process through the whole WSGI application; then requests a second through two
gunicorn workers as `make run` starts them. All pages take turns in every round, so that whatever
else the machine does falls on all of them; ratios are medians over the rounds.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

from bench.load import ceiling, measure
from bench.scene import (
    ROOT,
    TOKEN,
    Ask,
    Got,
    answerer,
    case_with,
    fresh_site,
    guide_pages,
    new_case,
    sample_nodes,
)

HELLO = "hello"
CPU_AIMS = {"guide step, middle": 4.0, "quick form, new case": 6.0}
RATE_AIMS = {"guide step, middle": 1 / 3, "quick form, new case": 1 / 5}
RATED = (HELLO, *RATE_AIMS, "guide step, longest", "quick form, 10 visits", "overview, 10 visits")


def pages() -> dict[str, Ask]:
    """What is measured, by name."""
    guide = guide_pages()
    first, middle, last, result = sample_nodes()
    case, cookie = case_with(10)
    fresh, fresh_cookie = new_case()
    return {
        HELLO: Ask("/bench/hello/"),
        "home": Ask("/"),
        "door": Ask("/door/"),
        "guide step, first": replace(guide[first], cookies={}, first=True),
        "guide step, middle": guide[middle],
        "guide step, longest": guide[last],
        "guide step, refused": Ask(guide[first].path, form=f"csrfmiddlewaretoken={TOKEN}"),
        "guide result": guide[result],
        "quick form, new case": Ask(f"{fresh}visits/new/", fresh_cookie),
        "quick form, 10 visits": Ask(f"{case}visits/new/", cookie),
        "overview, 10 visits": Ask(case, cookie),
    }


def cpu(answer: Callable[[Ask], Got], asks: Mapping[str, Ask], rounds: int) -> dict[str, list]:
    """Microseconds of CPU a request, one number a round; every page in every round."""
    took: dict[str, list[float]] = {name: [] for name in asks}
    times = dict.fromkeys(asks, 20)
    for _ in range(rounds + 1):
        for name, ask in asks.items():
            began = time.process_time()
            for _ in range(times[name]):
                answer(ask)
            used = (time.process_time() - began) / times[name]
            took[name].append(used * 1e6)
            times[name] = min(200, max(5, int(0.05 / used)))
    return {name: each[1:] for name, each in took.items()}  # the first round warms up


def queries(answer: Callable[[Ask], Got], ask: Ask) -> int:
    """How many SQL statements a page needs."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        if (got := answer(ask)).status != 200:
            raise RuntimeError(f"{ask.path}: {got.status}")
    return len(captured)


@contextmanager
def served(data: Path) -> Iterator[tuple[str, int]]:
    """Two gunicorn workers as `make run` has them, on a free port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = os.environ | {"PORT": str(port), "BORROWER_GUIDE_DATA": str(data)}
    line = [sys.executable, "-m", "gunicorn", "--config", "setup/serve.py"]
    server = subprocess.Popen(line, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    try:
        _wait_for(("127.0.0.1", port))
        yield "127.0.0.1", port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _wait_for(address: tuple[str, int]) -> None:
    for _ in range(300):
        try:
            measure(address, Ask("/bench/hello/").wire("127.0.0.1"), 0.5)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not start")


def against(took: Mapping[str, list[float]], name: str) -> float:
    """Median over the rounds of page to hello-world."""
    return median(page / hello for page, hello in zip(took[name], took[HELLO], strict=True))


def print_cpu(answer: Callable[[Ask], Got], asks: Mapping[str, Ask], rounds: int) -> None:
    """One line a page: CPU, ratio, aim, SQL statements, bytes."""
    took = cpu(answer, asks, rounds)
    print(f"CPU in one process, median of {rounds} rounds")
    for name, ask in asks.items():
        ratio, aim = against(took, name), CPU_AIMS.get(name)
        told = f"aim {aim:.1f} {'kept' if ratio <= aim else 'MISSED'}" if aim else ""
        size, sql = len(answer(ask).body), queries(answer, ask)
        print(
            f"  {name:22}{median(took[name]):8.0f} µs {ratio:6.2f} × {sql:3} SQL {size:7} B  {told}"
        )


def print_queries(answer: Callable[[Ask], Got]) -> None:
    """SQL statements of the case pages for cases of growing size."""
    print("SQL statements by number of visits (aim: at most 4, constant)")
    for part in ("", "visits/new/", "record/", "export.json"):
        counts = []
        for visits in (1, 10, 100):
            case, cookie = case_with(visits)
            answer(Ask(case + part, cookie))  # the first look at an overview keeps it
            counts.append(queries(answer, Ask(case + part, cookie)))
        print(f"  {'/cases/…/' + part:28}" + "".join(f"{count:4}" for count in counts))


def print_rates(data: Path, asks: Mapping[str, Ask], rounds: int, seconds: float) -> None:
    """One line a page: requests a second, ratio, aim; and whether the client was the limit."""
    most = ceiling(8_000)
    rates: dict[str, list[float]] = {name: [] for name in RATED}
    client: dict[str, list[float]] = {name: [] for name in RATED}
    with served(data) as address:
        for name in RATED:  # each worker reads its content and templates at the first request
            measure(address, asks[name].wire("127.0.0.1"), seconds)
        for _ in range(rounds):
            for name in RATED:
                rate = measure(address, asks[name].wire("127.0.0.1"), seconds)
                rates[name].append(rate.a_second)
                client[name].append(rate.client)
    print(f"Requests a second through two workers, median of {rounds} rounds of {seconds} s")
    for name in RATED:
        ratio, aim = against(rates, name), RATE_AIMS.get(name)
        told = f"aim {aim:.2f} {'kept' if ratio >= aim else 'MISSED'}" if aim else ""
        print(
            f"  {name:22}{median(rates[name]):8.0f} /s {ratio:6.2f}    "
            f"client {median(client[name]):4.0%} of a core  {told}"
        )
    print(f"  the client alone takes {most:.0f} answers a second: "
          f"{most / median(rates[HELLO]):.1f} times what it was given here")  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--rate-rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0)
    given = parser.parse_args()
    with fresh_site() as data:
        answer, asks = answerer(), pages()
        print_cpu(answer, asks, given.rounds)
        print_queries(answer)
        if given.rate_rounds:
            print_rates(data, asks, given.rate_rounds, given.seconds)


if __name__ == "__main__":
    main()
