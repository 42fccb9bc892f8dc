"""Faults to seed into a copy of our content, one of each kind, and the line that tells each."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Seed:
    """`old`, a pattern, becomes `new` in the row or the node `row`; `line` is all that is told."""

    kind: str
    file: str
    row: str
    old: str
    new: str
    line: str

    def sow(self, content: Path) -> int:
        """Spoils the copy; the number of the line on which the row begins."""
        path = content / self.file
        head, row, rest = _around(path.read_text(encoding="utf-8"), self.row)
        spoiled, times = re.subn(self.old, self.new, row, count=1, flags=re.M | re.S)
        assert times == 1, self.old
        path.write_text(head + spoiled + rest, encoding="utf-8")
        return head.count("\n") + 1

    def __str__(self) -> str:
        return self.kind


def _around(text: str, row: str) -> tuple[str, str, str]:
    """What stands before the row of that id, the row, and what stands after it."""
    found = re.search(rf"^( *)- id: {row}\n(?:(?!\1- id: |\S).*\n|\n)*", text, flags=re.M)
    assert found, row
    return text[: found.start()], found[0], text[found.end() :]


LAW, RULES, VISIT = "law/provisions.yaml", "law/rules.yaml", "guide/visit.yaml"
FAKE, COMPLAIN = "guide/visit/fake.yaml", "guide/visit/complain.yaml"
ADVICE = "要么写 basis（依据的条文），要么写 advice: true，请二选一"
OVERDUE = "checked_on: 2026-01-01\n  review_by: 2026-11-23"
SEEDS = [
    Seed(
        "a claim without a provision",
        *(VISIT, "seen", r", basis: \[ji-ev-90\]", ""),
        f"visit.yaml: steps.seen.claims.0: {ADVICE}",
    ),
    Seed(
        "a claim on a norm that is not in the library",
        *(VISIT, "seen", r"\[ji-ev-90\]", "[ji-ev-9]"),
        "visit.yaml: seen: 没有叫 ji-ev-9 的条文脉络，请改名字或先加条文",
    ),
    Seed(
        "advice that speaks as the law does",
        *(VISIT, "safe", r"why: \S+", "why: 他们这样做无效。"),
        "visit.yaml: safe: 写了“无效”，请写成 claims 并注明 basis",
    ),
    Seed(
        "a rule on a norm that is not in the library",
        *(RULES, "knocked_long", r"basis: \[cc-1032\]", "basis: [cc-1302]"),
        "rules.yaml: knocked_long: 没有叫 cc-1302 的条文脉络，请改名字或先加条文",
    ),
    Seed(
        "a rule on a fact that does not exist",
        *(RULES, "no_notice", r"notice_given\}", "was_noticed}"),
        "rules.yaml: no_notice: 没有叫 was_noticed 的事实，请改名字或先写这个事实",
    ),
    Seed(
        "a rule that reaches a level without words for it",
        *(RULES, "took_item", r"    unclear: [^\n]+\n", ""),
        "rules.yaml: took_item: why 缺 unclear，请写一段说明",
    ),
    Seed(
        "a rule that asks for what no form has",
        *(RULES, "shouted", r"ask: \[acts\]", "ask: [loudness]"),
        "rules.yaml: shouted: 来访里没有 loudness 这一项，请改 ask",
    ),
    Seed(
        "a breach that rests on nothing sure",
        *(RULES, "filmed_inside", r"basis: \[cc-1033-2\]", "basis: [nifa_recording]"),
        "rules.yaml: filmed_inside: basis 里没有一条一定适用，到不了 likely_breach，"
        "请删掉它或换 basis",
    ),
    Seed(
        "an act that no rule speaks of",
        *(RULES, "knocked_long", r"when: knocked_long", "when: shouted"),
        "acts.yaml: knocked_long: 没有规则说到它，请加规则，或在这里写明原因",
    ),
    Seed(
        "an article on what was seen reprinted only",
        *(LAW, "xd-37", r"  rank:", "  article: {article: 37}\n  rank:"),
        "provisions.yaml: xd-37: reported 的条文不写条号，请删掉 article",
    ),
    Seed(
        "two numberings of a norm on one day",
        *(LAW, "psm12-40-3", r"to: 2025-12-31", "to: 2026-01-01"),
        "provisions.yaml: psm25-47-3: 生效日期和 psm12-40-3 重叠，请改 from 或 to",
    ),
    Seed(
        "a provision that forgets a kind of lender",
        *(LAW, "xd-37", r"yes: \[microloan\]\n", "yes: []\n"),
        "provisions.yaml: xd-37: applies：每一类放款机构要在 yes、maybe、no 里各写一次，"
        "请看：microloan",
    ),
    Seed(
        "no day for the next review",
        *(LAW, "con-37", r"  review_by: \S+\n", ""),
        "provisions.yaml: con-37: review_by：必须填写，请改这一项",
    ),
    Seed(
        "a review that is overdue",
        *(LAW, "cc-1032", r"checked_on: \S+\n  review_by: \S+", OVERDUE),
        "provisions.yaml: cc-1032: 应在 2026-11-23 前再核对一次，"
        "请核对后改 checked_on 和 review_by",
    ),
    Seed(
        "no topic",
        *(LAW, "con-37", r"  topics: [^\n]+\n", ""),
        "provisions.yaml: con-37: topics：必须填写，请改这一项",
    ),
    Seed(
        "a day that is no day",
        *(LAW, "con-37", r"from: 1982-12-04", "from: 1982-02-30"),
        "provisions.yaml: con-37: from：不是有效的日期，请写成 2026-01-03",
    ),
    Seed(
        "an hour that YAML once read as a number",
        *(LAW, "con-37", r"rank: constitution", "rank: constitution\n  hours: 22:00"),
        "provisions.yaml: con-37: hours：不认识这一项，请删掉",
    ),
    Seed(
        "a yes that YAML once read as true",
        *(VISIT, "seen", r"why:", "many: yes\n    why:"),
        "visit.yaml: steps.seen.many: 只能是 true 或 false，请改这一项",
    ),
    Seed(
        "a key twice",
        *("law/unchecked.yaml", "two-visitors", r"(  said: [^\n]+\n)", r"\1\1"),
        "unchecked.yaml: 第 {fifth} 行: “said”写了两次，请留一个",
    ),
    Seed(
        "违法 alone",
        *(RULES, "shouted", r"differs: ", "differs: 这是违法的。"),
        "rules.yaml: shouted: 单独写了“违法”，请写“可能违规或违法”",
    ),
    Seed(
        "您",
        *(VISIT, "safe", r"ask: 你", "ask: 您"),
        "visit.yaml: safe: 写了“您”，请写“你”",
    ),
    Seed(
        "an ending with nothing to do",
        *(VISIT, "urgent", r"    actions:\n(?:      [^\n]+\n)+", "    actions: []\n"),
        "visit.yaml: urgent: 没写接着做什么，请写 actions",
    ),
    Seed(
        "an ending without a source",
        *(VISIT, "urgent", r"kind: urgent", "kind: reading"),
        "visit.yaml: urgent: 没有依据，请至少写一条带 basis 的 claims",
    ),
    Seed(
        "a way to nowhere",
        *(VISIT, "safe", r"to: who\n", "to: nobody\n"),
        "visit.yaml: safe.yes: 没有 nobody 这个步骤或结果，请改 to",
    ),
    Seed(
        "an ending that no route reaches",
        *(FAKE, "fake_kind", r"to: handed_over", "to: doubtful"),
        "visit/fake.yaml: handed_over: 没有一条路走得到这里，请接上或删掉",
    ),
    Seed(
        "a circle",
        *(VISIT, "when", r"to: hour\n", "to: seen\n"),
        "visit.yaml: seen: 绕成了圈，请改一个 to：seen → when → seen",
    ),
    Seed(
        "an answer that no record can hold",
        *(VISIT, "who", r"reporter_role: helper", "reporter_role: king"),
        "visit.yaml: who.helper: case.reporter_role：只能是这些之一："
        "borrower、family、neighbour、colleague、landlord、helper、stranger、unknown，请改这一项",
    ),
    Seed(
        "a situation that the catalogue does not have",
        *(COMPLAIN, "complain", r"answers: \[E1\]", "answers: [E1, Z9]"),
        "visit/complain.yaml: outcomes.complain.answers.1: 没有这种情况的编号，"
        "请写 A1 到 G9 里有的",
    ),
    Seed(
        "a pattern on a case fact that does not exist",
        *("law/patterns.yaml", "frequent_week", r"when: within_7_days", "when: within_8_days"),
        "patterns.yaml: frequent_week: 没有叫 within_8_days 的几次来访的事实，"
        "请改名字或先写这个事实",
    ),
    Seed(
        "a saying that nothing judges, and no reason why",
        *("law/phrases.yaml", "reminder", r"  rules: [^\n]+\n", ""),
        "phrases.yaml: reminder: 要么写 rules 或 patterns，要么写 reason 说明为什么没有判断，"
        "请二选一",
    ),
    Seed(
        "a channel that is never offered",
        *("law/channels.yaml", "pbc_12363", r"  lenders: \[payment\]\n", ""),
        "channels.yaml: pbc_12363: lenders、acts 和 page_only 请只写一种，说清什么时候用",
    ),
]
