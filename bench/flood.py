"""One visitor asks for long papers over several lines: `python -m bench.flood`. Exit 1: MISSED.

Real workers, as `make run` starts them (Linux alone). While one address asks for records that fill
what a paper may take, and for one over it, another has small ones made and asks for pages. These
come, and the server with all its processes holds no more than the machine it is meant for.
"""

import argparse
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from bench.beside import at_rest, make, share, took
from bench.scene import OWNERS, Ask, case_with, fresh_site, guide_pages, sample_nodes
from bench.web import served

MOST_MB = 1_700  # of 2 GB, what the system leaves
LINES, SMALL, PAGES = 4, 3, 60
FLOODING, OTHER = 2, 3  # the last byte of either's address


def processes_of(parent: int) -> list[int]:
    """All that it began, and those began."""
    line = ["ps", "-eo", "pid=,ppid="]
    told = subprocess.run(line, check=True, stdout=subprocess.PIPE, text=True).stdout
    pairs = [tuple(map(int, row.split())) for row in told.splitlines()]
    found = [parent]
    for one in found:
        found += [pid for pid, above in pairs if above == one]
    return found[1:]


def held(process: int) -> float:
    """MB of it in memory; of what it shares with others its part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:  # just ended
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1e3


class Watch(threading.Thread):
    """Looks again and again how much is held."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.over = 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.over.wait(0.3):
            self.most = max(self.most, sum(map(held, processes_of(os.getpid()))))


def record_of(visits: int) -> Ask:
    """The press of the button on 打印稿 of a case of so many."""
    case, cookie = case_with(visits)
    return Ask(f"{case}record/", cookie, form=OWNERS)


def asked(address: tuple[str, int], who: int, ask: Ask, statuses: list[int]) -> threading.Thread:
    """A record on its way; its status joins `statuses`."""
    maker = threading.Thread(target=make, args=(address, who, ask, statuses))
    maker.start()
    return maker


def beside(address: tuple[str, int], page: Ask, few: list[Ask], small: list[int]) -> list[float]:
    """Seconds of each page while the small records are made, one after the other."""
    times = []
    for one in few:
        maker = asked(address, OTHER, one, small)
        for _ in range(PAGES):
            times.append(took(address, page))
            time.sleep(0.02)
        maker.join()
    return times


def main() -> int:
    """Print what came of each, and the most memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=100, help="of each long record")
    given = parser.parse_args()
    flooding, small = list[int](), list[int]()
    with fresh_site() as data:
        page = guide_pages()[sample_nodes()[1]]
        long = [record_of(given.visits) for _ in range(LINES)] + [record_of(500)]
        few = [record_of(1) for _ in range(SMALL)]
        with served(data) as address:
            at_rest(address, page, PAGES)  # each worker reads its content at the first request
            watch = Watch()
            flood = [asked(address, FLOODING, one, flooding) for one in long]
            times = beside(address, page, few, small)
            for one in flood:
                one.join()
            watch.over.set()
    return told(sorted(flooding), small, times, watch.most)


def told(flooding: list[int], small: list[int], times: list[float], most: float) -> int:
    """Print it; 1 if an aim is missed."""
    fine = set(small) == {302} and 302 in flooding and most <= MOST_MB
    print(f"  long records of one address {flooding}, small ones of another {small}")
    print(f"  pages: 99 of 100 within {share(times, 0.99):.0f} ms; most memory {most:.0f} MB")
    print(f"  aim: small ones made, at most {MOST_MB} MB: {'kept' if fine else 'MISSED'}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
