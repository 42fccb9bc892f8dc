"""A batch whose process is killed is taken up again: nothing twice, nothing lost."""

import json
import subprocess
import sys

from django.conf import settings


def test_a_killed_batch_is_taken_up_again() -> None:
    line = [sys.executable, "-m", "tests.desk.batches.killed"]
    run = subprocess.run(line, cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["states"] == ["made"] * 4
    assert told["records"] == [1] * 4  # the second process reused what the first had sealed
    assert told["missing"] == []
    assert told["whole"]
    # One case was made before each kill, and the last run made what was left.
    assert (told["made"], told["last"]) == ([1, 2], 2)
