"""Kill savers at random moments and look for what was lost: `python bench/kill_saves.py 1000`.

Each round forks a process that saves entry after entry and confirms each on a pipe; the parent
kills it with SIGKILL, then opens the journal and compares. Prints one JSON object; exit 1 if
anything confirmed is missing, half written or out of chain.
"""

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path


def main(rounds: int, seed: int) -> int:
    """Run the rounds in a data directory of their own, which goes afterwards."""
    data = tempfile.mkdtemp(prefix="kill-saves-")
    os.environ["BORROWER_GUIDE_DATA"] = data
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "borrower_guide.settings")
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    try:
        result = run(rounds, random.Random(seed))
    finally:
        shutil.rmtree(data, ignore_errors=True)
    sys.stdout.write(json.dumps(result) + "\n")
    return 1 if result["lost"] or result["broken"] else 0


def run(rounds: int, chance: random.Random) -> dict[str, int]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, connections

    call_command("migrate", verbosity=0)
    from tests.cases.made import a_case

    made = a_case()
    connections.close_all()
    confirmed: set[str] = set()
    for _ in range(rounds):
        confirmed |= _one_round(made, chance.uniform(0.0, 0.03))
    try:
        found = {entry.id for entry in made.entries()}
        broken = 0
    except ValueError:
        found, broken = set(), 1
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        broken += cursor.fetchone() != ("ok",)
    return {
        "rounds": rounds,
        "confirmed": len(confirmed),
        "stored": len(found),
        "lost": len(confirmed - found),
        "broken": broken,
    }


def _one_round(made: object, after: float) -> set[str]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _save_for_ever(made, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as lines:
        first = lines.readline()  # kill only a process that has begun to save
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        told = (first + lines.read()).decode().splitlines(keepends=True)
    return {line.strip() for line in told if line.endswith("\n")}


def _save_for_ever(made: object, writing: int) -> None:
    from tests.cases.made import a_visit

    while True:
        [entry] = made.append(a_visit(account="经过" * 200))  # type: ignore[attr-defined]
        os.write(writing, f"{entry.id}\n".encode())


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(arguments + [50, 1][len(arguments) :])))
