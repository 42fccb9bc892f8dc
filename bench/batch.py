"""What a batch costs against its cases printed one by one: `python -m bench.batch`. Exit 1: MISSED.

Through the whole application, in one process. A batch of so many cases with covers, three copies
and one PDF at the end takes turns with the same cases made singly from their record's page and
downloaded, case by case, so that whatever else the machine does falls on both. Then the most memory
held after ten cases, and after all and the download, in a process of its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.scene import OWNERS, ROOT, TOKEN, Ask, answerer, case_file, fresh_site

AIM, FEW, MOST_MORE = 1.15, 10, 25.0  # MB
PIECE = "做好了".encode()


@dataclass
class Cost:
    """Seconds."""

    cpu: float = 0
    wall: float = 0

    def __iadd__(self, other: "Cost") -> "Cost":
        self.cpu, self.wall = self.cpu + other.cpu, self.wall + other.wall
        return self


class Clock:
    """What the block took."""

    def __enter__(self) -> Cost:
        self.began, self.cost = (time.process_time(), time.perf_counter()), Cost()
        return self.cost

    def __exit__(self, *_: object) -> None:
        self.cost.cpu = time.process_time() - self.began[0]
        self.cost.wall = time.perf_counter() - self.began[1]


def office(cases: int, visits: int) -> tuple[Any, list[Any], dict[str, str]]:
    """An advocate with so many cases on the desk: batch to make, cases, cookies."""
    from django.utils import timezone

    from borrower_guide.cases.taking.from_file import new_entries
    from borrower_guide.desk.batches.beginning import begin
    from borrower_guide.desk.batches.wanted import Wanted
    from tests.cases.made import a_case
    from tests.desk.made import a_desk, taken

    desk, news = a_desk(), list(new_entries(case_file(visits), imported=False))[1:]
    made = [a_case(*news) for _ in range(cases)]
    matters = frozenset(taken(desk, one).pk for one in made)
    wanted = Wanted(matters=matters, codes=frozenset({"record", "cover"}))
    cookies = {name: one.value for name, one in desk.client.cookies.items()}
    return begin(desk.who, wanted, timezone.now()), made, cookies


def growing(batch: Any, cookies: dict[str, str]) -> Iterator[bytes]:
    """The page of 开始做, piece by piece."""
    from borrower_guide.wsgi import application

    ask = Ask(f"/desk/batches/{batch.pk}/go/", cookies, form=f"csrfmiddlewaretoken={TOKEN}")
    response = application(ask.environ(), lambda *_: None)
    yield from response
    response.close()


def download(batch: Any, cookies: dict[str, str]) -> int:
    """Take the joined PDF as a server would send it; its bytes, none of them kept."""
    from borrower_guide.wsgi import application

    ask = Ask(f"/desk/batches/{batch.pk}/batch.pdf", cookies)
    told: list[str] = []
    response = application(ask.environ(), lambda status, *_: told.append(status))
    size = sum(len(piece) for piece in response)
    response.close()
    if not told[0].startswith("200"):
        raise RuntimeError(told[0])
    return size


def single(answer: Any, case: Any) -> None:
    """One case as its owner prints it: made, then downloaded."""
    from borrower_guide.cases.access.cookies import PREFIX
    from borrower_guide.cases.entries import new_id

    cookie = {PREFIX + case.case.pk: case.holding.sealed()}
    form = f"{OWNERS}&entry={new_id()}"
    got = answer(Ask(f"/cases/{case.case.pk}/record/", cookie, form=form))
    if got.status != 302:
        raise RuntimeError(f"a single record: {got.status}")
    answer(Ask(f"/cases/{case.case.pk}/record/record.pdf", cookie))


def ratio(cases: int, visits: int) -> tuple[Cost, Cost, int]:
    """The batch, the single ones, and the bytes of the joined PDF."""
    from borrower_guide.cases.taking.from_file import new_entries
    from borrower_guide.printing.render import warm
    from tests.cases.made import a_case

    batch, _, cookies = office(cases, visits)
    news = list(new_entries(case_file(visits), imported=False))[1:]
    alone, answer = [a_case(*news) for _ in range(cases + 1)], answerer()
    warm()
    single(answer, alone.pop())
    together, singly, pieces = Cost(), Cost(), growing(batch, cookies)
    while True:
        with Clock() as cost:
            piece = next(pieces, None)
        together += cost
        if piece is None:
            break
        if PIECE in piece and alone:
            with Clock() as cost:
                single(answer, alone.pop())
            singly += cost
    if alone or batch.items.exclude(state="made").exists():
        raise RuntimeError("not all cases were made")
    with Clock() as cost:
        size = download(batch, cookies)
    together += cost
    return together, singly, size


def peaks(cases: int, visits: int) -> tuple[float, float]:
    """MB held most by this process after FEW cases of a batch, and after all and its download."""
    batch, _, cookies = office(cases, visits)
    held = []
    for piece in growing(batch, cookies):
        held += [_held()] if PIECE in piece else []
    download(batch, cookies)
    return held[:FEW][-1], _held()


def _held() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def measured_peaks(cases: int, visits: int) -> list[float]:
    """That, in a process of its own."""
    line = [sys.executable, "-m", "bench.batch", "--peaks", str(cases), str(visits)]
    done = subprocess.run(line, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return list(json.loads(done.stdout))


def main() -> int:
    """Print the figures, or (`--peak`) one for the parent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=50)
    parser.add_argument("--visits", type=int, default=5)
    parser.add_argument("--peaks", type=int, nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    with fresh_site():
        if given.peaks:
            print(json.dumps(peaks(*given.peaks)))
            return 0
        together, singly, size = ratio(given.cases, given.visits)
    few, many = measured_peaks(given.cases, given.visits)
    cpu, wall = together.cpu / singly.cpu, together.wall / singly.wall
    fine = cpu <= AIM and many - few <= MOST_MORE
    print(f"{given.cases} cases of {given.visits} visits, covers, 3 copies, {size / 1e6:.1f} MB")
    print(f"  batch {together.cpu:.1f} s CPU, singly {singly.cpu:.1f} s")
    print(f"  batch to single ones: CPU {cpu:.3f} ×, wall {wall:.3f} ×, aim {AIM}")
    print(f"  most memory: after {FEW} cases {few:.0f} MB, after all {many:.0f} MB")
    print(f"  {'kept' if fine else 'MISSED'}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
