"""Each kind of fault in the law content, seeded into a copy and refused with file, id, sentence."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from borrower_guide.law.content import FIXTURES, load_library
from borrower_guide.law.library import overdue
from borrower_guide.schema.acts import Act
from borrower_guide.schema.faults import ContentFaults
from borrower_guide.schema.vocabulary import LenderType

PROVISION = """
- id: test-1
  lineage: test
  title: 中华人民共和国测试法
  article: {article: 1}
  rank: law
  from: 2026-01-01
  to:
  applies: everyone
  gist: 只用来测试。
  topics: [speech]
  status: read
  source: 测试
  checked_on: 2026-11-24
  review_by: 2027-05-23
"""
RULE = """
- id: test_rule
  title: 测试
  principle: civility
  when: insulted
  likely_breach: insulted
  basis: [cc-1024]
  ask: [acts]
  why: {likely_breach: 可能不对。, unclear: 要看情况。}
  differs: 看情况。
  next_steps: [记下来。]
"""
CHANNEL = """
- id: test_channel
  name: 测试
  how: [去问。]
  takes: [测试的事]
  refuses: [别的事]
  wants: [{text: 事实}]
  limits: [{text: 三十日。, basis: [zx-25]}]
  status: read
  source: 测试
  checked_on: 2026-11-24
  review_by: 2027-05-23
  lenders: [bank]
"""
CLOCK = CHANNEL.replace(
    "  limits: [{text: 三十日。, basis: [zx-25]}]",
    "  clocks:\n    - {id: a, title: 答复, starts: received, from_day: 那天, days: 30,"
    " unit: natural, text: 三十日内。, basis: [zx-25], say: 请问？}",
)
MINE = CLOCK.replace("say: 请问？", "yours: true")
CLAIM = """
- id: test-claim
  title: 测试
  hearing: not_found
  said: 有人说。
  unknown: 没有找到。
  checked_on: 2026-11-24
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small whole: three provisions, two rules, a reason for every other act."""
    numbers = ("cc-1024", "cc-1032", "zx-25")
    rows = [
        PROVISION.replace("test-1", one).replace("lineage: test", f"lineage: {one}")
        for one in numbers
    ]
    rules = [
        RULE.replace("test_rule", one).replace(": insulted", f": {one}")
        for one in ("insulted", "shouted")
    ]
    reasons = [f"{act}: {{reason: 只测试。}}" for act in Act if act not in ("insulted", "shouted")]
    _write(tmp_path, "provisions.yaml", rows)
    _write(tmp_path, "rules.yaml", rules)
    _write(tmp_path, "acts.yaml", reasons)
    _write(tmp_path, "channels.yaml", [CHANNEL.replace("test_channel", "lender_own")])
    _write(tmp_path, "unchecked.yaml", [CLAIM.replace("test-claim", "two-visitors")])
    _write(tmp_path, "requests.yaml", ["- {id: written_reply, text: 书面答复}"])
    _write(tmp_path, "patterns.yaml", ["[]"])
    _write(tmp_path, "phrases.yaml", ["[]"])
    shutil.copy(FIXTURES / "gaps.yaml", tmp_path)
    return tmp_path


def _write(folder: Path, file: str, parts: list[str]) -> None:
    (folder / file).write_text("\n".join(parts) + "\n", encoding="utf-8")


def add(folder: Path, file: str, text: str, *changes: tuple[str, str]) -> None:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, old
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(folder: Path, switched_off: frozenset[str] = frozenset()) -> list[str]:
    with pytest.raises(ContentFaults) as raised:
        load_library(folder, switched_off)
    return [str(fault) for fault in raised.value.faults]


def test_the_rows_used_here_are_good_ones(folder: Path) -> None:
    add(folder, "provisions.yaml", PROVISION)
    add(folder, "rules.yaml", RULE)
    add(folder, "channels.yaml", CHANNEL)
    add(folder, "unchecked.yaml", CLAIM)
    library = load_library(folder)
    assert "test-1" in library.provisions
    assert "test_rule" in library.rules


P, R, C, U = "provisions.yaml", "rules.yaml", "channels.yaml", "unchecked.yaml"
EVERYONE = "applies: everyone"
NO = ", ".join(kind for kind in LenderType if kind not in ("bank", "unknown"))
SPLIT = f"applies: {{yes: [bank, unknown], maybe: [], no: [{NO}]}}"


@pytest.mark.parametrize(
    ("file", "text", "old", "new", "fault"),
    [
        (P, PROVISION, "rank: law", "rank: custom", "test-1: rank：只能是这些之一"),
        (P, PROVISION, "rank: law", "rank: law\n  hours: 9-5", "test-1: hours：不认识这一项"),
        (P, PROVISION, "  gist: 只用来测试。\n", "", "test-1: gist：必须填写"),
        (P, PROVISION, "只用来测试。", '" "', "test-1: gist：不能空着"),
        (P, PROVISION, "  topics: [speech]\n", "", "test-1: topics：必须填写"),
        (P, PROVISION, "[speech]", "[]", "test-1: topics："),
        (P, PROVISION, "[speech]", "[manners]", "test-1: topics[0]：只能是这些之一"),
        (P, PROVISION, "status: read", "status: heard", "test-1: status：只能是这些之一"),
        (P, PROVISION, "status: read", "status: reported", "test-1: reported 的条文不写条号"),
        (P, PROVISION, "to:\n", "to:\n  from_status: guessed\n", "test-1: from_status：只能是"),
        (P, PROVISION, "to:\n", "to: 2025-12-31\n", "test-1: to 比 from 早"),
        (P, PROVISION, "from: 2026-01-01", "from: 2026-13-01", "test-1: from：不是有效的日期"),
        (P, PROVISION, "{article: 1}", "{article: 0}", "test-1: article.article：不能小于 1"),
        (P, PROVISION, "{article: 1}", "{article: x}", "test-1: article.article：要写成整数"),
        (P, PROVISION, "2027-05-23", "2026-01-01", "test-1: review_by 比 checked_on 早"),
        (P, PROVISION, EVERYONE, "applies: {yes: [bank]}", "test-1: applies：每一类放款机构"),
        (P, PROVISION, EVERYONE, "applies: {yes: [shop]}", "test-1: applies.yes[0]：只能是"),
        (P, PROVISION, EVERYONE, SPLIT, "test-1: 不清楚放款机构时不能写 yes"),
        (P, PROVISION, "id: test-1", "id: cc-1032", "cc-1032: 这个 id 用了 2 次"),
        (P, PROVISION, "lineage: test", "lineage: cc-1032", "test-1: 生效日期和 cc-1032 重叠"),
        (P, PROVISION, "id: test-1", "id: Test 1", "Test 1: id：要用小写字母"),
        (P, PROVISION, "只用来测试。", "这是违法的。", "test-1: 单独写了“违法”"),
        (P, PROVISION, "只用来测试。", "请您小心。", "test-1: 写了“您”"),
        (R, RULE, "[cc-1024]", "[cc-9999]", "test_rule: 没有叫 cc-9999 的条文脉络"),
        (R, RULE, "ask: [acts]", "see_also: [nowhere]\n  ask: [acts]", "test_rule: 没有叫 nowhere"),
        (R, RULE, "when: insulted", "when: was_rude", "test_rule: 没有叫 was_rude 的事实"),
        (R, RULE, "when: insulted", "when: {or: [insulted]}", "test_rule: when：只能写一个事实"),
        (R, RULE, "when: insulted", "urgent: {not: gone}\n  when: insulted", "没有叫 gone 的事实"),
        (R, RULE, "likely_breach: 可能不对。, ", "", "test_rule: why 缺 likely_breach"),
        (R, RULE, ", unclear: 要看情况。", "", "test_rule: why 缺 unclear"),
        (R, RULE, "when: insulted", "ordinary: insulted\n  when: insulted", "why 缺 ordinary"),
        (R, RULE, "  likely_breach: insulted\n", "", "test_rule: 到不了 likely_breach，请删掉 why"),
        (R, RULE, "要看情况。", "要看情况。, fallback: 看。", "test_rule: 用不到 why 的 fallback"),
        (R, RULE, "principle: civility", "principle: honour", "test_rule: principle：只能是"),
        (R, RULE, "[acts]", "[acts, visitors.mood]", "test_rule: 来访里没有 visitors.mood"),
        (R, RULE, "[acts]", "[loan.lender]", "test_rule: 来访里没有 loan.lender 这一项"),
        (R, RULE, "[记下来。]", "[]", "test_rule: next_steps："),
        (R, RULE, "记下来。", "你必须报警。", "test_rule: 写了“必须”"),
        (R, RULE, "记下来。", "快去维权。", "test_rule: 写了“维权”"),
        (R, RULE, "看情况。\n", "防篡改。\n", "test_rule: 写了“防篡改”"),
        (R, RULE, "title: 测试", "title: 小心！", "test_rule: 有感叹号"),
        (R, RULE, "id: test_rule", "id: insulted", "insulted: 这个 id 用了 2 次"),
        (C, CHANNEL, "zx-25", "zx-99", "test_channel: 没有叫 zx-99 的条文脉络"),
        (C, CHANNEL, "  lenders: [bank]\n", "", "test_channel: lenders、acts 和 page_only"),
        (C, CHANNEL, "lenders: [bank]", "acts: [danced]", "test_channel: acts[0]：只能是"),
        (C, CHANNEL, "status: read", "status: common_knowledge", "test_channel: 没有号码"),
        (C, CHANNEL, "去问。", "看攻略。", "test_channel: 写了“攻略”"),
        (
            C,
            CHANNEL,
            "事实}",
            "事实, fields: [visits.hair]}",
            "test_channel: 记录里没有 visits.hair",
        ),
        (C, CHANNEL, "test_channel", "when", "when: 这个 id 是别的页面的地址"),
        (
            C,
            CHANNEL,
            "[bank]",
            "[bank]\n  for_lender: {trust: 去问。}",
            "test_channel: for_lender 里",
        ),
        (C, CLOCK, "三十日内。", "三十日内！", "test_channel: 有感叹号"),
        (C, CLOCK, "days: 30", "days: 0", "test_channel: clocks[0].days：不能小于 1"),
        (C, CLOCK, "[zx-25], say", "[], say", "test_channel: clocks[0].basis"),
        (C, CLOCK, "say: 请问？", "usual: 一般", "test_channel: clocks[0]：等别人答复的要写 say"),
        (C, CLOCK, "say: 请问？", "yours: true, say: 请问？", "clocks[0]：等别人答复的要写 say"),
        (C, CLOCK, "natural", "month", "test_channel: clocks[0]：按月数的"),
        (C, CLOCK, "natural", "working, extends: [{text: 长, days: 20}]", "extends 要一个比一个长"),
        (C, MINE, "natural", "working", "test_channel: clocks[0]：自己要办的期限不按工作日数"),
        (U, CLAIM, "test-claim", "cc-1032", "cc-1032: 已经在 provisions.yaml 里了"),
        (U, CLAIM, "not_found", "read", "test-claim: hearing：只能是这些之一"),
    ],
)
def test_a_seeded_fault_is_refused(
    folder: Path, file: str, text: str, old: str, new: str, fault: str
) -> None:
    add(folder, file, text, (old, new))
    told = faults(folder)
    assert any(fault in one and one.startswith(file) for one in told), told


def test_a_breach_that_rests_on_nothing_sure_is_refused(folder: Path) -> None:
    add(folder, P, PROVISION, (EVERYONE, f"applies: {{maybe: [bank, unknown], no: [{NO}]}}"))
    add(folder, R, RULE, ("[cc-1024]", "[test]"))
    assert any("test_rule: basis 里没有一条一定适用" in one for one in faults(folder))


def test_what_was_not_read_is_no_clock(folder: Path) -> None:
    read = "  article: {article: 1}\n", "status: read"
    add(folder, P, PROVISION, (read[0], ""), (read[1], "status: reported"))
    add(folder, C, CLOCK, ("zx-25", "test"))
    assert any("clocks.a: test 没有读过条文" in one for one in faults(folder))


def test_two_clocks_of_one_name_are_refused(folder: Path) -> None:
    row = CLOCK[CLOCK.index("    - {id: a") : CLOCK.index("  status")]
    add(folder, C, CLOCK, (row, row * 2))
    assert any("clocks 里 a 用了 2 次" in one for one in faults(folder))


def test_an_act_without_rule_or_reason_is_refused(folder: Path) -> None:
    change(folder, "acts.yaml", "knocked_long: {reason: 只测试。}\n", "")
    assert any(one.startswith("acts.yaml: knocked_long: 没有规则说到") for one in faults(folder))


def test_a_reason_for_an_act_that_has_a_rule_is_refused(folder: Path) -> None:
    add(folder, "acts.yaml", "shouted: {reason: 只测试。}\n")
    assert any("已经有规则说到它" in one for one in faults(folder))


def test_an_act_that_does_not_exist_is_refused(folder: Path) -> None:
    add(folder, "acts.yaml", "danced: {reason: 只测试。}\n")
    assert any(one.startswith("acts.yaml: 全文: danced") for one in faults(folder))


def test_a_place_asked_for_without_a_sentence_is_refused(folder: Path) -> None:
    change(folder, "gaps.yaml", "  acts: 勾上", "  impact: 勾上")
    assert any("missing 里没有 acts 的话" in one for one in faults(folder))


def test_a_contradiction_without_a_sentence_is_refused(folder: Path) -> None:
    change(folder, "gaps.yaml", "  damage: 勾的", "  impact: 勾的")
    assert any("没有 damage 的话" in one for one in faults(folder))


def test_a_double_key_is_refused_with_its_line(folder: Path) -> None:
    add(folder, "gaps.yaml", "no_date: 又写一次。\n")
    assert any(one.startswith("gaps.yaml: 第") and "写了两次" in one for one in faults(folder))


def test_a_file_that_is_no_list_is_refused(folder: Path) -> None:
    (folder / "channels.yaml").write_text("a: 1\n", encoding="utf-8")
    assert "channels.yaml: 全文: 要写成一列条目，每条用 - 开头" in faults(folder)


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / "unchecked.yaml").unlink()
    assert faults(folder) == ["unchecked.yaml: 全文: 读不到这个文件，请看它在不在、能不能读"]


def test_a_row_without_id_is_named_by_its_number(folder: Path) -> None:
    (folder / "channels.yaml").write_text("- name: 测试\n- 3\n", encoding="utf-8")
    told = faults(folder)
    assert any(one.startswith("channels.yaml: 第 1 条: id：必须填写") for one in told)
    assert any(one.startswith("channels.yaml: 第 2 条: 要写成") for one in told)


def test_switching_off_what_does_not_exist_is_refused(folder: Path) -> None:
    told = faults(folder, switched_off=frozenset({"cc-9999"}))
    assert told == ["provisions.yaml: cc-9999: 要停用的条文不存在，请看设置里的 id"]


def test_all_faults_are_told_at_once(folder: Path) -> None:
    add(folder, P, PROVISION, ("rank: law", "rank: custom"))
    add(folder, R, RULE, ("[cc-1024]", "[cc-9999]"), ("记下来。", "快去维权。"))
    add(folder, C, CHANNEL, ("status: read", "status: heard"))
    assert [one.split(":")[0] for one in faults(folder)] == [P, C, R, R]


def test_a_faulty_provision_brings_no_second_fault_for_its_rule(folder: Path) -> None:
    add(folder, P, PROVISION, ("rank: law", "rank: custom"))
    add(folder, R, RULE, ("[cc-1024]", "[test]"))
    assert len(faults(folder)) == 1


def test_what_is_due_for_review_is_told_by_day() -> None:
    library = load_library()
    assert overdue(library, date(2027, 5, 22)) == ()
    late = {fault.where for fault in overdue(library, date(2027, 5, 23))}
    assert {"cc-1032", "cl-234"} <= late
    assert "con-37" not in late
    everything = overdue(library, date(2030, 1, 1))
    assert len(everything) == len(library.provisions) + len(library.channels)
    assert str(everything[0]).startswith("provisions.yaml: con-37: 应在 2027-05-23 前再核对一次")


def test_the_library_is_read_once() -> None:
    assert load_library() is load_library()
