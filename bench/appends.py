"""How fast entries are kept, against bare SQLite inserts: `python -m bench.appends`.

Bare: the last number read and a row of 1.5 kB inserted, one transaction, WAL, FULL, IMMEDIATE, as
fast as SQLite's own module can. Ours, in the same run and on the same disk: a visit of that size
checked by its type, written by `writing.add_visit` (the verb of the page), encrypted, chained,
committed. One writer, then eight processes, each with a case of its own; bare and ours take turns.
Exit 1 if ours is below a third of bare or anybody met a busy database.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from bench.scene import fresh_site

SECONDS, ROUNDS, BYTES, AIM = 1.5, 5, 1_500, 1 / 3
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;"
TABLE = "CREATE TABLE row (who INTEGER, seq INTEGER, sealed BLOB, UNIQUE (who, seq))"
Write = Callable[[], object]
Begin = Callable[[int], Write]


def bare(data: Path) -> Begin:
    """Rows of noise into a database of their own."""

    def connected() -> sqlite3.Connection:
        connection = sqlite3.connect(data / "bare.sqlite3", timeout=20, isolation_level=None)
        connection.executescript(PRAGMAS)
        return connection

    connected().execute(TABLE)

    def begin(who: int) -> Write:
        connection, noise = connected(), os.urandom(BYTES)
        last = "SELECT MAX(seq) FROM row WHERE who = ?"

        def write() -> None:
            connection.execute("BEGIN IMMEDIATE")
            [seq] = connection.execute(last, [who]).fetchone()
            values = [who, (seq or 0) + 1, noise]
            connection.execute("INSERT INTO row VALUES (?, ?, ?)", values)
            connection.execute("COMMIT")

        return write

    return begin


def ours(_: Path) -> Begin:
    """Visits into new cases."""
    from django.http import HttpRequest
    from django.utils import timezone

    from borrower_guide.cases import writing
    from borrower_guide.cases.access import cookies
    from borrower_guide.cases.entries import new_id
    from borrower_guide.cases.gate import OpenCase
    from borrower_guide.cases.models import CaseFile, KeySlot
    from borrower_guide.schema.visit import Visit

    told = {"started_at": "2026-11-20T22:40:00+08:00", "acts": ["insulted", "refused_to_leave"]}
    told["account"] = "敲门，不肯走。" * 50  # about 1.5 kB as an entry, sealed

    def begin(_: int) -> Write:
        today, holding = timezone.localdate(), cookies.Holding.begun()
        case = CaseFile(id=holding.ref, created_on=today, last_used_on=today)

        def opened(slot: KeySlot | None) -> OpenCase:
            return OpenCase(request, holding, case, slot)

        request = HttpRequest()
        slot = KeySlot(pk=holding.slot, case=case)
        _visit(opened(None))

        def write() -> None:
            _visit(opened(slot))

        return write

    def _visit(opened: Any) -> None:
        visit = Visit.read({"id": "V1", **told}, now=timezone.now()).to_payload()
        del visit["id"]
        writing.add_visit(opened, entry_id=new_id(), payload=visit)

    return begin


def rate(begin: Begin, writers: int, seconds: float) -> tuple[float, int]:
    """Rows a second that all of them keep, and how many could not be kept."""
    from django.db import connections

    connections.close_all()
    pipes = [_started(begin, who, time.time() + 0.5, seconds) for who in range(writers)]
    told = [_told(pipe) for pipe in pipes]
    for _ in pipes:
        os.wait()
    return sum(kept for kept, _ in told) / seconds, sum(failed for _, failed in told)


def _started(begin: Begin, who: int, at: float, seconds: float) -> int:
    reading, writing = os.pipe()
    if os.fork():
        os.close(writing)
        return reading
    kept, failed, write = 0, 0, begin(who)
    time.sleep(max(0.0, at - time.time()))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            write()
            kept += 1
        except Exception:  # whatever it was, it was not kept
            failed += 1
    os.write(writing, f"{kept} {failed}".encode())
    os._exit(0)


def _told(pipe: int) -> tuple[int, int]:
    with os.fdopen(pipe) as told:
        kept, failed = told.read().split()
    return int(kept), int(failed)


def size_of_a_row() -> int:
    """Bytes of the last sealed entry."""
    from borrower_guide.cases.models import SealedEntry

    return len(SealedEntry.objects.latest("pk").sealed)


def main() -> int:
    """Print the table."""
    good = True
    with fresh_site() as data:
        ways = {"bare": bare(data), "ours": ours(data)}
        for writers in (1, 8):
            rates: dict[str, list[float]] = {name: [] for name in ways}
            failures = 0
            for _ in range(ROUNDS):
                for name, begin in ways.items():
                    kept, failed = rate(begin, writers, SECONDS)
                    rates[name].append(kept)
                    failures += failed
            pairs = zip(rates["ours"], rates["bare"], strict=True)
            ratio = median(mine / bare for mine, bare in pairs)
            good = good and ratio >= AIM and not failures
            print(
                f"{writers} writer(s): bare {median(rates['bare']):6.0f} /s, "
                f"ours {median(rates['ours']):6.0f} /s, ratio {ratio:.2f}, "
                f"{failures} busy or failed; rows of {size_of_a_row()} B"
            )
    print(f"at least a third of bare, nobody turned away: {'kept' if good else 'MISSED'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
