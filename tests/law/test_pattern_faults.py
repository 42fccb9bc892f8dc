"""Each kind of fault in patterns.yaml, seeded into a copy and refused with file, id, sentence."""

import shutil
from pathlib import Path

import pytest

from borrower_guide.law.content import FIXTURES, load_library
from borrower_guide.schema.faults import ContentFaults

ROW = """
- id: test_pattern
  title: 测试
  principle: civility
  when: threatened
  at_least: 2
  likely_breach: threatened_person
  basis: [cc-1024]
  told: "{days}，{count}次，{number}，{who}。"
  why: {likely_breach: 可能不对。, unclear: 要看情况。}
  differs: 看情况。
  next_steps: [记下来。]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES, tmp_path / "law"))


def add(folder: Path, row: str) -> None:
    path = folder / "patterns.yaml"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")


def test_the_row_used_here_is_a_good_one(folder: Path) -> None:
    add(folder, ROW)
    assert "test_pattern" in load_library(folder).patterns


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("when: threatened", "when: came_too_often", "没有叫 came_too_often 的几次来访的事实"),
        ("[cc-1024]", "[cc-9999]", "没有叫 cc-9999 的条文脉络"),
        ("[cc-1024]", "[cc-1024]\n  see_also: [nowhere]", "没有叫 nowhere 的条文脉络"),
        ("likely_breach: threatened_person", "likely_breach: was_rude", "没有叫 was_rude 的事实"),
        ("at_least: 2", "at_least: 1", "一次不算几次"),
        ("at_least: 2", "at_least: 0", "at_least：不能小于 1"),
        ("[cc-1024]", "[nifa_payment]", "basis 里没有一条一定适用"),
        ("  likely_breach: threatened_person\n", "", "到不了 likely_breach，请删掉 why"),
        ("likely_breach: 可能不对。, ", "", "why 缺 likely_breach"),
        (", unclear: 要看情况。", "", "why 缺 unclear"),
        ("要看情况。", "要看情况。, ordinary: 好。", "到不了 ordinary"),
        ("要看情况。", "要看情况。, fallback: 看。", "用不到 why 的 fallback"),
        ("{who}", "{name}", "told 里不能写 {name}"),
        ("{who}", "{", "told 里不能写 {}"),
        ("{count}次，{number}，", "", "told 里要写 {count} 或 {number}"),
        ("principle: civility", "principle: honour", "principle：只能是"),
        ("记下来。", "你必须报警。", "写了“必须”"),
        ("title: 测试", "title: 违法", "单独写了“违法”"),
        ("test_pattern", "threats_again", "这个 id 用了 2 次"),
        ("at_least: 2", "at_least: 2\n  limit: 3", "limit：不认识这一项"),
    ],
)
def test_a_seeded_fault_is_refused(folder: Path, old: str, new: str, fault: str) -> None:
    assert old in ROW
    add(folder, ROW.replace(old, new))
    with pytest.raises(ContentFaults) as raised:
        load_library(folder)
    key = "threats_again" if new == "threats_again" else "test_pattern"
    told = [str(one) for one in raised.value.faults]
    assert any(one.startswith(f"patterns.yaml: {key}: ") and fault in one for one in told), told


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / "patterns.yaml").unlink()
    with pytest.raises(ContentFaults) as raised:
        load_library(folder)
    assert str(raised.value.faults[0]).startswith("patterns.yaml: 全文: 读不到这个文件")
