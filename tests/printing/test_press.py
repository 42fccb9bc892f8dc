"""Papers in a process of their own: what they do to themselves they do to nobody else."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from borrower_guide.printing.press import BROKE_OFF, NICE

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the server uses it on Linux alone")


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    line = [sys.executable, "-m", "tests.printing.pressing"]
    run = subprocess.run(line, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found | {"log": run.stderr}


def test_it_writes_the_same_bytes(told: dict[str, Any]) -> None:
    assert told["same"] is True


def test_a_fault_comes_back_in_the_same_words(told: dict[str, Any]) -> None:
    assert "有的字排不出来" in told["missing glyph"]


def test_a_fault_nobody_thought_of_is_logged_without_its_words(told: dict[str, Any]) -> None:
    assert told["unforeseen"] == ["LookupError"]
    assert "LookupError" in told["log"]
    assert "金丝雀" not in told["log"]


def test_threads_use_it_together(told: dict[str, Any]) -> None:
    assert told["at once"] == 3


@pytest.mark.parametrize("how", ["killed", "too much"])
def test_its_end_is_told_and_the_worker_goes_on(told: dict[str, Any], how: str) -> None:
    assert told[how] == BROKE_OFF
    assert told["after"] is True


def test_a_worker_whose_press_was_killed_lays_out_by_itself(told: dict[str, Any]) -> None:
    assert told["press killed"] is True


def test_where_no_process_can_be_had_one_paper_is_told_so(told: dict[str, Any]) -> None:
    assert told["no process"] == [BROKE_OFF, "made"]


def test_what_is_printing_when_all_is_stopped_may_end(told: dict[str, Any]) -> None:
    assert told["stopped"] == "made"


def test_a_paper_that_nobody_waits_for_ends(told: dict[str, Any]) -> None:
    assert told["orphan gone"] is True


def test_it_gives_way_to_pages(told: dict[str, Any]) -> None:
    """The kernel ends it first, runs it last, and it keeps no port or file of the worker open."""
    there = told["elsewhere"]
    assert (there["oom"], there["ours"]) == ("1000", False)
    assert there["nice"] == min(there["ours nice"] + NICE, 19)
    assert there["files"] <= 6  # three of every process, two lines, and the folder it reads
