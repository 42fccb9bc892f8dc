"""What pages cost while records are made: `python -m bench.beside`. Exit 1 if an aim is missed.

Real workers, as `make run` starts them. One after the other, each on a connection of its own, asks
for the same step of the guide: first while nothing else happens, then while two records are made,
as many as the server makes at once on two cores. Rounds take turns,
since chance says which workers take the records; what counts is the 99th of 100 over all rounds.
"""

import argparse
import socket
import sys
import threading
import time

from bench.scene import OWNERS, Ask, case_with, fresh_site, guide_pages, sample_nodes
from bench.web import served

AIM = 4.0
AT_ONCE = 2
PAUSE = 0.005  # seconds between two requests: pages are asked for by people, not by a bench
MOST = 3_000  # requests while records are made


def took(address: tuple[str, int], ask: Ask) -> float:
    """Seconds from opening a connection to the end of the answer. Anything but 200 is a fault."""
    request = ask.wire("127.0.0.1").replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
    began = time.perf_counter()
    answer = b""
    with socket.create_connection(address, timeout=60) as line:
        line.sendall(request)
        while got := line.recv(65_536):
            answer += got
    if not answer.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(answer[:200].decode("latin-1"))
    return time.perf_counter() - began


def make(address: tuple[str, int], number: int, ask: Ask, statuses: list[int]) -> None:
    """Have one record made; its status joins `statuses`.

    Each is asked for from an address of its own, for one address has one turn at a time.
    """
    request = ask.wire("127.0.0.1").replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
    whose = (f"127.0.0.{number}", 0) if sys.platform == "linux" else None
    with socket.create_connection(address, timeout=600, source_address=whose) as line:
        line.sendall(request)
        answer = line.recv(65_536)
        while line.recv(65_536):
            pass
    statuses.append(int(answer.split(b" ", 2)[1]))


def at_rest(address: tuple[str, int], page: Ask, times: int) -> list[float]:
    """Seconds of each of so many requests, with nothing beside them."""
    found = []
    for _ in range(times):
        found.append(took(address, page))
        time.sleep(PAUSE)
    return found


def beside(address: tuple[str, int], page: Ask, records: list[Ask]) -> list[float]:
    """Seconds of each request while all of the records are being made."""
    statuses: list[int] = []
    makers = [
        threading.Thread(target=make, args=(address, number, one, statuses))
        for number, one in enumerate(records, start=2)
    ]
    for maker in makers:
        maker.start()
    found = []
    while not statuses and len(found) < MOST:
        found.append(took(address, page))
        time.sleep(PAUSE)
    for maker in makers:
        maker.join()
    if statuses != [302] * len(records):
        raise RuntimeError(f"the records were answered with {statuses}")
    return found


def share(times: list[float], part: float) -> float:
    """The time in ms that so large a part of all stays under."""
    return sorted(times)[min(len(times) - 1, int(len(times) * part))] * 1e3


def told(times: list[float]) -> str:
    """The half and the 99th of 100."""
    half, most = share(times, 0.5), share(times, 0.99)
    return f"half {half:5.1f} ms, 99 of 100 {most:6.1f} ms ({len(times)} asked)"


def main() -> int:
    """Print one line a round, and the ratio over all rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--times", type=int, default=500, help="requests at rest a round")
    given = parser.parse_args()
    rest, busy = list[float](), list[float]()
    with fresh_site() as data:
        page = guide_pages()[sample_nodes()[1]]
        cases = [case_with(given.visits) for _ in range(AT_ONCE)]
        records = [Ask(f"{case}record/", cookie, form=OWNERS) for case, cookie in cases]
        with served(data) as address:
            at_rest(address, page, 50)  # each worker reads its content at the first request
            for _ in range(given.rounds):
                alone = at_rest(address, page, given.times)
                beside_them = beside(address, page, records)
                print(f"  at rest {told(alone)}   beside {AT_ONCE} records {told(beside_them)}")
                rest, busy = rest + alone, busy + beside_them
    ratio = share(busy, 0.99) / share(rest, 0.99)
    print(f"  all: at rest {told(rest)}   beside {AT_ONCE} records {told(busy)}   {ratio:.1f} × "
          f"(aim {AIM} {'kept' if ratio <= AIM else 'MISSED'})")  # fmt: skip
    return 0 if ratio <= AIM else 1


if __name__ == "__main__":
    sys.exit(main())
