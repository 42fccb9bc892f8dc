"""Real workers take no more memory for a long film than for a short one."""

import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.slow
def test_the_workers_hold_no_more_for_a_long_film() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bench.uploads", "--large", "30", "--kept", "10"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
