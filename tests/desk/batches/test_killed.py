"""A batch and the processes of the server: killed, or two at once; nothing twice, nothing lost."""

import json
import subprocess
import sys
from typing import Any

from django.conf import settings


def told_by(module: str) -> Any:
    line = [sys.executable, "-m", f"tests.desk.batches.{module}"]
    run = subprocess.run(line, cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_a_killed_batch_is_taken_up_again() -> None:
    told = told_by("killed")
    assert told["states"] == ["made"] * 4
    assert told["records"] == [1] * 4  # the second process reused what the first had sealed
    assert told["missing"] == []
    assert told["whole"]
    # One case was made before each kill, and the last run made what was left.
    assert (told["made"], told["last"]) == ([1, 2], 2)


def test_two_workers_do_not_make_one_batch_twice() -> None:
    told = told_by("two_workers")
    assert (told["begun"], told["waits"]) == ("begun", "waits"), "they were at it at once"
    assert told["made"] == ["made 0", "made 3"]
    assert told["states"] == ["made"] * 3
    assert told["records"] == [1] * 3
