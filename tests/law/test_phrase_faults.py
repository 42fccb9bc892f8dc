"""Each kind of fault in phrases.yaml, seeded into a copy and refused with file, id, sentence."""

import shutil
from pathlib import Path

import pytest

from borrower_guide.law.content import FIXTURES, load_library
from borrower_guide.schema.faults import ContentFaults

ROW = """
- id: test_phrase
  kind: fear
  label: 测试
  heard: 你小心点，这是犯罪。
  level: likely_breach
  up: 更重的时候。
  down: 更轻的时候。
  check: [先记下来。]
  claims: [{text: 可能违规或违法。, basis: [cc-1024]}]
  rules: [insulted]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES, tmp_path / "law"))


def refused(folder: Path, row: str) -> list[str]:
    path = folder / "phrases.yaml"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    with pytest.raises(ContentFaults) as raised:
        load_library(folder)
    return [str(one) for one in raised.value.faults]


def test_the_row_used_here_is_a_good_one(folder: Path) -> None:
    path = folder / "phrases.yaml"
    path.write_text(path.read_text(encoding="utf-8") + ROW, encoding="utf-8")
    assert "test_phrase" in load_library(folder).phrases


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  rules: [insulted]\n", "", "要么写 rules 或 patterns，要么写 reason"),
        ("[insulted]\n", "[insulted]\n  reason: 没有。\n", "请二选一"),
        ("[insulted]", "[was_rude]", "没有叫 was_rude 的规则"),
        ("rules: [insulted]", "patterns: [too_often]", "没有叫 too_often 的几次来访的规则"),
        (
            "  claims: [{text: 可能违规或违法。, basis: [cc-1024]}]\n",
            "",
            "却没有一条一定适用的依据",
        ),
        ("basis: [cc-1024]", "basis: [nifa_payment]", "却没有一条一定适用的依据"),
        ("basis: [cc-1024]", "basis: []", "claims[0].basis："),
        ("basis: [cc-1024]", "basis: [cc-9999, cc-1024]", "没有叫 cc-9999 的条文脉络"),
        ("[insulted]", "[shouted]", "判断它的规则到不了 likely_breach"),
        ("likely_breach\n", "likely_breach\n  rises_to: unclear\n", "rises_to 没有比 level 更重"),
        ("level: likely_breach", "level: illegal", "level：只能是"),
        ("kind: fear", "kind: bad", "kind：只能是"),
        ("更重的时候。", "可能违规。", "写了“违规”，请写成 claims"),
        ("先记下来。", "你有权拒绝。", "写了“有权”，请写成 claims"),
        ("先记下来。", "快去维权。", "写了“维权”"),
        ("你小心点，这是犯罪。", "小心！", "有感叹号"),
        ("[先记下来。]", "[]", "check："),
        ("  up: 更重的时候。\n", "", "up：必须填写"),
        ("id: test_phrase", "id: threat", "这个 id 用了 2 次"),
    ],
)
def test_a_seeded_fault_is_refused(folder: Path, old: str, new: str, fault: str) -> None:
    assert old in ROW
    key = "threat" if new == "id: threat" else "test_phrase"
    told = refused(folder, ROW.replace(old, new))
    assert any(one.startswith(f"phrases.yaml: {key}: ") and fault in one for one in told), told


def test_a_breach_that_it_may_rise_to_needs_a_basis_too(folder: Path) -> None:
    row = ROW.replace("level: likely_breach", "level: unclear\n  rises_to: likely_breach")
    claims = "  claims: [{text: 可能违规或违法。, basis: [cc-1024]}]\n"
    assert any("没有一条一定适用" in one for one in refused(folder, row.replace(claims, "")))


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / "phrases.yaml").unlink()
    with pytest.raises(ContentFaults) as raised:
        load_library(folder)
    assert str(raised.value.faults[0]).startswith("phrases.yaml: 全文: 读不到这个文件")
