"""Nothing confirmed is lost: writers side by side, and writers killed."""

import json
import subprocess
import sys
import threading

import pytest
from django.conf import settings
from django.db import connections

from borrower_guide.cases.entries import check_chain
from tests.cases.made import a_case, a_visit


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_leave_a_gapless_chain() -> None:
    made, each = a_case(), 10

    def write() -> None:
        for _ in range(each):
            made.append(a_visit())
        connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    entries = made.entries()
    check_chain(entries)
    assert len(entries) == 1 + 4 * each


def test_a_killed_save_upload_or_delete_loses_nothing_confirmed() -> None:
    script = settings.BASE_DIR / "bench" / "kill_saves.py"
    run = subprocess.run([sys.executable, script, "60"], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    told = json.loads(run.stdout)
    assert told["rounds"] == 60
    assert told["confirmed"] >= 30
    assert (told["files"] > 0, told["deleted"] > 0) == (True, True)
    wrong = ("lost", "broken", "half_deleted", "orphans", "damaged")
    assert {told[name] for name in wrong} == {0}
