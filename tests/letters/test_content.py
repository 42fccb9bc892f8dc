"""The papers hold; what does not is told with its place and a way out, also by check_content."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command

from borrower_guide.law.yaml_reader import read_yaml
from borrower_guide.letters.faults import faults_in
from borrower_guide.letters.form import FILE, FIXTURES
from tests.letters.made import LIBRARY

FAULTS = [
    ("source: own_words", "source: gossip", "complaint_letter.words: 没有来源 gossip，请改"),
    ("nfra_12378, local", "nfra_1, local", "complaint_letter: channels.yaml 里没有 nfra_1，请改"),
    ("agent, respondent, earlier", "agent, sue", "complaint_letter: first 里的 sue 不是"),
    ("{key: words,", "{key: facts,", "complaint_letter: 有两块同名，请改 key"),
    ("only: [local_finance", "only: [moon", "complaint_letter: channels.yaml 里没有 moon，请改"),
    (
        "ask: [lender, platform, contract_last4]",
        "ask: [colour]",
        "complaint_letter.respondent: 来源 loans 没有 colour",
    ),
    ("columns: {原件在哪里", "columns: {原件", "exhibit_list.table: columns 里的“原件”不在"),
    ("originals}", "moon}", "exhibit_list.table: options 里没有 moon，请改"),
    ("ticked: [progress]", "ticked: [moon]", "follow_up: requests.yaml 里没有 moon，请改"),
    ("requests: [statement,", "requests: [moon,", "negotiation_letter: requests.yaml 里没有 moon"),
    ("basis: [cc-195]", "basis: [cc-9999]", "negotiation_letter: 没有叫 cc-9999 的条文脉络，请改"),
    ("basis: [cc-195]", "basis: []", "negotiation_letter: know[0].basis"),
    ("labels: {visits:", "labels: {moon:", "referral.brief: 来源 in_brief 数不出 moon，请改"),
    ("short: main_points", "short: moon", "complaint_letter.facts: options 里没有 moon，请改"),
    (
        "source: own_words}",
        "source: own_words, short: main_points}",
        "complaint_letter.words: 来源 own_words 没有要点，请删掉 short",
    ),
    ("when: harm", "when: moon", "referral.harm: options 里没有 moon，请改"),
    ("each: [screenshot]", "each: [moon]", "screenshot_note: "),
    ("lines: 11", "lines: 99", "witness_statement: "),
    ("group: prove", "group: prove\n  colour: red", "witness_statement: colour"),
]
# What a lender's machine takes for a bought paper, and what calls people names (practice 2.3, 7).
NEVER = """
反催收 代理维权 债务优化 停息 挂账 话术 教程 假证明 转移资产 减免 征信修复 铲单
老赖 黑催 暴力催收 攻略 维权 上岸 严厉 强烈 必须立即
"""


def spoilt(folder: Path, old: str, new: str) -> Path:
    text = (FIXTURES / FILE).read_text("utf-8")
    assert old in text
    folder.mkdir()
    (folder / FILE).write_text(text.replace(old, new, 1), "utf-8")
    return folder


def test_our_papers_hold() -> None:
    assert faults_in(LIBRARY) == ()
    assert run_checks(tags=["content"]) == []


@pytest.mark.parametrize(("old", "new", "line"), FAULTS, ids=[one[2] for one in FAULTS])
def test_a_fault_has_its_place(tmp_path: Path, old: str, new: str, line: str) -> None:
    faults = list(map(str, faults_in(LIBRARY, spoilt(tmp_path / "letters", old, new))))
    assert any(fault.startswith(f"{FILE}: {line}") for fault in faults), faults


def test_check_content_refuses_a_faulty_paper(tmp_path: Path) -> None:
    for room in ("law", "guide"):
        shutil.copytree(settings.BASE_DIR / "fixtures" / room, tmp_path / room)
    spoilt(tmp_path / "letters", "source: own_words", "source: gossip")
    out = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("check_content", content=tmp_path, on="2026-11-24", stdout=out)
    assert stop.value.code == 1
    assert out.getvalue() == "papers.yaml: complaint_letter.words: 没有来源 gossip，请改\n"


def test_no_paper_sounds_bought() -> None:
    text = str(read_yaml(FIXTURES / FILE))
    requests = "".join(one.text + one.hint for one in LIBRARY.requests)
    assert [word for word in NEVER.split() if word in text + requests] == []
