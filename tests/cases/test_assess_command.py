"""`assess CASE.json` as a whole process: what it prints, where, and its exit."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.schema.samples import FULL, MINIMAL, PICTURE, as_bytes

ROOT = Path(__file__).parents[2]
VISITS = [
    {
        "id": "V2",
        "started_at": "2026-02-03T23:10:00+08:00",
        "acts": ["refused_to_leave", "insulted", "spoke_civilly"],
        "loan": "L1",
    },
    {"id": "V10", "acts": ["insulted"]},
    {"id": "V1", "started_at": "2020-12-31", "acts": ["insulted"]},
    {"id": "a", "started_at": "2026-02-03T10:00:00+08:00", "acts": ["spoke_civilly"]},
]
CASE = MINIMAL | {"loans": [{"id": "L1", "lender_type": "bank"}], "visits": VISITS}
FINDING = ["rule", "principle", "level", "urgent", "acts", "provisions", "why", "next_steps"]
PROVISION = ["id", "cite", "rank", "rank_label", "status", "in_force_from", "in_force_to"]
CASE_FINDING = [
    "pattern",
    "principle",
    "level",
    "visits",
    "count",
    "first_on",
    "last_on",
    "provisions",
    "why",
    "next_steps",
]
DAY = "2026-02-03"
PRINCIPLES = {
    "notice_consent",
    "time_place",
    "civility",
    "no_force",
    "privacy",
    "identity",
    "money",
}
LEVELS = ["likely_breach", "unclear", "ordinary"]


def run(*args: str | Path, data: Path) -> subprocess.CompletedProcess[bytes]:
    """The command as a person starts it: its own process, with its own data directory."""
    env = {"PATH": os.environ["PATH"], "BORROWER_GUIDE_DATA": str(data)}
    command = [sys.executable, ROOT / "manage.py", "assess", *args]
    return subprocess.run(command, env=env, cwd=data, capture_output=True, timeout=600, check=False)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("assess")
    path = folder / "case.json"
    path.write_bytes(as_bytes(CASE))
    done = run(path, data=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_each_visit_is_answered_in_its_place(told: dict[str, Any]) -> None:
    assert list(told) == ["visits", "case"]
    assert [visit["visit"] for visit in told["visits"]] == ["V2", "V10", "V1", "a"]
    for visit in told["visits"]:
        assert list(visit) == ["visit", "findings", "gaps", "gap_codes"]
        assert len(visit["gaps"]) == len(visit["gap_codes"])


def test_a_finding_has_these_keys_in_this_order(told: dict[str, Any]) -> None:
    findings = [finding for visit in told["visits"] for finding in visit["findings"]]
    assert findings
    for finding in findings:
        assert list(finding) == FINDING
        assert finding["principle"] in PRINCIPLES
        assert finding["acts"] == sorted(finding["acts"])
        assert finding["provisions"]
        assert finding["next_steps"]
        for provision in finding["provisions"]:
            assert list(provision) == PROVISION
            assert provision["cite"].startswith("《")


def test_the_gravest_comes_first_and_each_rule_once(told: dict[str, Any]) -> None:
    for visit in told["visits"]:
        ranks = [
            (not finding["urgent"], LEVELS.index(finding["level"]), finding["rule"])
            for finding in visit["findings"]
        ]
        assert ranks == sorted(set(ranks))
    first = told["visits"][0]["findings"]
    assert first[0]["urgent"], "they were asked to leave and no end is recorded"
    assert {"refused_to_leave", "insulted", "night_visit"} <= {one["rule"] for one in first}
    night = next(one for one in first if one["rule"] == "night_visit")
    assert night["acts"] == ["night_visit"], "derived from the clock, not ticked"


def test_a_visit_without_a_usable_day_has_only_a_gap(told: dict[str, Any]) -> None:
    undated, early = told["visits"][1:3]
    assert (undated["findings"], undated["gap_codes"]) == ([], ["started_at:missing"])
    assert (early["findings"], early["gap_codes"]) == ([], ["started_at:before_2021"])


def test_what_several_visits_mean_stands_apart(told: dict[str, Any]) -> None:
    case = told["case"]
    assert list(case) == ["findings", "gaps", "gap_codes"]
    assert case["gap_codes"] == ["V10.started_at:missing", "V1.started_at:before_2021"]
    assert [gap.split("：")[0] for gap in case["gaps"]] == ["V10", "V1"]
    # "a" came in the morning, V2 at night: nobody came after they were asked to leave.
    [finding] = case["findings"]
    assert list(finding) == CASE_FINDING
    assert (finding["pattern"], finding["principle"]) == ("frequent_week", "time_place")
    assert (finding["level"], finding["visits"]) == ("unclear", ["a", "V2"])
    assert (finding["count"], finding["first_on"], finding["last_on"]) == (2, DAY, DAY)
    assert all(list(provision) == PROVISION for provision in finding["provisions"])
    assert finding["why"].startswith("2026年2月3日，来了2次，都在7天里。")


REFUSED: dict[str, tuple[bytes | None, list[str]]] = {
    "several faults": (
        as_bytes(
            MINIMAL
            | {
                "reporter_role": "owner",
                "a\nb": 1,
                "visits": [{"id": "V1", "started_at": "2099-01-01", "loan": "L1"}],
                "exhibits": [{"id": "E1", "file": "E1.jpg"}],
            }
        ),
        [
            "$.reporter_role：只能是这些之一：borrower、family、",
            "$.visits[0].started_at：开始时间还没到，请看日期对不对",
            '$["a\\nb"]：不认识这一项，请删掉',
            "$.visits[0].loan：找不到编号 L1",
            "$.exhibits[0].file：找不到文件 E1.jpg",
        ],
    ),
    "not UTF-8": (b'{"title": "\xff"}', ["$：不是 UTF-8 文字（第 12 字节）"]),
    "missing": (None, ["$：读不出文件 case.json"]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_one_line_a_fault_and_nothing_else(name: str, tmp_path: Path) -> None:
    data, expected = REFUSED[name]
    folder, path = tmp_path / "data", tmp_path / "case.json"
    folder.mkdir()
    if data is not None:
        path.write_bytes(data)
    done = run(path, data=folder)
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(lines) == len(expected), lines
    for line, start in zip(lines, expected, strict=True):
        assert line.startswith(start)


def test_a_folder_is_no_case(tmp_path: Path) -> None:
    done = run(tmp_path, data=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [f"$：读不出文件 {tmp_path.name}"]


def test_files_lie_beside_the_case_not_where_the_command_is_started(tmp_path: Path) -> None:
    beside, folder = tmp_path / "beside", tmp_path / "data"
    beside.mkdir()
    folder.mkdir()
    (beside / "case.json").write_bytes(b"\xef\xbb\xbf" + as_bytes(FULL))
    (beside / "E1.jpg").write_bytes(PICTURE)
    done = run(beside / "case.json", data=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [visit["visit"] for visit in json.loads(done.stdout)["visits"]] == ["V1"]
    assert sorted(path.name for path in beside.iterdir()) == ["E1.jpg", "case.json"]
