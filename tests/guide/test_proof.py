"""The proof refuses every kind of broken flow, with file, place and sentence."""

from collections.abc import Callable
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

import pytest

from borrower_guide.guide.engine import MANY, walk
from borrower_guide.guide.flow import Flow, Outcome, Step
from borrower_guide.guide.proof import Proof, prove
from tests.guide.small_flow import read, small

Raw = dict[str, Any]


def proof_of(raw: Raw, folder: Path) -> Proof:
    return prove(read(raw, folder), "small.yaml")


def every_route(flow: Flow) -> int:
    """Count by brute force, one full set of answers at a time."""

    def texts(step: Step) -> list[str]:
        alone = [option.id for option in step.options if option.alone or not step.many]
        joint = [option.id for option in step.options if step.many and not option.alone]
        sets = chain.from_iterable(combinations(joint, n) for n in range(1, len(joint) + 1))
        return alone + [MANY.join(one) for one in sets]

    seen = set()
    for some in product(*(texts(step) for step in flow.steps)):
        answers = dict(zip([step.id for step in flow.steps], some, strict=True))
        walked = walk(flow, answers)
        assert isinstance(walked.next, Outcome)
        seen.add(tuple((step.id, answers[step.id]) for step in walked.route))
    return len(seen)


def test_it_counts_each_route_once(tmp_path: Path) -> None:
    flow = read(small(), tmp_path)
    proof = prove(flow, "small.yaml")
    assert proof.faults == ()
    assert proof.routes == every_route(flow)


def test_each_witness_reaches_what_it_witnesses(tmp_path: Path) -> None:
    flow = read(small(), tmp_path)
    for name, answers in prove(flow, "small.yaml").witnesses.items():
        walked = walk(flow, answers)
        assert walked.reaches(name[0])


def step(raw: Raw, key: str) -> Raw:
    return next(one for one in raw["steps"] if one["id"] == key)


def missing_target(raw: Raw) -> None:
    step(raw, "deep")["options"][0]["to"] = "nowhere"


def cycle(raw: Raw) -> None:
    step(raw, "deep")["options"][0]["to"] = "role"


def no_last_way(raw: Raw) -> None:
    step(raw, "acts")["to"] = [{"when": {"role": "self"}, "to": "deep"}]


def open_way_first(raw: Raw) -> None:
    step(raw, "acts")["to"] = [{"to": "leave"}, {"to": "deep"}]


def unreachable_step(raw: Raw) -> None:
    step(raw, "acts")["to"] = "leave"


def unreachable_by_guards(raw: Raw) -> None:
    both = {"all": [{"role": "self"}, {"role": "other"}]}
    step(raw, "acts")["to"] = [{"when": both, "to": "leave"}, {"to": "deep"}]


def guard_on_a_later_step(raw: Raw) -> None:
    step(raw, "acts")["to"] = [{"when": {"deep": "yes"}, "to": "leave"}, {"to": "deep"}]


def guard_on_a_wrong_option(raw: Raw) -> None:
    step(raw, "acts")["to"][0]["when"] = {"role": "king"}


def option_twice(raw: Raw) -> None:
    step(raw, "role")["options"][1]["id"] = "self"


def step_twice(raw: Raw) -> None:
    step(raw, "deep")["id"] = "role"


def step_named_like_a_word(raw: Raw) -> None:
    step(raw, "deep")["id"] = "not"


def one_option(raw: Raw) -> None:
    del step(raw, "role")["options"][1]


def outcome_without_source(raw: Raw) -> None:
    raw["outcomes"][1]["sections"][0]["claims"] = [{"text": "只是建议。", "advice": True}]


def outcome_without_action(raw: Raw) -> None:
    raw["outcomes"][1]["actions"] = []


def way_of_its_own_in_a_many(raw: Raw) -> None:
    step(raw, "acts")["options"][0]["to"] = "leave"


def also_of_nothing(raw: Raw) -> None:
    raw["outcomes"][0]["also"] = [{"to": "deep", "label": "看", "when": {"role": "self"}}]


def also_on_a_wrong_option(raw: Raw) -> None:
    raw["outcomes"][0]["also"] = [{"to": "stay", "label": "看", "when": {"role": "king"}}]


def also_that_never_opens(raw: Raw) -> None:
    raw["outcomes"][1]["also"] = [{"to": "leave", "label": "看", "when": {"deep": "yes"}}]


BROKEN: list[tuple[Callable[[Raw], None], str, str]] = [
    (missing_target, "deep.yes", "没有 nowhere 这个步骤或结果，请改 to"),
    (cycle, "role", "绕成了圈，请改一个 to：role → acts → deep → role"),
    (no_last_way, "acts.polite", "最后请写一个不带 when 的去处"),
    (open_way_first, "acts.polite", "不带 when 的去处，请放在最后"),
    (unreachable_step, "deep", "没有一条路走得到这里，请接上或删掉"),
    (unreachable_by_guards, "acts", "去 leave 的条件从来不成立，请改或删掉"),
    (guard_on_a_later_step, "acts", "条件里的 deep 不会排在这一步前面，请改条件"),
    (guard_on_a_wrong_option, "acts", "条件里的 role: king 不存在，请改条件"),
    (option_twice, "role.self", "选项编号用了两次，请改一个"),
    (step_twice, "role", "编号用了两次，请改一个"),
    (step_named_like_a_word, "not", "这个名字是条件用的词，请换一个"),
    (one_option, "role", "至少要有两个选项，请补上"),
    (outcome_without_source, "stay", "没有依据，请至少写一条带 basis 的 claims"),
    (outcome_without_action, "stay", "没写接着做什么，请写 actions"),
    (way_of_its_own_in_a_many, "acts", "可以多选的步骤，请把 to 只写在步骤上"),
    (also_of_nothing, "leave", "没有 deep 这个结果，请改 also"),
    (also_on_a_wrong_option, "leave", "条件里的 role: king 不存在，请改条件"),
    (also_that_never_opens, "stay", "去 leave 的条件从来不成立，请改或删掉"),
]


@pytest.mark.parametrize(("spoil", "where", "message"), BROKEN, ids=[b[0].__name__ for b in BROKEN])
def test_it_refuses(tmp_path: Path, spoil: Callable[[Raw], None], where: str, message: str) -> None:
    raw = small()
    spoil(raw)
    faults = proof_of(raw, tmp_path).faults
    assert f"small.yaml: {where}: {message}" in [str(fault) for fault in faults]


def test_thirty_many_questions_are_still_proved_at_once(tmp_path: Path) -> None:
    raw = small()
    letters = [{"id": f"o{n}", "label": str(n)} for n in range(12)]
    raw["steps"] = [
        {
            "id": f"s{n}",
            "ask": "问？",
            "why": "因为。",
            "many": True,
            "to": f"s{n + 1}",
            "options": letters,
        }
        for n in range(30)
    ]
    raw["steps"][-1]["to"] = [{"when": {"s0": "o3"}, "to": "leave"}, {"to": "stay"}]
    proof = proof_of(raw, tmp_path)
    assert proof.faults == ()
    assert proof.routes == (2**12 - 1) ** 30
    assert proof.states < 100
