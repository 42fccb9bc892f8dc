"""Kill savers at random moments and look for what was lost: `python bench/kill_saves.py 1000`.

Each round forks a process that saves entries, or exhibits with their files, or makes cases and
deletes them, one after the other, and confirms each on a pipe; the parent kills it with SIGKILL.
At the end the sweep runs, and what is there is compared with what was confirmed. Prints one JSON
object; exit 1 if anything confirmed is missing, half written or half deleted, out of chain, or if
the sweep leaves a file that belongs to nothing.
"""

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

Say = Callable[..., object]
WRONG = ("lost", "broken", "half_deleted", "orphans", "damaged")


def main(rounds: int, seed: int) -> int:
    """Run the rounds in a data directory of their own, which goes afterwards."""
    data = tempfile.mkdtemp(prefix="kill-saves-")
    os.environ["BORROWER_GUIDE_DATA"] = data
    os.environ["BORROWER_GUIDE_RESERVE_MB"] = "0"  # how full this disk is, is not tried
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "borrower_guide.settings")
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    try:
        result = run(rounds, random.Random(seed))
    finally:
        shutil.rmtree(data, ignore_errors=True)
    sys.stdout.write(json.dumps(result) + "\n")
    return 1 if any(result[name] for name in WRONG) else 0


def run(rounds: int, chance: random.Random) -> dict[str, int]:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    settings.SCRYPT_COST = 2**8  # the cost of a guess is not what is tried here
    call_command("migrate", verbosity=0)
    from tests.cases.made import a_case

    made = a_case()
    connections.close_all()
    told: list[list[str]] = []
    for _ in range(rounds):
        told += _one_round(made, chance.choice(JOBS), chance.randint(1, 4), chance.random() * 0.03)
    return {"rounds": rounds, **_saved(made, told), **_deleted(told), **_swept(), **_intact()}


def _one_round(
    made: Any, job: Callable[[Any, Say], NoReturn], lines_first: int, after: float
) -> list[list[str]]:
    """What was confirmed before the kill, as words of a line."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        job(made, lambda *words: os.write(writing, (" ".join(words) + "\n").encode()))
    os.close(writing)
    with os.fdopen(reading, "rb") as lines:
        # Kill only a process that has begun, however slow the machine is.
        first = b"".join(lines.readline() for _ in range(lines_first))
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        told = (first + lines.read()).decode().splitlines(keepends=True)
    return [line.split() for line in told if line.endswith("\n")]


def _save(made: Any, say: Say) -> NoReturn:
    from tests.cases.made import a_visit

    while True:
        [entry] = made.append(a_visit(account="经过" * 200))
        say("saved", entry.id)


def _upload(made: Any, say: Say) -> NoReturn:
    while True:
        say("saved", _exhibit(made))


def _delete(_made: Any, say: Say) -> NoReturn:
    from borrower_guide.cases import journal
    from tests.cases.made import a_case

    while True:
        other = a_case()
        _exhibit(other)
        say("made", other.case.pk, other.key.hex())
        journal.erase(other.case)
        say("gone", other.case.pk)


JOBS = (_save, _upload, _delete)


def _exhibit(made: Any) -> str:
    """Save an exhibit with some chunks of bytes; the id of its entry."""
    from borrower_guide.cases.entries import Kind, NewEntry, new_id
    from borrower_guide.cases.exhibits import files as exhibit_files

    staged = exhibit_files.sealed_bytes(made.case.pk, os.urandom(150_000))
    opened = _opened(made.case, made.key)
    payload = {"kind": "photo", "sha256": staged.sha256, "size": staged.size}
    with exhibit_files.kept(opened, staged):
        [entry] = opened.append(NewEntry(kind=Kind.EXHIBIT, subject=new_id(), payload=payload))
    return entry.id


def _opened(case: Any, key: bytes) -> Any:
    from dataclasses import replace

    from django.http import HttpRequest

    from borrower_guide.cases.access.cookies import Holding
    from borrower_guide.cases.gate import OpenCase
    from borrower_guide.cases.models import KeySlot

    return OpenCase(HttpRequest(), replace(Holding.begun(), key=key), case, KeySlot(case=case))


def _faults(case: Any, key: bytes) -> int:
    """1 if a case cannot be read whole: its chain, and the file of each exhibit."""
    from borrower_guide.cases.exhibits import files as exhibit_files

    opened = _opened(case, key)
    try:
        for thing in opened.state.exhibits:
            exhibit_files.check(opened, thing)
    except (ValueError, OSError, LookupError, exhibit_files.WrongKey):
        return 1
    return 0


def _saved(made: Any, told: list[list[str]]) -> dict[str, int]:
    confirmed = {words[1] for words in told if words[0] == "saved"}
    broken = _faults(made.case, made.key)
    entries = () if broken else made.entries()
    found = {entry.id for entry in entries}
    files = sum(entry.kind.value == "exhibit" for entry in entries)
    return {
        "confirmed": len(confirmed),
        "stored": len(found),
        "files": files,
        "lost": len(confirmed - found),
        "broken": broken,
    }


def _deleted(told: list[list[str]]) -> dict[str, int]:
    """Cases that were confirmed as made: each is whole, or nothing of it is there."""
    from borrower_guide.cases.models import Blob, CaseFile, KeySlot, SealedEntry

    keys = {words[1]: words[2] for words in told if words[0] == "made"}
    gone = {words[1] for words in told if words[0] == "gone"}
    there = {case.pk: case for case in CaseFile.objects.filter(pk__in=keys)}
    half = len(gone & set(there))
    half += sum(_faults(case, bytes.fromhex(keys[ref])) for ref, case in there.items())
    for model in (SealedEntry, KeySlot, Blob):
        half += model.objects.exclude(case_id__in=CaseFile.objects.values("pk")).count()
    half += CaseFile.objects.exclude(pk__in=SealedEntry.objects.values("case_id")).count()
    return {"deleted": len(gone), "half_deleted": half}


def _swept() -> dict[str, int]:
    """Files that belong to nothing, before the sweep and after it."""
    from django.utils import timezone

    from borrower_guide.cases.retention import purge

    before = len(_orphans())
    purge(timezone.now() + timedelta(hours=3))
    return {"orphans_before": before, "orphans": len(_orphans())}


def _orphans() -> set[Path]:
    from django.conf import settings

    from borrower_guide.cases import blobs
    from borrower_guide.cases.models import Blob

    folders = (settings.DATA_DIR / "files", settings.DATA_DIR / "tmp")
    known = {blobs.folder_of(blob.case_id) / blob.pk for blob in Blob.objects.all()}
    found = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    return found - known


def _intact() -> dict[str, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return {"damaged": int(cursor.fetchone() != ("ok",))}


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(arguments + [50, 1][len(arguments) :])))
